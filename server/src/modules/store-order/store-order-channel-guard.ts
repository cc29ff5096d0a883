import { storeOrderError } from '@lakeside/shared/store-order/store-order.errors';
import { StoreOrderStatus, storeOrderTransitions } from '@lakeside/shared/store-order/store-order.status';
import { isFinal } from '@lakeside/shared/kernel/status';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { In, IsNull } from 'typeorm';
import type { Tx } from '../../platform/database/transaction';
import { StoreAfterSaleRow } from './entities/store-after-sale.entity';
import { StoreOrderRow } from './entities/store-order.entity';

const openStatuses = Object.values(StoreOrderStatus).filter(
  (status) => !isFinal(storeOrderTransitions, status),
);

/** Keeps a 专卖店 what it is while it awaits goods or money: only a store has stock, only an L1 has stored value. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class StoreOrderChannelGuard {
  /** Throws CHANNEL_HAS_STORE_ORDERS while the channel has an order or an after-sale case open. */
  async check(tx: Tx, channelId: number): Promise<void> {
    const hasOrders = await tx.existsBy(StoreOrderRow, { channelId, status: In(openStatuses) });
    const hasCases = await tx.existsBy(StoreAfterSaleRow, { channelId, endedAt: IsNull() });
    if (hasOrders || hasCases) throw storeOrderError('CHANNEL_HAS_STORE_ORDERS');
  }
}
