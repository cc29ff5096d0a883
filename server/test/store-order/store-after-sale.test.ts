import { ledgerAdminContract } from '@lakeside/shared/ledger/ledger.contract';
import {
  storeOrderAdminContract,
  storeOrderChannelContract,
} from '@lakeside/shared/store-order/store-order.contract';
import type { StoreOrderDetail } from '@lakeside/shared/store-order/store-order.schemas';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { someShopGoods } from '../builders/purchase.builder';
import {
  aReceivedOrder,
  anOrderingStore,
  aStoreOrder,
  isLedgerSound,
  type OrderingStore,
  shipNote,
  stockAt,
} from '../builders/store-order.builder';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [...serverModules, typedSessions];
const admin = tokenOf.admin;

describeOnBothDatabases('after-sale of store orders', { modules }, (context) => {
  const balanceOf = async (channelId: number) => {
    const { body } = await context.app.call(ledgerAdminContract.getBalances, {
      token: admin,
      input: { params: { id: channelId } },
    });
    return body.storedValueFen;
  };
  const apply = (
    store: OrderingStore,
    order: StoreOrderDetail,
    wish: { kind?: 'refundOnly' | 'returnRefund'; lineId?: number | null; quantity?: number | null } = {},
  ) =>
    context.app.call(storeOrderChannelContract.applyStoreAfterSale, {
      token: store.token,
      input: { params: { id: order.id }, body: { kind: 'refundOnly', reason: '破损', ...wish } },
    });
  const confirm = (id: number) =>
    context.app.call(storeOrderAdminContract.confirmStoreAfterSale, {
      token: admin,
      input: { params: { id }, body: {} },
    });

  it('gives pieces of a line back into stored value, once, and no more than are left [AD-264, AD-265, AD-266]', async () => {
    const { app } = context;
    const goods = await someShopGoods(app, { quantities: [2], inStock: 20 });
    const store = await anOrderingStore(app, { storedFen: 60_000 });
    const order = await aReceivedOrder(app, { goods, store, quantity: 4 });
    const lineId = order.lines[0]?.id ?? 0;

    expect(await apply(store, order, { lineId, quantity: 5 })).toMatchObject({
      error: { code: 'STORE_AFTER_SALE_TOO_MUCH' },
    });
    const { body: opened } = await apply(store, order, { lineId, quantity: 3 });
    expect(opened).toMatchObject({ status: 'applied', turn: 'shop', amountFen: 18_000 });
    expect((await apply(store, order, { lineId })).error.code).toBe('STORE_AFTER_SALE_OPEN');
    const { body: listed } = await app.call(storeOrderAdminContract.listStoreAfterSales, {
      token: admin,
      input: { query: { turn: 'shop' } },
    });
    expect(listed.items[0]).toMatchObject({
      number: opened.number,
      order: { number: order.number, createdAt: order.createdAt },
      title: order.lines[0]?.title,
    });
    const both = await Promise.all([confirm(opened.id), confirm(opened.id)]);

    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await balanceOf(store.id)).toBe(60_000 - 24_000 + 18_000);
    const last = await apply(store, order, { lineId });
    expect(last.body).toMatchObject({ quantity: 1, amountFen: 6_000 });
    await confirm(last.body.id);
    expect(await balanceOf(store.id)).toBe(60_000);
    expect(await apply(store, order, { lineId })).toMatchObject({
      error: { code: 'STORE_AFTER_SALE_TOO_MUCH' },
    });
    expect(await stockAt(app, store.id, goods.skuIds[0])).toEqual({ onHand: 8, reserved: 0 });
    expect(await isLedgerSound(app)).toBe(true);
  });

  it('waits for the goods of a return, which leave the store and reach the platform before the money moves [AD-264, AD-266]', async () => {
    const { app } = context;
    const goods = await someShopGoods(app, { quantities: [2], inStock: 20 });
    const [skuId = 0] = goods.skuIds;
    const store = await anOrderingStore(app, { storedFen: 60_000 });
    const order = await aReceivedOrder(app, { goods, store, quantity: 2 });
    const lineId = order.lines[0]?.id ?? 0;
    const { body: opened } = await apply(store, order, { kind: 'returnRefund', lineId, quantity: 1 });

    const { body: agreed } = await confirm(opened.id);
    expect(agreed).toMatchObject({ status: 'toReturn', turn: 'buyer' });
    expect((await confirm(opened.id)).status).toBe(409);
    const { body: buyers } = await app.call(storeOrderAdminContract.listStoreAfterSales, {
      token: admin,
      input: { query: { turn: 'buyer' } },
    });
    expect(buyers.items.map(({ id }) => id)).toContain(opened.id);
    const sendReturn = (token: string) =>
      app.call(storeOrderChannelContract.sendStoreReturn, {
        token,
        input: { params: { id: opened.id }, body: { carrierCode: 'SF', waybillNo: 'SFBACK0001' } },
      });
    expect((await sendReturn((await anOrderingStore(app)).token)).status).toBe(404);
    const { body: sent } = await sendReturn(store.token);
    expect(sent).toMatchObject({ status: 'returning', turn: 'shop', waybillNo: 'SFBACK0001' });
    expect(await stockAt(app, store.id, skuId)).toEqual({ onHand: 2, reserved: 0 });
    expect(await balanceOf(store.id)).toBe(48_000);
    const { body: ended } = await confirm(opened.id);

    expect(ended).toMatchObject({ status: 'refunded', turn: null });
    expect(await stockAt(app, 0, skuId)).toEqual({ onHand: 38, reserved: 0 });
    expect(await balanceOf(store.id)).toBe(54_000);
    expect(await isLedgerSound(app)).toBe(true);
  });

  it('gives the whole order back before anything was sent; meanwhile nothing is shipped, and offline money goes back on paper', async () => {
    const { app } = context;
    const goods = await someShopGoods(app, { quantities: [1], inStock: 20 });
    const store = await anOrderingStore(app);
    const order = await aStoreOrder(app, { goods, store, quantity: 2, payWay: 'offline' });
    expect((await apply(store, order)).error.code).toBe('STORE_AFTER_SALE_NOT_OFFERED');
    await app.call(storeOrderAdminContract.confirmStorePayment, {
      token: admin,
      input: { params: { id: order.id }, body: { amountFen: 12_000 } },
    });

    const { body: opened } = await apply(store, order);
    expect(opened).toMatchObject({ amountFen: 12_000, quantity: 2 });
    expect(await shipNote(app, order)).toMatchObject({ error: { code: 'STORE_AFTER_SALE_OPEN' } });
    await confirm(opened.id);

    const { body: ended } = await app.call(storeOrderAdminContract.getStoreOrder, {
      token: admin,
      input: { params: { id: order.id } },
    });
    expect(ended).toMatchObject({ status: 'closed', refundedFen: 12_000 });
    expect(ended.shipments).toMatchObject([{ status: 'cancelled' }]);
    expect(await stockAt(app, 0, goods.skuIds[0])).toEqual({ onHand: 20, reserved: 0 });
    const { body: papers } = await app.call(ledgerAdminContract.listFinanceDocuments, {
      token: admin,
      input: { query: { channelId: store.id } },
    });
    expect(papers.items.map(({ kind, amountFen }) => [kind, amountFen])).toEqual([
      ['goodsRefund', 12_000],
      ['goodsPayment', 12_000],
    ]);
    expect(await balanceOf(store.id)).toBe(0);
    expect(await isLedgerSound(app)).toBe(true);
  });

  it('is refused with a reason or taken back, and can be asked again', async () => {
    const { app } = context;
    const goods = await someShopGoods(app, { quantities: [1], inStock: 20 });
    const store = await anOrderingStore(app, { storedFen: 60_000 });
    const order = await aReceivedOrder(app, { goods, store });
    const lineId = order.lines[0]?.id ?? 0;
    const { body: first } = await apply(store, order, { lineId });

    const refused = await app.call(storeOrderAdminContract.refuseStoreAfterSale, {
      token: admin,
      input: { params: { id: first.id }, body: { reason: '已签收完好' } },
    });
    const { body: second } = await apply(store, order, { lineId });
    const withdrawn = await app.call(storeOrderChannelContract.withdrawStoreAfterSale, {
      token: store.token,
      input: { params: { id: second.id } },
    });

    expect(refused.body).toMatchObject({ status: 'refused', decisionNote: '已签收完好' });
    expect(withdrawn.body.status).toBe('withdrawn');
    expect((await confirm(second.id)).status).toBe(409);
    expect(await balanceOf(store.id)).toBe(54_000);
    app.clock.advance({ days: 8 });
    expect((await apply(store, order, { lineId })).error.code).toBe('STORE_AFTER_SALE_TOO_LATE');
  });
});
