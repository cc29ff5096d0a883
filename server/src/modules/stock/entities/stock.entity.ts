import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { integer, ref } from '../../../platform/database/columns';

/** The channel id under which the platform's own warehouse is kept: a NULL would make the unique index differ between databases. */
export const platformPlaceId = 0;

/** How much of one article lies at one place, and how much of it is promised to dispatched orders. */
@Entity('stock')
@Index('ux_stock_place_sku', ['placeChannelId', 'skuId'], { unique: true })
@Index('ix_stock_sku', ['skuId'])
export class Stock {
  @PrimaryGeneratedColumn()
  id: number;
  /** A 专卖店, or `platformPlaceId`. */
  @Column(ref())
  placeChannelId: number;
  @Column(ref())
  skuId: number;
  @Column(integer({ default: 0 }))
  onHand: number;
  @Column(integer({ default: 0 }))
  reserved: number;
}
