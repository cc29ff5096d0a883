import type { FeedbackKind } from '@lakeside/shared/feedback/feedback.contract';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { instant, ref, status, varchar } from '../../../platform/database/columns';

/** What a member told the shop, and what was done about it. */
@Entity('feedback')
@Index('ix_feedback_handled', ['handledAt', 'id'])
@Index('ix_feedback_member', ['memberId', 'id'])
export class FeedbackRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  memberId: number;
  @Column(status())
  kind: FeedbackKind;
  @Column(varchar(500))
  text: string;
  @Column(instant())
  createdAt: Date;
  @Column(varchar(200, { nullable: true }))
  note: string | null;
  @Column(varchar(80, { nullable: true }))
  handledByName: string | null;
  @Column(instant({ nullable: true }))
  handledAt: Date | null;
}
