import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, integer, ref, status } from '../../../platform/database/columns';

export type InviteKind = 'member' | 'channel';
export type InviterKind = 'channel' | 'staff' | 'member';

/** What a scanned token stands for. All of it is resolved here; the scanner supplies nothing but the token (rules.md §2). */
@Entity('invite')
@Index('ux_invite_token', ['token'], { unique: true })
@Index('ux_invite_reuse', ['reuseKey'], { unique: true })
export class InviteRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(asciiCode(16))
  token: string;
  @Column(status())
  kind: InviteKind;
  @Column(status())
  inviterKind: InviterKind;
  /** Id of the channel, staff member or member who invites. */
  @Column(ref())
  inviterId: number;
  /** Level that the invite gives a new member; null gives the default level. */
  @Column(ref({ nullable: true }))
  memberLevelId: number | null;
  @Column(integer({ nullable: true }))
  childLevel: 2 | 3 | null;
  @Column(integer({ nullable: true }))
  rateBp: number | null;
  /** `channel:5:2`: the same inviter and level always get the same member invite. Null on channel invites. */
  @Column(asciiCode(60, { nullable: true }))
  reuseKey: string | null;
  @Column(instant())
  createdAt: Date;
  @Column(instant({ nullable: true }))
  expiresAt: Date | null;
}
