import type { OrderLineKind } from '@lakeside/shared/order/order.schemas';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { boolean, fen, integer, ref, status, varchar } from '../../../platform/database/columns';

/** One offer of a bought order, copied when the order was made. */
@Entity('order_line')
@Index('ux_order_line_order_offer', ['orderId', 'offerKind', 'offerId'], { unique: true })
@Index('ix_order_line_package', ['packageId', 'orderId'])
export class OrderLineRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  orderId: number;
  @Column(status())
  offerKind: OrderLineKind;
  @Column(ref())
  offerId: number;
  /** The package that is delivered for it, whose calendar a delivery day is taken from. */
  @Column(ref())
  packageId: number;
  @Column(varchar(60))
  title: string;
  @Column(varchar(300, { nullable: true }))
  pictureUrl: string | null;
  @Column(integer())
  quantity: number;
  @Column(fen())
  retailPriceFen: number;
  @Column(fen())
  unitPriceFen: number;
  /** What a store gets back for one; null = its own L1 price. */
  @Column(fen({ nullable: true }))
  settlementPriceFen: number | null;
  @Column(fen())
  serviceSubsidyFen: number;
  /** Sold by delivery day; otherwise from stock. */
  @Column(boolean())
  soldByDay: boolean;
  /** How many places of the delivery day are taken for it. */
  @Column(integer())
  dayPlaces: number;
  /** Cards kept for the order: e-cards still to be issued, printed ones without numbers. */
  @Column(integer({ default: 0 }))
  heldCards: number;
}
