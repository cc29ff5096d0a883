import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, integer } from '../../../platform/database/columns';

/** Password attempts of one account name or one network address, unknown accounts counted like known ones. */
@Entity('login_attempt')
@Index('ux_login_attempt_subject', ['subject'], { unique: true })
@Index('ix_login_attempt_last', ['lastAt'])
export class LoginAttemptRow {
  @PrimaryGeneratedColumn()
  id: number;
  /** SHA-256 of what is counted. */
  @Column(asciiCode(64))
  subject: string;
  @Column(integer())
  failedCount: number;
  @Column(instant())
  lastAt: Date;
}
