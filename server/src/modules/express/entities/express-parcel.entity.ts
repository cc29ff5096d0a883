import type { ParcelState } from '@lakeside/shared/express/express.status';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, boolean, instant, status } from '../../../platform/database/columns';

/** A waybill number whose way is followed. */
@Entity('express_parcel')
@Index('ux_express_parcel_waybill', ['carrierCode', 'waybillNo'], { unique: true })
@Index('ix_express_parcel_silent', ['isFinal', 'heardAt'])
export class ExpressParcel {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(status())
  carrierCode: string;
  @Column(asciiCode(40))
  waybillNo: string;
  /** Some carriers answer only who knows the end of the receiver's number. */
  @Column(asciiCode(4))
  phoneTail: string;
  @Column(status())
  state: ParcelState;
  /** Delivered or sent back: nothing more will come. */
  @Column(boolean())
  isFinal: boolean;
  /** When the newest scan was made. */
  @Column(instant({ nullable: true }))
  scannedAt: Date | null;
  /** When the carrier was last asked or told us something. */
  @Column(instant())
  heardAt: Date;
  @Column(instant())
  createdAt: Date;
}
