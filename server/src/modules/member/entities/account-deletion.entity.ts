import type { DeletionBlocker } from '@lakeside/shared/member/account-deletion.contract';
import type { AccountDeletionStatus } from '@lakeside/shared/member/account-deletion.status';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, json, ref, status } from '../../../platform/database/columns';

/** One request of a member to have the account deleted. */
@Entity('account_deletion')
@Index('ux_account_deletion_waiting', ['waitingMemberId'], { unique: true })
@Index('ix_account_deletion_member', ['memberId', 'id'])
@Index('ix_account_deletion_due', ['status', 'dueAt', 'id'])
export class AccountDeletionRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  memberId: number;
  /** The member as long as the request waits; null after it. Unique: one waiting request a member. */
  @Column(ref({ nullable: true }))
  waitingMemberId: number | null;
  /** Masked: the row outlives the personal data. */
  @Column(asciiCode(20))
  phone: string;
  @Column(status())
  status: AccountDeletionStatus;
  /** Why it was put off the last time. */
  @Column(json())
  blockers: DeletionBlocker[];
  @Column(instant())
  requestedAt: Date;
  @Column(instant())
  dueAt: Date;
  @Column(instant({ nullable: true }))
  endedAt: Date | null;
}
