import type {
  StoreAfterSaleKind,
  StoreAfterSaleStatus,
} from '@lakeside/shared/store-order/store-order.status';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, fen, instant, integer, ref, status, varchar } from '../../../platform/database/columns';

/** What a store asks for an order it paid: money back, with or without its goods. */
@Entity('store_after_sale')
@Index('ux_store_after_sale_number', ['number'], { unique: true })
@Index('ux_store_after_sale_open', ['openOrderId'], { unique: true })
@Index('ix_store_after_sale_order', ['orderId', 'id'])
@Index('ix_store_after_sale_channel', ['channelId', 'id'])
@Index('ix_store_after_sale_status', ['status', 'id'])
export class StoreAfterSaleRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(asciiCode(24))
  number: string;
  @Column(ref())
  orderId: number;
  /** The order while the case is open: one open case an order. */
  @Column(ref({ nullable: true }))
  openOrderId: number | null;
  @Column(ref())
  channelId: number;
  /** Null = the whole order. */
  @Column(ref({ nullable: true }))
  lineId: number | null;
  @Column(status())
  kind: StoreAfterSaleKind;
  @Column(status())
  status: StoreAfterSaleStatus;
  @Column(varchar(60))
  title: string;
  @Column(varchar(300, { nullable: true }))
  pictureUrl: string | null;
  @Column(integer())
  quantity: number;
  @Column(fen())
  amountFen: number;
  @Column(varchar(60))
  reason: string;
  @Column(varchar(60, { nullable: true }))
  decisionNote: string | null;
  @Column(status({ nullable: true }))
  carrierCode: string | null;
  @Column(asciiCode(40, { nullable: true }))
  waybillNo: string | null;
  @Column(instant())
  createdAt: Date;
  @Column(instant({ nullable: true }))
  endedAt: Date | null;
}
