import { DocumentKind } from '@lakeside/shared/document/document.contract';
import { canTransit } from '@lakeside/shared/kernel/status';
import { storeOrderError } from '@lakeside/shared/store-order/store-order.errors';
import {
  type StoreOrderStatus,
  storeOrderStatusName,
  storeOrderTransitions,
} from '@lakeside/shared/store-order/store-order.status';
import type { StockClaim } from '../stock/stock.service';
import type { StoreOrderItemRow } from './entities/store-order-item.entity';
import type { StoreOrderRow } from './entities/store-order.entity';

/** The goods of an order as the platform keeps them for it. */
export function goodsClaim(
  order: Pick<StoreOrderRow, 'id' | 'number'>,
  items: readonly StoreOrderItemRow[],
): StockClaim {
  return {
    channelId: null,
    items: items.map((item) => ({
      skuId: item.skuId,
      name: `${item.name} ${item.spec}`,
      quantity: item.quantity - item.shippedQuantity,
    })),
    document: { kind: DocumentKind.storeOrder, id: order.id, number: order.number },
  };
}

/** Throws STORE_ORDER_STATUS_CHANGED unless the order may go from its state to this one. */
export function assertMayBecome(order: { status: StoreOrderStatus }, to: StoreOrderStatus): void {
  if (!canTransit(storeOrderTransitions, order.status, to)) {
    throw storeOrderError('STORE_ORDER_STATUS_CHANGED', { statusName: storeOrderStatusName[order.status] });
  }
}
