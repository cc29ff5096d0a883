import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { instant, ref, varchar } from '../../../platform/database/columns';

/** One login on one device: the family of all tokens renewed from it. Revoking it ends them all at once. */
@Entity('login_session')
@Index('ix_login_session_credential', ['credentialId'])
export class LoginSessionRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  credentialId: number;
  @Column(varchar(64))
  ip: string;
  @Column(varchar(300))
  userAgent: string;
  @Column(instant())
  createdAt: Date;
  @Column(instant({ nullable: true }))
  revokedAt: Date | null;
}
