import { ledgerAdminContract, ledgerChannelContract } from '@lakeside/shared/ledger/ledger.contract';
import {
  storeOrderAdminContract,
  storeOrderChannelContract,
} from '@lakeside/shared/store-order/store-order.contract';
import { splitAdminContract } from '@lakeside/shared/split/split.contract';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { ChannelRow } from '../../src/modules/channel/entities/channel.entity';
import { SettingsService } from '../../src/modules/settings/settings.service';
import { StoreOrderRow } from '../../src/modules/store-order/entities/store-order.entity';
import {
  CloseUnpaidStoreOrders,
  ReceiveStoreShipments,
} from '../../src/modules/store-order/store-order-jobs';
import { systemActor } from '../../src/platform/http/actor';
import { OutboxWorker } from '../../src/platform/outbox/outbox-worker';
import { someShopGoods } from '../builders/purchase.builder';
import {
  aReceivedOrder,
  anOrderingStore,
  aStoreOrder,
  isLedgerSound,
  shipNote,
  stockAt,
  tryStoreOrder,
} from '../builders/store-order.builder';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [...serverModules, typedSessions];
const admin = tokenOf.admin;

describeOnBothDatabases('orders of stores', { modules }, (context) => {
  const storedValueOf = async (channelId: number) => {
    const { body } = await context.app.call(ledgerAdminContract.getBalances, {
      token: admin,
      input: { params: { id: channelId } },
    });
    return body;
  };
  const linesOf = async (token: string) => {
    const { body } = await context.app.call(ledgerChannelContract.listOwnStatement, {
      token,
      input: { query: { account: 'storedValue', direction: 'out' } },
    });
    return body.items.map(({ reason, amountFen, document }) => [reason, amountFen, document?.number]);
  };
  const confirm = (id: number, amountFen: number) =>
    context.app.call(storeOrderAdminContract.confirmStorePayment, {
      token: admin,
      input: { params: { id }, body: { amountFen, voucherNo: 'BANK-77' } },
    });

  it('pays from stored value at the price of the store and says so in its statement [CH-065, CH-090, AD-149]', async () => {
    const { app } = context;
    const goods = await someShopGoods(app, { quantities: [2], retailPriceFen: 19_990, inStock: 10 });
    const store = await anOrderingStore(app, { storedFen: 100_000, rateBp: 6500 });

    const order = await aStoreOrder(app, { goods, store, quantity: 3 });

    expect(order).toMatchObject({ status: 'toShip', payableFen: 38_982, paidFen: 38_982, quantity: 3 });
    expect(order.lines[0]).toMatchObject({ retailPriceFen: 19_990, unitPriceFen: 12_994, quantity: 3 });
    expect(await linesOf(store.token)).toEqual([['b2bOrder', -38_982, order.number]]);
    expect(await stockAt(app, 0, goods.skuIds[0])).toEqual({ onHand: 20, reserved: 6 });
    expect(await isLedgerSound(app)).toBe(true);
  });

  it('refuses in full what stored value alone does not cover, however much credit there is [CH-065]', async () => {
    const { app } = context;
    const goods = await someShopGoods(app, { quantities: [1], inStock: 5 });
    const store = await anOrderingStore(app, { storedFen: 11_999, creditFen: 1_000_000 });

    const answer = await tryStoreOrder(app, { goods, store, quantity: 2 });

    expect(answer).toMatchObject({ status: 409, error: { code: 'FUNDS_SHORT' } });
    expect(answer.error.message).toContain('0.01');
    expect(await storedValueOf(store.id)).toMatchObject({
      storedValueFen: 11_999,
      creditAvailableFen: 1_000_000,
    });
    expect(await stockAt(app, 0, goods.skuIds[0])).toEqual({ onHand: 5, reserved: 0 });
    expect(await app.dataSource.getRepository(StoreOrderRow).countBy({ channelId: store.id })).toBe(0);
  });

  it('lets five of twenty simultaneous orders through when the money reaches for five', async () => {
    const { app } = context;
    const goods = await someShopGoods(app, { quantities: [1], inStock: 100 });
    const store = await anOrderingStore(app, { storedFen: 5 * 6_000 + 5_999 });

    const answers = await Promise.all(Array.from({ length: 20 }, () => tryStoreOrder(app, { goods, store })));

    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(5);
    const refusals = answers.filter((answer) => answer.status !== 200).map((answer) => answer.error.code);
    expect(new Set(refusals)).toEqual(new Set(['FUNDS_SHORT']));
    expect((await storedValueOf(store.id)).storedValueFen).toBe(5_999);
    expect(await stockAt(app, 0, goods.skuIds[0])).toEqual({ onHand: 100, reserved: 5 });
    expect(await isLedgerSound(app)).toBe(true);
  });

  it('orders once for one key, also when both come together', async () => {
    const { app } = context;
    const goods = await someShopGoods(app, { quantities: [1], inStock: 9 });
    const store = await anOrderingStore(app, { storedFen: 60_000 });
    const wish = { goods, store, idempotencyKey: 'order-once-000001' };

    const [first, twin] = await Promise.all([tryStoreOrder(app, wish), tryStoreOrder(app, wish)]);
    const again = await tryStoreOrder(app, wish);

    const ids = [first, twin, again].filter(({ status }) => status === 200).map(({ body }) => body.id);
    expect(new Set(ids).size).toBe(1);
    expect(again.status).toBe(200);
    expect((await storedValueOf(store.id)).storedValueFen).toBe(54_000);
  });

  it('refuses whoever is no 专卖店, by level, by subtype and by module [CH-010]', async () => {
    const { app } = context;
    const goods = await someShopGoods(app, { quantities: [1] });
    const store = await anOrderingStore(app, { storedFen: 60_000 });
    const outsiders = [
      tokenOf.cityPartner(store.id),
      tokenOf.dealer(store.id),
      tokenOf.operator(store.id, 'shipment'),
    ];

    for (const token of outsiders) {
      const answer = await tryStoreOrder(app, { goods, store: { ...store, token } });
      expect(answer.status).toBe(403);
    }
    const operator = { ...store, token: tokenOf.operator(store.id, 'goods') };
    expect((await tryStoreOrder(app, { goods, store: operator })).status).toBe(200);
    await app.dataSource.getRepository(ChannelRow).update(store.id, { l1Subtype: 'cityPartner' });
    expect(await tryStoreOrder(app, { goods, store })).toMatchObject({ error: { code: 'NOT_A_STORE' } });
  });

  it('waits for offline money until the back office confirms exactly it, once [CH-064, AD-333]', async () => {
    const { app } = context;
    const goods = await someShopGoods(app, { quantities: [1], inStock: 10 });
    const store = await anOrderingStore(app);
    const order = await aStoreOrder(app, { goods, store, quantity: 2, payWay: 'offline' });
    expect(order).toMatchObject({ status: 'toPay', paidFen: 0, shipments: [] });

    expect(await confirm(order.id, 11_999)).toMatchObject({ error: { code: 'STORE_ORDER_PAYMENT_DIFFERS' } });
    const both = await Promise.all([confirm(order.id, 12_000), confirm(order.id, 12_000)]);
    await (await app.get(OutboxWorker)).drain();

    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { body: paid } = await app.call(storeOrderAdminContract.getStoreOrder, {
      token: admin,
      input: { params: { id: order.id } },
    });
    expect(paid).toMatchObject({ status: 'toShip', paidFen: 12_000, voucherNo: 'BANK-77' });
    const { body: papers } = await app.call(ledgerAdminContract.listFinanceDocuments, {
      token: admin,
      input: { query: { channelId: store.id } },
    });
    expect(papers.items).toMatchObject([{ kind: 'goodsPayment', amountFen: 12_000, voucherNo: 'BANK-77' }]);
    const paper = papers.items[0];
    const reversal = await app.call(ledgerAdminContract.reverseFinanceDocument, {
      token: admin,
      input: { params: { id: paper?.id ?? 0 }, body: { reason: '试一试' } },
    });
    expect(reversal).toMatchObject({ error: { code: 'REVERSAL_BY_ORDER' } });
    const { body: splits } = await app.call(splitAdminContract.listSplits, {
      token: admin,
      input: { query: {} },
    });
    expect(splits.items.find((line) => line.sourceNumber === paper?.number)).toMatchObject({
      party: 'group',
      amountFen: 12_000,
    });
    expect(await isLedgerSound(app)).toBe(true);
  });

  it('closes what nobody pays in time and frees its goods; a late confirmation is refused', async () => {
    const { app } = context;
    const goods = await someShopGoods(app, { quantities: [1], inStock: 10 });
    const store = await anOrderingStore(app);
    const order = await aStoreOrder(app, { goods, store, quantity: 4, payWay: 'offline' });
    const { storePayHours } = await (await app.get(SettingsService)).get();
    const job = await app.get(CloseUnpaidStoreOrders);

    app.clock.advance({ hours: storePayHours, seconds: -1 });
    await job.run();
    expect(await stockAt(app, 0, goods.skuIds[0])).toEqual({ onHand: 10, reserved: 4 });
    app.clock.advance({ seconds: 2 });
    await job.run();
    await job.run();

    expect(await stockAt(app, 0, goods.skuIds[0])).toEqual({ onHand: 10, reserved: 0 });
    expect((await confirm(order.id, 24_000)).status).toBe(409);
    const foreign = await anOrderingStore(app);
    const { status } = await app.call(storeOrderChannelContract.cancelStoreOrder, {
      token: foreign.token,
      input: { params: { id: order.id } },
    });
    expect(status).toBe(404);
  });

  it('moves the goods from the platform to the store, once, when it confirms the parcel [AD-267, AD-268, AD-269, AD-270]', async () => {
    const { app } = context;
    const goods = await someShopGoods(app, { quantities: [3], inStock: 10 });
    const [skuId = 0] = goods.skuIds;
    const store = await anOrderingStore(app, { storedFen: 60_000 });
    const order = await aStoreOrder(app, { goods, store, quantity: 2 });
    const list = (tab: 'toShip' | 'sent') =>
      app.call(storeOrderAdminContract.listStoreShipments, { token: admin, input: { query: { tab } } });
    const { body: toShip } = await list('toShip');
    expect(toShip.items[0]).toMatchObject({
      order: { number: order.number },
      items: [{ skuId, quantity: 6 }],
    });

    const part = await shipNote(app, order, [{ skuId, quantity: 1 }]);
    expect(part).toMatchObject({ error: { code: 'PARTIAL_NOT_ALLOWED' } });
    const { body: note } = await shipNote(app, order);
    expect(note).toMatchObject({ status: 'shipped', order: { status: 'shipped' }, carrierName: '顺丰速运' });
    expect(await stockAt(app, 0, skuId)).toEqual({ onHand: 24, reserved: 0 });
    expect(await stockAt(app, store.id, skuId)).toBeNull();
    const receive = () =>
      app.call(storeOrderChannelContract.receiveStoreShipment, {
        token: store.token,
        input: { params: { id: note.id } },
      });
    const both = await Promise.all([receive(), receive()]);

    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await stockAt(app, store.id, skuId)).toEqual({ onHand: 6, reserved: 0 });
    expect((await list('sent')).body.items.map(({ id }) => id)).toContain(note.id);
    expect((await list('toShip')).body.items.map(({ id }) => id)).not.toContain(note.id);
  });

  it('sends a part first when 拆单 is on, and receives by itself what the store forgets', async () => {
    const { app } = context;
    const settings = await app.get(SettingsService);
    const rules = await settings.get();
    await settings.updateSettings(systemActor('test'), { ...rules, allowPartialShipment: true });
    const goods = await someShopGoods(app, { quantities: [3], inStock: 10 });
    const [skuId = 0] = goods.skuIds;
    const store = await anOrderingStore(app, { storedFen: 60_000 });
    const order = await aStoreOrder(app, { goods, store, quantity: 2 });

    const tooMuch = await shipNote(app, order, [{ skuId, quantity: 7 }]);
    const { body: first } = await shipNote(app, order, [{ skuId, quantity: 4 }]);
    const { body: rest } = await shipNote(app, order);
    await settings.updateSettings(systemActor('test'), rules);
    app.clock.advance({ days: rules.autoConfirmDays, hours: 1 });
    await (await app.get(ReceiveStoreShipments)).run();

    expect(tooMuch).toMatchObject({ error: { code: 'QUANTITY_ABOVE_REMAINING' } });
    expect(first).toMatchObject({ order: { status: 'partlyShipped' }, items: [{ quantity: 4 }] });
    expect(rest).toMatchObject({ order: { status: 'shipped' }, items: [{ quantity: 2 }] });
    expect(await stockAt(app, 0, skuId)).toEqual({ onHand: 24, reserved: 0 });
    expect(await stockAt(app, store.id, skuId)).toEqual({ onHand: 6, reserved: 0 });
    const { body: ended } = await app.call(storeOrderChannelContract.getStoreOrder, {
      token: store.token,
      input: { params: { id: order.id } },
    });
    expect(ended.status).toBe('completed');
  });

  it('is found by number, goods, type and each of the six states [AD-260, AD-261, AD-262, AD-263]', async () => {
    const { app } = context;
    const goods = await someShopGoods(app, { quantities: [1], inStock: 20 });
    const store = await anOrderingStore(app, { storedFen: 60_000 });
    const toPay = await aStoreOrder(app, { goods, store, payWay: 'offline' });
    const toShip = await aStoreOrder(app, { goods, store });
    const done = await aReceivedOrder(app, { goods, store });
    const find = async (query: Record<string, unknown>) => {
      const { body } = await app.call(storeOrderAdminContract.listStoreOrders, {
        token: admin,
        input: { query: { channelId: store.id, ...query } },
      });
      return body.items;
    };
    const numbersOf = async (query: Record<string, unknown>) => (await find(query)).map((row) => row.number);

    expect(await numbersOf({})).toEqual([done.number, toShip.number, toPay.number]);
    expect(await numbersOf({ tab: 'toPay' })).toEqual([toPay.number]);
    expect(await numbersOf({ tab: 'toShip' })).toEqual([toShip.number]);
    expect(await numbersOf({ tab: 'partlyShipped' })).toEqual([]);
    expect(await numbersOf({ tab: 'shipped' })).toEqual([]);
    expect(await numbersOf({ tab: 'ended' })).toEqual([done.number]);
    expect(await numbersOf({ payWay: 'offline' })).toEqual([toPay.number]);
    expect(await numbersOf({ number: toShip.number })).toEqual([toShip.number]);
    expect(await numbersOf({ goods: toPay.title.slice(0, 3) })).toHaveLength(3);
    expect(await numbersOf({ goods: '没有这个商品%' })).toEqual([]);
    expect((await find({ tab: 'toPay' }))[0]).toMatchObject({
      title: toPay.title,
      payableFen: 6_000,
      buyerName: `渠道 ${store.id}`,
      status: 'toPay',
      store: { id: store.id },
    });
    const { body: detail } = await app.call(storeOrderAdminContract.getStoreOrder, {
      token: admin,
      input: { params: { id: done.id } },
    });
    expect(detail).toMatchObject({ status: 'completed', receiver: { name: '王店长' } });
    expect(detail.steps.map((step) => step.action)).toEqual(['提交订货单，储值款抵扣', '发货', '确认收货']);
  });

  it('is closed by the back office before anything was sent, with the money back where it came from', async () => {
    const { app } = context;
    const goods = await someShopGoods(app, { quantities: [1], inStock: 20 });
    const store = await anOrderingStore(app, { storedFen: 60_000 });
    const close = (id: number) =>
      app.call(storeOrderAdminContract.closeStoreOrder, {
        token: admin,
        input: { params: { id }, body: { reason: '缺货' } },
      });
    const stored = await aStoreOrder(app, { goods, store, quantity: 2 });
    const offline = await aStoreOrder(app, { goods, store, payWay: 'offline' });
    await confirm(offline.id, 6_000);

    const { body: first } = await close(stored.id);
    const { body: second } = await close(offline.id);

    expect(first).toMatchObject({ status: 'closed', refundedFen: 12_000 });
    expect(second).toMatchObject({ status: 'closed', refundedFen: 6_000 });
    expect((await close(stored.id)).status).toBe(409);
    expect((await storedValueOf(store.id)).storedValueFen).toBe(60_000);
    expect(await stockAt(app, 0, goods.skuIds[0])).toEqual({ onHand: 20, reserved: 0 });
    const { body: papers } = await app.call(ledgerAdminContract.listFinanceDocuments, {
      token: admin,
      input: { query: { channelId: store.id, kind: 'goodsRefund' } },
    });
    expect(papers.items).toMatchObject([{ amountFen: 6_000 }]);
    expect(await isLedgerSound(app)).toBe(true);
  });
});
