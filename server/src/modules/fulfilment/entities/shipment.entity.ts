import type { ShipmentStatus } from '@lakeside/shared/order/order.status';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, day, fen, instant, ref, status, varchar } from '../../../platform/database/columns';

/** What one place sends of one order: to be sent until it has a waybill number. */
@Entity('shipment')
@Index('ux_shipment_number', ['number'], { unique: true })
@Index('ux_shipment_waybill', ['carrierCode', 'waybillNo'], { unique: true })
@Index('ix_shipment_order', ['orderId', 'status'])
@Index('ix_shipment_order_number', ['orderNumber'])
@Index('ix_shipment_place', ['fulfillerChannelId', 'status', 'id'])
@Index('ix_shipment_status', ['status', 'id'])
@Index('ix_shipment_day', ['deliveryDay', 'id'])
export class Shipment {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(asciiCode(32))
  number: string;
  @Column(ref())
  orderId: number;
  @Column(asciiCode(32))
  orderNumber: string;
  @Column(status())
  status: ShipmentStatus;
  /** The 专卖店 that ships; null = the platform. */
  @Column(ref({ nullable: true }))
  fulfillerChannelId: number | null;
  @Column(varchar(60))
  fulfillerName: string;
  @Column(day())
  deliveryDay: string;
  /** What the store gets back for the goods of the whole order at the prices of the day of dispatch; 0 for the platform. */
  @Column(fen())
  orderGoodsFen: number;
  /** The service subsidy for the whole order; 0 for the platform. */
  @Column(fen())
  orderSubsidyFen: number;
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
