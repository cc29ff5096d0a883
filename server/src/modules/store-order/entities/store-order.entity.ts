import type { StoreOrderStatus, StorePayWay } from '@lakeside/shared/store-order/store-order.status';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, fen, instant, integer, ref, status, varchar } from '../../../platform/database/columns';

/** What a 专卖店 orders from the platform. Prices and receiver are copied when it is made. */
@Entity('store_order')
@Index('ux_store_order_number', ['number'], { unique: true })
@Index('ix_store_order_channel', ['channelId', 'id'])
@Index('ix_store_order_channel_status', ['channelId', 'status', 'id'])
@Index('ix_store_order_status', ['status', 'id'])
@Index('ix_store_order_pay_until', ['status', 'payUntil', 'id'])
@Index('ix_store_order_pay_way', ['payWay', 'id'])
export class StoreOrderRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(asciiCode(24))
  number: string;
  @Column(ref())
  channelId: number;
  @Column(status())
  status: StoreOrderStatus;
  @Column(status())
  payWay: StorePayWay;
  @Column(varchar(80))
  buyerName: string;
  @Column(varchar(60))
  title: string;
  @Column(varchar(300, { nullable: true }))
  pictureUrl: string | null;
  @Column(integer())
  quantity: number;
  /** The rate of the store when it ordered. */
  @Column(integer())
  rateBp: number;
  @Column(fen())
  payableFen: number;
  /** 0 until it is paid. */
  @Column(fen())
  paidFen: number;
  @Column(fen())
  refundedFen: number;
  /** Number of the bank receipt of an offline payment. */
  @Column(varchar(40, { nullable: true }))
  voucherNo: string | null;
  @Column(varchar(20))
  receiverName: string;
  @Column(asciiCode(20))
  receiverPhone: string;
  @Column(varchar(20))
  receiverProvince: string;
  @Column(varchar(20))
  receiverCity: string;
  @Column(varchar(20))
  receiverDistrict: string;
  @Column(varchar(100))
  receiverDetail: string;
  @Column(varchar(50, { nullable: true }))
  remark: string | null;
  @Column(instant())
  payUntil: Date;
  @Column(instant({ nullable: true }))
  paidAt: Date | null;
  @Column(instant({ nullable: true }))
  completedAt: Date | null;
  @Column(instant())
  createdAt: Date;
}
