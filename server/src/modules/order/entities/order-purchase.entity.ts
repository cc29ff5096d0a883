import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { fen, instant, integer, json, ref } from '../../../platform/database/columns';

/** One channel above the buyer with the rate it had when the order was made. */
export interface ChannelShareBasis {
  channelId: number;
  level: 1 | 2 | 3;
  rateBp: number;
  /** The channel was closed that day, so its share goes to nobody (rules.md, default 15). */
  isClosed: boolean;
}

/** What a bought order has beside a redemption: what is owed, what was paid, and the prices everybody had that day. */
@Entity('order_purchase')
@Index('ux_order_purchase_order', ['orderId'], { unique: true })
export class OrderPurchaseRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  orderId: number;
  @Column(fen())
  freightFen: number;
  /** Goods at the member's price and freight. */
  @Column(fen())
  payableFen: number;
  /** 0 until the payment has come. */
  @Column(fen())
  paidFen: number;
  /** Asked back of what was paid. */
  @Column(fen())
  refundedFen: number;
  /** The payment that counts. Money of any other one goes back. */
  @Column(ref({ nullable: true }))
  paymentId: number | null;
  @Column(instant({ nullable: true }))
  paidAt: Date | null;
  @Column(ref())
  memberLevelId: number;
  @Column(integer())
  memberRateBp: number;
  /** The buyer's channels from level 1 down; empty for members of the platform. Later shares are computed from these alone. */
  @Column(json())
  channels: ChannelShareBasis[];
  /** The staff member of the last channel to whom the buyer belongs. */
  @Column(ref({ nullable: true }))
  staffId: number | null;
  /** The part of the last channel's own share that it owes the staff member, as agreed that day. */
  @Column(integer({ default: 0 }))
  staffRateBp: number;
}
