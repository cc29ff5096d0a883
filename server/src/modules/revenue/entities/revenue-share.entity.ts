import type { OrderLineKind } from '@lakeside/shared/order/order.schemas';
import type { RevenueStatus, ShareFlag } from '@lakeside/shared/revenue/revenue.status';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, fen, instant, integer, ref, status, varchar } from '../../../platform/database/columns';

/** What one line of a paid order leaves one channel, and what of that goes on to a staff member. */
@Entity('revenue_share')
@Index('ux_revenue_share_line_channel', ['orderLineId', 'channelId'], { unique: true })
@Index('ix_revenue_share_order', ['orderId'])
@Index('ix_revenue_share_channel', ['channelId', 'id'])
@Index('ix_revenue_share_channel_status', ['channelId', 'status', 'id'])
@Index('ix_revenue_share_staff', ['staffId', 'id'])
export class RevenueShare {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  orderId: number;
  @Column(asciiCode(32))
  orderNumber: string;
  @Column(ref())
  orderLineId: number;
  @Column(status())
  offerKind: OrderLineKind;
  @Column(varchar(60))
  title: string;
  @Column(integer())
  quantity: number;
  @Column(ref())
  channelId: number;
  @Column(integer())
  level: 1 | 2 | 3;
  /** The channel's own price of one, and what the next one down paid. */
  @Column(fen())
  ownPriceFen: number;
  @Column(fen())
  nextPriceFen: number;
  @Column(fen())
  amountFen: number;
  /** What refunds have taken back of it. */
  @Column(fen())
  reversedFen: number;
  @Column(status())
  status: RevenueStatus;
  @Column(status({ nullable: true }))
  flag: ShareFlag | null;
  /** Whom the buyer belongs to; set on the share of the last channel only. */
  @Column(ref({ nullable: true }))
  staffId: number | null;
  @Column(integer())
  staffRateBp: number;
  /** The commission on what is left of the share. */
  @Column(fen())
  staffFen: number;
  @Column(instant())
  createdAt: Date;
}
