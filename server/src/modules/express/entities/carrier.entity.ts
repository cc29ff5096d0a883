import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, boolean, instant, integer, varchar } from '../../../platform/database/columns';

/** An express company. Never deleted: shipments name it by its code. */
@Entity('carrier')
@Index('ux_carrier_code', ['code'], { unique: true })
export class Carrier {
  @PrimaryGeneratedColumn()
  id: number;
  /** Ours and WeChat's name for it, for good. */
  @Column(asciiCode(20))
  code: string;
  @Column(varchar(20))
  name: string;
  @Column(varchar(20, { nullable: true }))
  phone: string | null;
  /** 快递100's name for it; null = its parcels are not followed. */
  @Column(asciiCode(40, { nullable: true }))
  trackingCode: string | null;
  @Column(boolean())
  isEnabled: boolean;
  @Column(integer())
  sortOrder: number;
  @Column(instant())
  createdAt: Date;
}
