import type { OrderLineKind } from '@lakeside/shared/order/order.schemas';
import { orderError } from '@lakeside/shared/order/order.errors';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import type { Tx } from '../../platform/database/transaction';
import { OrderLineRow } from './entities/order-line.entity';
import { type ChannelShareBasis, OrderPurchaseRow } from './entities/order-purchase.entity';

/** What shares of a bought order are computed from: everything as it was when the order was made, freight left out. */
export interface PurchaseBasis {
  /** From level 1 down; empty for members of the platform. */
  readonly channels: readonly ChannelShareBasis[];
  readonly memberRateBp: number;
  readonly staffId: number | null;
  readonly staffRateBp: number;
  readonly lines: readonly {
    readonly id: number;
    readonly offerKind: OrderLineKind;
    readonly title: string;
    readonly quantity: number;
    readonly retailPriceFen: number;
    readonly unitPriceFen: number;
  }[];
}

/** Tells what was copied into an order about who stands above its buyer. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class PurchaseBasisService {
  @InjectDataSource() private readonly dataSource: DataSource;

  /** Throws ORDER_NOT_FOUND for what was not bought. */
  async requireBasis(tx: Tx | null, orderId: number): Promise<PurchaseBasis> {
    const source = tx ?? this.dataSource.manager;
    const purchase = await source.findOneBy(OrderPurchaseRow, { orderId });
    if (!purchase) throw orderError('ORDER_NOT_FOUND');
    const lines = await source.find(OrderLineRow, { where: { orderId }, order: { id: 'ASC' } });
    const { channels, memberRateBp, staffId, staffRateBp } = purchase;
    return { channels, memberRateBp, staffId, staffRateBp, lines };
  }
}
