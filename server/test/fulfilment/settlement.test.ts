import {
  fulfilmentAdminContract,
  fulfilmentChannelContract,
  settlementAdminContract,
  settlementChannelContract,
} from '@lakeside/shared/fulfilment/fulfilment.contract';
import { channelAdminContract } from '@lakeside/shared/channel/channel.contract';
import { AppError } from '@lakeside/shared/kernel/app-error';
import { ledgerChannelContract } from '@lakeside/shared/ledger/ledger.contract';
import { orderAdminContract, orderMemberContract } from '@lakeside/shared/order/order.contract';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { ChannelGuardsService } from '../../src/modules/channel/channel-guards.service';
import { ChannelService } from '../../src/modules/channel/channel.service';
import { SettleCompletedOrder } from '../../src/modules/fulfilment/order-completed.handler';
import { Settlement } from '../../src/modules/fulfilment/entities/settlement.entity';
import { OrderReceiptService } from '../../src/modules/order/order-receipt.service';
import { SettingsService } from '../../src/modules/settings/settings.service';
import { TransactionService } from '../../src/platform/database/transaction';
import { systemActor } from '../../src/platform/http/actor';
import { OutboxWorker } from '../../src/platform/outbox/outbox-worker';
import { aDispatch, anOrder, aWaybill, type OrderToMake, shipAll } from '../builders/order.builder';
import { someStock } from '../builders/stock.builder';
import { aStore, type StoreToMake } from '../builders/store.builder';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const refusalOf = (error: unknown) => (error instanceof AppError ? error.code : String(error));
const modules = [...serverModules, typedSessions];

describeOnBothDatabases('settling with a store', { modules }, (context) => {
  const aDispatchedOrder = async (wish: OrderToMake & { store?: StoreToMake } = {}) => {
    const { app } = context;
    const made = await anOrder(app, wish);
    const store = await aStore(app, wish.store);
    await someStock(app, { channelId: store, skuIds: made.goods.skuIds, quantity: 100 });
    const { shipmentId } = await aDispatch(app, { orderId: made.order.id, channelId: store });
    return { ...made, store, shipmentId };
  };
  const summaryOf = async (store: number) =>
    (await context.app.call(settlementChannelContract.getSettlementSummary, { token: tokenOf.store(store) }))
      .body;
  const balanceOf = async (store: number) =>
    (await context.app.call(ledgerChannelContract.getOwnBalances, { token: tokenOf.store(store) })).body
      .storedValueFen;
  const confirm = (token: string, id: number) =>
    context.app.call(orderMemberContract.confirmReceipt, { token, input: { params: { id } } });
  const deliverNews = async () => (await context.app.get(OutboxWorker)).drain();

  it('is open from shipping and credits stored value after receipt, goods and subsidy as two lines [CH-079] [CH-080] [AD-293] [AD-297] [AD-298] [MB-068]', async () => {
    const { app } = context;
    const { order, member, store, shipmentId } = await aDispatchedOrder();
    await shipAll(app, { channelId: store, shipmentId });
    const open = await summaryOf(store);
    const balanceBefore = await balanceOf(store);

    const confirmed = await confirm(member.token, order.id);
    await deliverNews();

    expect(open).toEqual({
      settledGoodsFen: 0,
      settledSubsidyFen: 0,
      unsettledGoodsFen: 38_000,
      unsettledSubsidyFen: 1500,
      totalFen: 39_500,
    });
    expect(balanceBefore).toBe(0);
    expect(confirmed.body).toMatchObject({ status: 'completed', parcels: [{ status: 'received' }] });
    expect(await summaryOf(store)).toEqual({
      settledGoodsFen: 38_000,
      settledSubsidyFen: 1500,
      unsettledGoodsFen: 0,
      unsettledSubsidyFen: 0,
      totalFen: 39_500,
    });
    expect(await balanceOf(store)).toBe(39_500);
    const statement = await app.call(ledgerChannelContract.listOwnStatement, {
      token: tokenOf.store(store),
      input: { query: { account: 'storedValue' } },
    });
    expect(statement.body.items.map((line) => [line.reason, line.amountFen]).sort()).toEqual([
      ['goodsReturn', 38_000],
      ['subsidyReturn', 1500],
    ]);
    const list = await app.call(settlementChannelContract.listSettlements, {
      token: tokenOf.store(store),
      input: { query: { status: 'settled' } },
    });
    expect(list.body.items).toMatchObject([
      { orderNumber: order.number, goodsFen: 38_000, subsidyFen: 1500, status: 'settled' },
    ]);
  });

  it('credits once when the completion is told five times, also all at once', async () => {
    const { order, member, store, shipmentId } = await aDispatchedOrder();
    await shipAll(context.app, { channelId: store, shipmentId });
    await confirm(member.token, order.id);
    await deliverNews();
    const handler = await context.app.get(SettleCompletedOrder);
    const news = { id: 1, topic: 'order.completed', payload: { orderId: order.id }, attempt: 1 };

    await Promise.all(Array.from({ length: 5 }, () => handler.handle(news)));

    expect(await balanceOf(store)).toBe(39_500);
    expect((await summaryOf(store)).totalFen).toBe(39_500);
  });

  it('credits once when five completions race for an order not settled yet', async () => {
    const { order, member, store, shipmentId } = await aDispatchedOrder();
    await shipAll(context.app, { channelId: store, shipmentId });
    const confirmations = await Promise.all(Array.from({ length: 5 }, () => confirm(member.token, order.id)));
    const handler = await context.app.get(SettleCompletedOrder);
    const news = { id: 1, topic: 'order.completed', payload: { orderId: order.id }, attempt: 1 };

    await Promise.all(Array.from({ length: 5 }, () => handler.handle(news)));
    await deliverNews();

    expect(confirmations.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(await balanceOf(store)).toBe(39_500);
  });

  it('uses the store’s own L1 price where the card has no settlement price', async () => {
    const { store, shipmentId } = await aDispatchedOrder({
      settlementPriceFen: null,
      retailPriceFen: 19_990,
      store: { rateBp: 6500 },
    });
    await shipAll(context.app, { channelId: store, shipmentId });

    expect((await summaryOf(store)).unsettledGoodsFen).toBe(12_994);
  });

  it('shares the amounts of an order between its parcels to the fen', async () => {
    const { app } = context;
    const settings = await app.get(SettingsService);
    const before = await settings.get();
    await settings.updateSettings(systemActor('test'), { ...before, allowPartialShipment: true });
    const { order, goods, member, store, shipmentId } = await aDispatchedOrder({
      quantities: [2, 1],
      settlementPriceFen: 10_000,
      serviceSubsidyFen: 100,
    });
    const [a = 0, b = 0] = goods.skuIds;
    let next = shipmentId;
    for (const skuId of [a, b, a]) {
      await app.call(fulfilmentChannelContract.ship, {
        token: tokenOf.store(store),
        input: { params: { id: next }, body: { ...aWaybill(), items: [{ skuId, quantity: 1 }] } },
      });
      const { body } = await app.call(orderAdminContract.getOrder, {
        token: tokenOf.admin,
        input: { params: { id: order.id } },
      });
      next = body.parcels.find((parcel) => parcel.status === 'toShip')?.shipmentId ?? 0;
    }
    await settings.updateSettings(systemActor('test'), before);
    await confirm(member.token, order.id);
    await deliverNews();

    const rows = await app.dataSource
      .getRepository(Settlement)
      .find({ where: { orderId: order.id }, order: { id: 'ASC' } });
    expect(rows.map((row) => [row.goodsFen, row.subsidyFen, row.status])).toEqual([
      [3333, 33, 'settled'],
      [3334, 34, 'settled'],
      [3333, 33, 'settled'],
    ]);
    expect(await balanceOf(store)).toBe(10_100);
  });

  it('has nothing for what the platform ships [AD-293]', async () => {
    const { app } = context;
    const { order, goods, member } = await anOrder(app);
    await someStock(app, { channelId: null, skuIds: goods.skuIds, quantity: 10 });
    const { shipmentId } = await aDispatch(app, { orderId: order.id, channelId: null });
    await app.call(fulfilmentAdminContract.shipFromPlatform, {
      token: tokenOf.admin,
      input: { params: { id: shipmentId }, body: aWaybill() },
    });

    const received = await confirm(member.token, order.id);
    await deliverNews();

    expect(received.body.status).toBe('completed');
    expect(await app.dataSource.getRepository(Settlement).countBy({ orderId: order.id })).toBe(0);
  });

  it('happens by itself when the member forgets to confirm', async () => {
    const { app } = context;
    const { order, store, shipmentId } = await aDispatchedOrder();
    await shipAll(app, { channelId: store, shipmentId });
    const receipts = await app.get(OrderReceiptService);

    app.clock.advance({ days: 7, minutes: -1 });
    const early = await receipts.confirmOverdue();
    app.clock.advance({ minutes: 1 });
    await Promise.all([receipts.confirmOverdue(), receipts.confirmOverdue()]);
    await deliverNews();
    app.clock.set('2026-10-06T09:00:00+08:00');

    const { body } = await app.call(orderAdminContract.getOrder, {
      token: tokenOf.admin,
      input: { params: { id: order.id } },
    });
    expect(early).toBe(0);
    expect(body.status).toBe('completed');
    expect(body.steps.filter((step) => step.action === '超时自动确认收货')).toHaveLength(1);
    expect(await balanceOf(store)).toBe(39_500);
  });

  it('keeps a store what it is while it has goods to send or money to come', async () => {
    const { app } = context;
    const { order, member, store, shipmentId } = await aDispatchedOrder();
    const channel = await (await app.get(ChannelService)).requireChannel(null, store);
    const { name, contactName, phone, address, location } = channel;
    const becomePartner = () =>
      app.call(channelAdminContract.updateChannel, {
        token: tokenOf.admin,
        input: {
          params: { id: store },
          body: { name, contactName, phone, address, location, l1Subtype: 'cityPartner' },
        },
      });
    const becomeDealer = async () => {
      const guards = await app.get(ChannelGuardsService);
      const move = { channelId: store, fromLevel: 1, toLevel: 2, fromParentId: null, toParentId: 1 };
      const transactions = await app.get(TransactionService);
      return transactions
        .run(systemActor('test'), (tx) => guards.check(tx, move))
        .then(() => 'free', refusalOf);
    };

    const beforeShipping = await becomePartner();
    await shipAll(app, { channelId: store, shipmentId });
    const beforeReceipt = [(await becomePartner()).error.code, await becomeDealer()];
    await confirm(member.token, order.id);
    await deliverNews();
    const afterwards = [await becomeDealer(), (await becomePartner()).body.l1Subtype];

    expect(beforeShipping.error.code).toBe('CHANNEL_HAS_SHIPMENTS');
    expect(beforeReceipt).toEqual(['CHANNEL_HAS_SHIPMENTS', 'CHANNEL_HAS_SHIPMENTS']);
    expect(afterwards).toEqual(['free', 'cityPartner']);
  });

  it('is seen by finance for all stores, by a store only for itself [AD-299] [AD-300] [AD-301]', async () => {
    const { app } = context;
    const one = await aDispatchedOrder({ store: { name: '结算一店' } });
    const two = await aDispatchedOrder();
    await shipAll(app, { channelId: one.store, shipmentId: one.shipmentId });
    await shipAll(app, { channelId: two.store, shipmentId: two.shipmentId });

    const all = await app.call(settlementAdminContract.listSettlements, {
      token: tokenOf.clerk('finance.view'),
      input: { query: { pageSize: 100, status: 'unsettled' } },
    });
    const ofOne = await app.call(settlementAdminContract.listSettlements, {
      token: tokenOf.admin,
      input: { query: { channelId: one.store } },
    });
    const own = await app.call(settlementChannelContract.listSettlements, {
      token: tokenOf.operator(two.store, 'finance'),
      input: { query: {} },
    });
    const refused = await app.call(settlementChannelContract.getSettlementSummary, {
      token: tokenOf.cityPartner(one.store),
    });

    const stores = all.body.items.map((item) => item.store.id);
    expect(stores).toEqual(expect.arrayContaining([one.store, two.store]));
    expect(ofOne.body.items).toMatchObject([
      { store: { id: one.store, name: '结算一店' }, goodsFen: 38_000, subsidyFen: 1500, settledAt: null },
    ]);
    expect(own.body.items.map((item) => item.orderNumber)).toEqual([two.order.number]);
    expect(refused.status).toBe(403);
  });
});
