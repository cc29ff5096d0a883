import type { WaybillStatus } from '@lakeside/shared/express/express.status';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, integer, status, varchar } from '../../../platform/database/columns';

/** An e-waybill of a carrier for one of our shipments. */
@Entity('express_waybill')
@Index('ux_express_waybill_shipment', ['shipmentNumber'], { unique: true })
export class ExpressWaybill {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(asciiCode(32))
  shipmentNumber: string;
  /** Counts the waybills asked for this shipment, since a cancelled one needs a new number at the carrier. */
  @Column(integer())
  attempt: number;
  @Column(status())
  carrierCode: string;
  @Column(status())
  status: WaybillStatus;
  @Column(asciiCode(40, { nullable: true }))
  waybillNo: string | null;
  /** 大头笔: where the carrier sorts it to. */
  @Column(varchar(60, { nullable: true }))
  sortingCode: string | null;
  @Column(instant())
  createdAt: Date;
  @Column(instant({ nullable: true }))
  issuedAt: Date | null;
}
