import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { instant, ref, status, varchar } from '../../../platform/database/columns';
import type { LoginAudience } from '../../../platform/http/actor';

/** Who a credential belongs to; the row itself lives in the module that knows such people. */
export type SubjectKind = 'member' | 'channelOwner' | 'channelStaff' | 'salesperson' | 'adminUser';
export type CredentialStatus = 'active' | 'closed';

/** The way one person logs in to one audience. */
@Entity('credential')
@Index('ux_credential_login_name', ['audience', 'loginName'], { unique: true })
@Index('ux_credential_subject', ['subjectKind', 'subjectId'], { unique: true })
export class CredentialRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(status())
  audience: LoginAudience;
  /** Phone or user name in lower case; null once it was given up for others to use. */
  @Column(varchar(60, { nullable: true }))
  loginName: string | null;
  @Column(status())
  subjectKind: SubjectKind;
  @Column(ref())
  subjectId: number;
  /** argon2id; null until a password is set. */
  @Column(varchar(200, { nullable: true }))
  passwordHash: string | null;
  @Column(status())
  status: CredentialStatus;
  @Column(instant())
  createdAt: Date;
}
