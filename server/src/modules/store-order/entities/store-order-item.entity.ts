import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { integer, ref, varchar } from '../../../platform/database/columns';

/** One article of a store order: how many are due and how many have left. */
@Entity('store_order_item')
@Index('ux_store_order_item', ['orderId', 'skuId'], { unique: true })
export class StoreOrderItemRow {
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
  @Column(integer())
  shippedQuantity: number;
}
