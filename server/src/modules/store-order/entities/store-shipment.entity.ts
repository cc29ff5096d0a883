import type { StoreShipmentStatus } from '@lakeside/shared/store-order/store-order.status';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, ref, status } from '../../../platform/database/columns';

/** A shipping note of a store order. */
@Entity('store_shipment')
@Index('ux_store_shipment_number', ['number'], { unique: true })
@Index('ux_store_shipment_waybill', ['carrierCode', 'waybillNo'], { unique: true })
@Index('ix_store_shipment_order', ['orderId', 'id'])
@Index('ix_store_shipment_status', ['status', 'id'])
@Index('ix_store_shipment_shipped', ['status', 'shippedAt', 'id'])
export class StoreShipmentRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(asciiCode(24))
  number: string;
  @Column(ref())
  orderId: number;
  @Column(status())
  status: StoreShipmentStatus;
  @Column(status({ nullable: true }))
  carrierCode: string | null;
  @Column(asciiCode(40, { nullable: true }))
  waybillNo: string | null;
  @Column(instant())
  createdAt: Date;
  @Column(instant({ nullable: true }))
  shippedAt: Date | null;
  @Column(instant({ nullable: true }))
  receivedAt: Date | null;
}
