import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, integer, ref, varchar } from '../../../platform/database/columns';

/** The paper by which the back office adds to or takes from the stock of a place. */
@Entity('stock_adjustment')
@Index('ux_stock_adjustment_number', ['number'], { unique: true })
export class StockAdjustment {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(asciiCode(32))
  number: string;
  @Column(ref())
  placeChannelId: number;
  @Column(ref())
  skuId: number;
  @Column(integer())
  delta: number;
  @Column(varchar(100))
  note: string;
  @Column(instant())
  createdAt: Date;
}
