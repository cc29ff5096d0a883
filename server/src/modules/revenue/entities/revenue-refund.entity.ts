import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, fen, instant, ref } from '../../../platform/database/columns';

/** A refund whose part of the shares has been taken back. Unique, so that news told twice takes nothing twice. */
@Entity('revenue_refund')
@Index('ux_revenue_refund_refund', ['refundId'], { unique: true })
@Index('ix_revenue_refund_order', ['orderId'])
export class RevenueRefund {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  orderId: number;
  @Column(ref())
  refundId: number;
  @Column(asciiCode(32))
  refundNumber: string;
  @Column(fen())
  amountFen: number;
  /** What of it is the price of goods; the rest is freight. */
  @Column(fen())
  goodsFen: number;
  /** What it took of all shares together. */
  @Column(fen())
  reversedFen: number;
  @Column(instant())
  at: Date;
}
