import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, ref, varchar } from '../../../platform/database/columns';

/** One thing that happened to a parcel on its way. */
@Entity('express_scan')
@Index('ux_express_scan', ['parcelId', 'scanKey'], { unique: true })
@Index('ix_express_scan_time', ['parcelId', 'scannedAt'])
export class ExpressScan {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  parcelId: number;
  /** Time and text in short: the same scan told twice is one row. */
  @Column(asciiCode(32))
  scanKey: string;
  @Column(instant())
  scannedAt: Date;
  @Column(varchar(300))
  text: string;
}
