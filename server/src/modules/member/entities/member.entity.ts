import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, ref, status, varchar } from '../../../platform/database/columns';

export type MemberStatus = 'active' | 'closed' | 'deleted';

/** A customer. Channel, staff member and inviter are fixed at registration (rules.md §2). */
@Entity('member')
@Index('ux_member_phone', ['phone'], { unique: true })
@Index('ix_member_channel', ['channelId', 'joinedAt'])
@Index('ix_member_staff', ['staffId', 'joinedAt'])
@Index('ix_member_inviter', ['inviterMemberId', 'joinedAt'])
@Index('ix_member_level', ['levelId'])
@Index('ix_member_joined', ['joinedAt'])
export class MemberRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(asciiCode(20))
  phone: string;
  @Column(varchar(20))
  nickname: string;
  @Column(varchar(300, { nullable: true }))
  avatarUrl: string | null;
  @Column(ref())
  levelId: number;
  /** Null for members of the platform itself. */
  @Column(ref({ nullable: true }))
  channelId: number | null;
  /** The staff member whose invite was used, if it was one's. */
  @Column(ref({ nullable: true }))
  staffId: number | null;
  /** The member whose invite was used, if it was one's. */
  @Column(ref({ nullable: true }))
  inviterMemberId: number | null;
  /** A note of the shop that the member never sees. */
  @Column(varchar(200, { nullable: true }))
  remark: string | null;
  @Column(status())
  status: MemberStatus;
  @Column(instant())
  joinedAt: Date;
}
