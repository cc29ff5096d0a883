import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, fen, instant, ref, status } from '../../../platform/database/columns';

export type SettlementStatus = 'unsettled' | 'settled';

/** What a store gets back for one parcel: earned when it leaves, credited to its stored value when the order is received. */
@Entity('settlement')
@Index('ux_settlement_number', ['number'], { unique: true })
@Index('ux_settlement_shipment', ['shipmentId'], { unique: true })
@Index('ix_settlement_store', ['channelId', 'status', 'id'])
@Index('ix_settlement_status', ['status', 'id'])
@Index('ix_settlement_order', ['orderId'])
export class Settlement {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(asciiCode(32))
  number: string;
  @Column(ref())
  shipmentId: number;
  @Column(asciiCode(32))
  shipmentNumber: string;
  @Column(ref())
  orderId: number;
  @Column(asciiCode(32))
  orderNumber: string;
  @Column(ref())
  channelId: number;
  @Column(status())
  status: SettlementStatus;
  @Column(fen())
  goodsFen: number;
  /** Counted apart from the goods (AD-299). */
  @Column(fen())
  subsidyFen: number;
  @Column(instant())
  createdAt: Date;
  @Column(instant({ nullable: true }))
  settledAt: Date | null;
}
