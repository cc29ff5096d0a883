import { OrderKind } from '@lakeside/shared/order/order.status';
import { type EntityManager, In } from 'typeorm';
import { OrderItemRow } from './entities/order-item.entity';
import { OrderLineRow } from './entities/order-line.entity';
import { OrderPurchaseRow } from './entities/order-purchase.entity';
import type { Order } from './entities/order.entity';
import { type OrderRecord, type PurchaseRecord, toOrderRecord, toPurchaseRecord } from './order-record';

/** Joins orders with their items and, where they were bought, with their lines and prices; in the order of the rows. */
export async function loadOrders(source: EntityManager, rows: readonly Order[]): Promise<OrderRecord[]> {
  if (rows.length === 0) return [];
  const items = await source.find(OrderItemRow, {
    where: { orderId: In(rows.map((row) => row.id)) },
    order: { id: 'ASC' },
  });
  const purchases = await loadPurchases(
    source,
    rows.filter((row) => row.kind !== OrderKind.redemption),
  );
  const itemsOf = groupByOrder(items);
  return rows.map((row) =>
    toOrderRecord(row, {
      items: itemsOf.get(row.id) ?? [],
      purchase: purchases.get(row.id) ?? null,
    }),
  );
}

async function loadPurchases(
  source: EntityManager,
  rows: readonly Order[],
): Promise<Map<number, PurchaseRecord>> {
  const orderIds = rows.map((row) => row.id);
  if (orderIds.length === 0) return new Map();
  const purchases = groupByOrder(await source.findBy(OrderPurchaseRow, { orderId: In(orderIds) }));
  const lines = groupByOrder(
    await source.find(OrderLineRow, { where: { orderId: In(orderIds) }, order: { id: 'ASC' } }),
  );
  const records = new Map<number, PurchaseRecord>();
  for (const row of rows) {
    const [purchase] = purchases.get(row.id) ?? [];
    if (purchase) records.set(row.id, toPurchaseRecord(row, purchase, lines.get(row.id) ?? []));
  }
  return records;
}

function groupByOrder<Row extends { orderId: number }>(rows: readonly Row[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.orderId);
    if (group) group.push(row);
    else groups.set(row.orderId, [row]);
  }
  return groups;
}
