import type { MemberChangeKind } from '@lakeside/shared/member/member-record.contract';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { instant, ref, status, varchar } from '../../../platform/database/columns';

/** One change of a member's channel, staff member or level: who, when, why. Appended, never changed. */
@Entity('member_change')
@Index('ix_member_change_member', ['memberId', 'id'])
export class MemberChangeRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  memberId: number;
  @Column(status())
  kind: MemberChangeKind;
  /** Names as they were that day; null = none, for a channel the platform itself. */
  @Column(varchar(60, { nullable: true }))
  fromName: string | null;
  @Column(varchar(60, { nullable: true }))
  toName: string | null;
  @Column(varchar(100))
  reason: string;
  @Column(varchar(80))
  actorName: string;
  @Column(instant())
  createdAt: Date;
}
