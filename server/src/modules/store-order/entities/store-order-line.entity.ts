import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { fen, integer, json, ref, varchar } from '../../../platform/database/columns';

/** One ordered package with its prices, and what of it was given back. */
@Entity('store_order_line')
@Index('ux_store_order_line', ['orderId', 'packageId'], { unique: true })
export class StoreOrderLineRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  orderId: number;
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
  /** Pieces whose price went back. */
  @Column(integer())
  settledQuantity: number;
  @Column(fen())
  refundedFen: number;
  /** Which articles one piece holds. */
  @Column(json())
  skus: { skuId: number; quantity: number }[];
}
