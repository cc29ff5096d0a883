import { stockAdminContract } from '@lakeside/shared/stock/stock.contract';
import type { TestApp } from '../kit/test-app';
import { tokenOf } from './typed-sessions';

/** Puts goods at a place: a store, or the platform (null). */
export async function someStock(
  app: TestApp,
  stock: { channelId: number | null; skuIds: readonly number[]; quantity: number },
): Promise<void> {
  for (const skuId of stock.skuIds) {
    const body = { channelId: stock.channelId, skuId, delta: stock.quantity, note: '期初' };
    const { body: row } = await app.call(stockAdminContract.adjustStock, {
      token: tokenOf.admin,
      input: { body },
    });
    if (row.onHand < stock.quantity) throw new Error('the stock was not adjusted');
  }
}

/** Opens days for a package, each with the same quota. */
export async function openDays(
  app: TestApp,
  calendar: { packageId: number; days: readonly string[]; quota: number },
): Promise<void> {
  const { packageId, days, quota } = calendar;
  const body = { packageId, supply: 100_000, days: days.map((day) => ({ day, quota })) };
  const { body: set } = await app.call(stockAdminContract.setDeliveryDays, {
    token: tokenOf.admin,
    input: { body },
  });
  if (set.quotaTotal < quota) throw new Error('the days were not opened');
}
