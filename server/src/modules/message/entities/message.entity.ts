import type { MessageEvent, MessageTargetKind } from '@lakeside/shared/message/message.schemas';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, json, ref, status, varchar } from '../../../platform/database/columns';

export type MessageAudience = 'member' | 'channel';

/** One line in an inbox: a member's own, or the one that the people of a channel share. */
@Entity('message')
@Index('ux_message_dedupe', ['dedupeKey'], { unique: true })
@Index('ix_message_recipient', ['audience', 'recipientId', 'id'])
@Index('ix_message_unread', ['audience', 'recipientId', 'readAt'])
export class MessageRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(status())
  audience: MessageAudience;
  /** Id of the member or channel. */
  @Column(ref())
  recipientId: number;
  @Column(status())
  event: MessageEvent;
  @Column(varchar(40))
  title: string;
  @Column(varchar(300))
  text: string;
  @Column(status({ nullable: true }))
  targetKind: MessageTargetKind | null;
  @Column(ref({ nullable: true }))
  targetId: number | null;
  /** The facts that a WeChat template shows, by our names. */
  @Column(json())
  facts: Record<string, string>;
  /** The same news arriving twice makes one message. */
  @Column(asciiCode(120))
  dedupeKey: string;
  @Column(instant())
  createdAt: Date;
  @Column(instant({ nullable: true }))
  readAt: Date | null;
}
