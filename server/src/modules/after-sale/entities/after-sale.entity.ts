import type {
  AfterSaleKind,
  AfterSaleReason,
  AfterSaleStatus,
} from '@lakeside/shared/after-sale/after-sale.status';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import {
  asciiCode,
  fen,
  instant,
  integer,
  json,
  ref,
  status,
  varchar,
} from '../../../platform/database/columns';

/** What a member asks for a line of an order, or for the whole of it, and what became of that. */
@Entity('after_sale')
@Index('ux_after_sale_number', ['number'], { unique: true })
@Index('ux_after_sale_open', ['openKey'], { unique: true })
@Index('ux_after_sale_refund', ['refundId'], { unique: true })
@Index('ix_after_sale_order', ['orderId', 'id'])
@Index('ix_after_sale_order_number', ['orderNumber'])
@Index('ix_after_sale_member', ['memberId', 'id'])
@Index('ix_after_sale_status', ['status', 'id'])
@Index('ix_after_sale_return', ['status', 'returnUntil', 'id'])
@Index('ix_after_sale_exchange', ['status', 'exchangeSentAt', 'id'])
@Index('ix_after_sale_created', ['createdAt', 'id'])
export class AfterSale {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(asciiCode(24))
  number: string;
  @Column(ref())
  orderId: number;
  @Column(asciiCode(32))
  orderNumber: string;
  @Column(instant())
  orderedAt: Date;
  @Column(ref())
  memberId: number;
  /** Null = the order as a whole. */
  @Column(ref({ nullable: true }))
  orderLineId: number | null;
  @Column(varchar(60))
  title: string;
  @Column(varchar(300, { nullable: true }))
  pictureUrl: string | null;
  @Column(status())
  kind: AfterSaleKind;
  @Column(status())
  reason: AfterSaleReason;
  @Column(integer())
  quantity: number;
  @Column(varchar(200, { nullable: true }))
  description: string | null;
  @Column(json())
  pictures: string[];
  @Column(status())
  status: AfterSaleStatus;
  /** The line, as long as the case is open; null after it. Unique: one open case a line. */
  @Column(asciiCode(40, { nullable: true }))
  openKey: string | null;
  /** Null for an exchange. */
  @Column(fen({ nullable: true }))
  askedFen: number | null;
  @Column(fen({ nullable: true }))
  approvedFen: number | null;
  /** Why the shop refused it or gives less than was asked for. */
  @Column(varchar(60, { nullable: true }))
  decisionNote: string | null;
  /** The money on its way back. */
  @Column(ref({ nullable: true }))
  refundId: number | null;
  /** Units that are given back for good; no later case can be about them. */
  @Column(integer())
  settledQuantity: number;
  @Column(instant({ nullable: true }))
  returnUntil: Date | null;
  @Column(status({ nullable: true }))
  returnCarrierCode: string | null;
  @Column(asciiCode(40, { nullable: true }))
  returnWaybillNo: string | null;
  /** The new parcel of an exchange. */
  @Column(ref({ nullable: true }))
  shipmentId: number | null;
  @Column(instant({ nullable: true }))
  exchangeSentAt: Date | null;
  @Column(instant())
  createdAt: Date;
  @Column(instant({ nullable: true }))
  endedAt: Date | null;
}
