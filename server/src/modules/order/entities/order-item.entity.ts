import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { integer, ref, varchar } from '../../../platform/database/columns';

/** One article of an order: how many are due and how many have left. */
@Entity('order_item')
@Index('ux_order_item_order_sku', ['orderId', 'skuId'], { unique: true })
@Index('ix_order_item_sku', ['skuId', 'orderId'])
export class OrderItemRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  orderId: number;
  @Column(ref())
  skuId: number;
  @Column(varchar(30))
  name: string;
  @Column(varchar(30))
  spec: string;
  @Column(varchar(8))
  unit: string;
  @Column(integer())
  quantity: number;
  @Column(integer({ default: 0 }))
  shippedQuantity: number;
  /** How many are sold from stock and kept in the platform's warehouse; the rest is sold by delivery day. */
  @Column(integer({ default: 0 }))
  stockQuantity: number;
  /** How many the platform's warehouse keeps for the order itself, until it is dispatched. */
  @Column(integer({ default: 0 }))
  heldQuantity: number;
}
