import type { CardKind } from '@lakeside/shared/card/card.status';
import type { OrderKind, OrderStatus } from '@lakeside/shared/order/order.status';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import {
  asciiCode,
  day,
  fen,
  instant,
  integer,
  ref,
  status,
  varchar,
} from '../../../platform/database/columns';

export type FulfillerKind = 'platform' | 'store';

/**
 * What one person gets delivered. Product, prices and receiver are copied when the order is made, so that later edits of
 * the catalogue or the address book never alter it.
 */
@Entity('order')
@Index('ux_order_number', ['number'], { unique: true })
@Index('ux_order_card', ['cardId'], { unique: true })
@Index('ix_order_member', ['memberId', 'id'])
@Index('ix_order_status', ['status', 'dispatchedAt', 'id'])
@Index('ix_order_shipped', ['status', 'shippedAt'])
@Index('ix_order_day', ['deliveryDay', 'status', 'id'])
@Index('ix_order_phone', ['receiverPhone', 'id'])
@Index('ix_order_kind', ['kind', 'status', 'id'])
@Index('ix_order_type', ['kind', 'cardKind', 'status', 'id'])
@Index('ix_order_receiver', ['receiverName', 'id'])
@Index('ix_order_fulfiller', ['fulfillerKind', 'fulfillerChannelId', 'id'])
@Index('ix_order_product', ['productId', 'id'])
@Index('ix_order_created', ['createdAt', 'id'])
@Index('ix_order_pay_until', ['status', 'payUntil', 'id'])
@Index('ix_order_to_review', ['memberId', 'status', 'reviewedAt', 'id'])
export class Order {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(status())
  kind: OrderKind;
  @Column(asciiCode(32))
  number: string;
  @Column(status())
  status: OrderStatus;
  /** Null when the back office entered the redemption for a caller. */
  @Column(ref({ nullable: true }))
  memberId: number | null;
  /** A redemption's card. Unique: one card, one redemption. */
  @Column(ref({ nullable: true }))
  cardId: number | null;
  @Column(asciiCode(24, { nullable: true }))
  cardNo: string | null;
  /** What the redeemed card is; null for a bought order. */
  @Column(status({ nullable: true }))
  cardKind: CardKind | null;
  @Column(ref({ nullable: true }))
  productId: number | null;
  @Column(ref({ nullable: true }))
  packageId: number | null;
  @Column(varchar(60))
  title: string;
  @Column(varchar(300, { nullable: true }))
  pictureUrl: string | null;
  @Column(integer())
  quantity: number;
  /** Of one. The prices of a purchase stand in its lines, and these are 0. */
  @Column(fen())
  retailPriceFen: number;
  /** What a store gets back for the goods; null = its own L1 price (rules.md, default 6). */
  @Column(fen({ nullable: true }))
  settlementPriceFen: number | null;
  @Column(fen())
  serviceSubsidyFen: number;
  @Column(varchar(20))
  receiverName: string;
  @Column(asciiCode(20))
  receiverPhone: string;
  @Column(varchar(20))
  receiverProvince: string;
  @Column(varchar(20))
  receiverCity: string;
  @Column(varchar(20))
  receiverDistrict: string;
  @Column(varchar(100))
  receiverDetail: string;
  /** Degrees × 1,000,000: about ten centimetres, and no float in the database. */
  @Column(integer({ nullable: true }))
  receiverLatitudeE6: number | null;
  @Column(integer({ nullable: true }))
  receiverLongitudeE6: number | null;
  @Column(day())
  deliveryDay: string;
  @Column(varchar(50, { nullable: true }))
  remark: string | null;
  @Column(status({ nullable: true }))
  fulfillerKind: FulfillerKind | null;
  @Column(ref({ nullable: true }))
  fulfillerChannelId: number | null;
  @Column(varchar(60, { nullable: true }))
  fulfillerName: string | null;
  /** Until when a purchase can be paid; null for a redemption. */
  @Column(instant({ nullable: true }))
  payUntil: Date | null;
  @Column(instant())
  createdAt: Date;
  @Column(instant({ nullable: true }))
  dispatchedAt: Date | null;
  /** When the last parcel left; from here the days to the automatic receipt are counted. */
  @Column(instant({ nullable: true }))
  shippedAt: Date | null;
  @Column(instant({ nullable: true }))
  completedAt: Date | null;
  /** When the last of its lines was reviewed. */
  @Column(instant({ nullable: true }))
  reviewedAt: Date | null;
}
