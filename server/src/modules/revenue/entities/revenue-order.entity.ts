import type { OrderKind } from '@lakeside/shared/order/order.status';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, ref, status } from '../../../platform/database/columns';

/** A paid order whose shares have been booked, also when nobody has a share. The row to lock for all of its shares. */
@Entity('revenue_order')
@Index('ux_revenue_order_order', ['orderId'], { unique: true })
@Index('ix_revenue_order_due', ['releasedAt', 'completedAt', 'id'])
export class RevenueOrder {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  orderId: number;
  @Column(asciiCode(32))
  orderNumber: string;
  @Column(status())
  orderKind: OrderKind;
  @Column(instant())
  paidAt: Date;
  /** When everything was received; from here the after-sale period is counted. */
  @Column(instant({ nullable: true }))
  completedAt: Date | null;
  /** When the shares became free. */
  @Column(instant({ nullable: true }))
  releasedAt: Date | null;
}
