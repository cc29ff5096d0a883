import type { PhoneAudience } from '@lakeside/shared/identity/identity.contract';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, day, instant, integer, status } from '../../../platform/database/columns';

/** The last code sent to one phone for one audience; a new code replaces it. */
@Entity('sms_code')
@Index('ux_sms_code_phone', ['audience', 'phone'], { unique: true })
export class SmsCodeRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(status())
  audience: PhoneAudience;
  @Column(asciiCode(20))
  phone: string;
  /** HMAC under a key derived from SECRET_KEY; empty before the first code. */
  @Column(asciiCode(64))
  codeHash: string;
  @Column(instant())
  sentAt: Date;
  @Column(integer())
  failedTries: number;
  @Column(instant({ nullable: true }))
  usedAt: Date | null;
  /** The day that `sentOnDay` counts. */
  @Column(day())
  day: string;
  @Column(integer())
  sentOnDay: number;
}
