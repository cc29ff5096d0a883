import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { boolean, instant, integer, ref } from '../../../platform/database/columns';

/** One package a store may order later. */
@Entity('store_cart_line')
@Index('ux_store_cart_line', ['channelId', 'packageId'], { unique: true })
export class StoreCartLineRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  channelId: number;
  @Column(ref())
  packageId: number;
  @Column(integer())
  quantity: number;
  @Column(boolean())
  isChosen: boolean;
  @Column(instant())
  addedAt: Date;
}
