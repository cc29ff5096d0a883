import { applyRate } from '@lakeside/shared/kernel/money';
import { ledgerAdminContract } from '@lakeside/shared/ledger/ledger.contract';
import {
  storeOrderAdminContract,
  storeOrderChannelContract,
} from '@lakeside/shared/store-order/store-order.contract';
import type { StoreOrderDetail } from '@lakeside/shared/store-order/store-order.schemas';
import type { StorePayWay } from '@lakeside/shared/store-order/store-order.status';
import { storeShopContract } from '@lakeside/shared/store-order/store-shop.contract';
import { Stock } from '../../src/modules/stock/entities/stock.entity';
import { LedgerVerificationService } from '../../src/modules/ledger/ledger-verification.service';
import type { TestApp } from '../kit/test-app';
import type { ShopGoods } from './purchase.builder';
import { aStore } from './store.builder';
import { tokenOf } from './typed-sessions';

export const storeAddress = {
  name: '王店长',
  phone: '13800001111',
  province: '江苏省',
  city: '苏州市',
  district: '姑苏区',
  detail: '观前街 1 号',
};

export interface OrderingStore {
  id: number;
  token: string;
  addressId: number;
  rateBp: number;
}

/** A 专卖店 with a delivery address and so much stored value and credit, in fen. */
export async function anOrderingStore(
  app: TestApp,
  given: { storedFen?: number; creditFen?: number; rateBp?: number } = {},
): Promise<OrderingStore> {
  const { storedFen = 0, creditFen = 0, rateBp = 6000 } = given;
  const id = await aStore(app, { rateBp });
  const token = tokenOf.store(id);
  const { body } = await app.call(storeShopContract.createStoreAddress, {
    token,
    input: { body: storeAddress },
  });
  const book = [
    [ledgerAdminContract.topUp, storedFen],
    [ledgerAdminContract.grantCredit, creditFen],
  ] as const;
  for (const [entry, amountFen] of book) {
    if (amountFen > 0)
      await app.call(entry, { token: tokenOf.admin, input: { body: { channelId: id, amountFen } } });
  }
  return { id, token, addressId: body.id, rateBp };
}

export interface StoreWishToMake {
  goods: ShopGoods;
  store: OrderingStore;
  quantity?: number;
  payWay?: StorePayWay;
  idempotencyKey?: string;
}

/** Asks for an order at the price of the store; whatever comes of it. */
export function tryStoreOrder(app: TestApp, wish: StoreWishToMake) {
  const { goods, store, quantity = 1, payWay = 'storedValue', idempotencyKey } = wish;
  const unitPriceFen = applyRate(goods.retailPriceFen, store.rateBp);
  const { packageId } = goods;
  const body = {
    lines: [{ packageId, quantity, unitPriceFen }],
    addressId: store.addressId,
    payWay,
    payableFen: unitPriceFen * quantity,
  };
  return app.call(storeOrderChannelContract.placeStoreOrder, {
    token: store.token,
    input: { body },
    ...(idempotencyKey ? { idempotencyKey } : {}),
  });
}

export async function aStoreOrder(app: TestApp, wish: StoreWishToMake): Promise<StoreOrderDetail> {
  const answer = await tryStoreOrder(app, wish);
  if (answer.status !== 200) throw new Error(answer.error.code);
  return answer.body;
}

let waybills = 0;

/** Ships the first note of an order that is still to be shipped. */
export async function shipNote(
  app: TestApp,
  order: StoreOrderDetail,
  items: { skuId: number; quantity: number }[] | null = null,
) {
  waybills += 1;
  const { body } = await app.call(storeOrderAdminContract.getStoreOrder, {
    token: tokenOf.admin,
    input: { params: { id: order.id } },
  });
  const id = body.shipments.find((note) => note.status === 'toShip')?.id ?? 0;
  return app.call(storeOrderAdminContract.shipStoreShipment, {
    token: tokenOf.admin,
    input: { params: { id }, body: { carrierCode: 'SF', waybillNo: `SFDH${100_000 + waybills}`, items } },
  });
}

/** Everything of an order is shipped and received. */
export async function aReceivedOrder(app: TestApp, wish: StoreWishToMake): Promise<StoreOrderDetail> {
  const order = await aStoreOrder(app, wish);
  const { body: note } = await shipNote(app, order);
  const { body } = await app.call(storeOrderChannelContract.receiveStoreShipment, {
    token: wish.store.token,
    input: { params: { id: note.id } },
  });
  return body;
}

/** What lies of an article at a place: the platform is 0. */
export async function stockAt(app: TestApp, placeChannelId: number, skuId = 0) {
  const row = await app.dataSource.getRepository(Stock).findOneBy({ placeChannelId, skuId });
  return row && { onHand: row.onHand, reserved: row.reserved };
}

export async function isLedgerSound(app: TestApp): Promise<boolean> {
  const { transactionCount: _count, ...problems } = await (
    await app.get(LedgerVerificationService)
  ).verifyLedger();
  return Object.values(problems).every((ids) => ids.length === 0);
}
