import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { fen, ref } from '../../../platform/database/columns';

/** What was paid for one line of an order, and what refunds have given back of it. Freight is no line. */
@Entity('revenue_line')
@Index('ux_revenue_line_order_line', ['orderLineId'], { unique: true })
@Index('ix_revenue_line_order', ['orderId'])
export class RevenueLine {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  orderId: number;
  @Column(ref())
  orderLineId: number;
  @Column(fen())
  amountFen: number;
  @Column(fen())
  refundedFen: number;
}
