import type { MessageEvent } from '@lakeside/shared/message/message.schemas';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { integer, ref, status } from '../../../platform/database/columns';
import type { MessageAudience } from './message.entity';

/** How many WeChat messages of one event a person has agreed to and not got yet. */
@Entity('message_grant')
@Index('ux_message_grant_person', ['credentialId', 'event'], { unique: true })
@Index('ix_message_grant_recipient', ['audience', 'recipientId', 'event'])
export class MessageGrantRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(status())
  audience: MessageAudience;
  /** Whose inbox: the member, or the channel the person works for. */
  @Column(ref())
  recipientId: number;
  @Column(ref())
  credentialId: number;
  @Column(status())
  event: MessageEvent;
  @Column(integer())
  uses: number;
}
