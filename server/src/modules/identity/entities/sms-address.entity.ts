import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, day, integer } from '../../../platform/database/columns';

/** How many codes one network address had sent on its last day, counted here so that all servers count together. */
@Entity('sms_address')
@Index('ux_sms_address_hash', ['addressHash'], { unique: true })
@Index('ix_sms_address_day', ['day'])
export class SmsAddressRow {
  @PrimaryGeneratedColumn()
  id: number;
  /** SHA-256 of the address. */
  @Column(asciiCode(64))
  addressHash: string;
  @Column(day())
  day: string;
  @Column(integer())
  sentOnDay: number;
}
