import {
  fulfilmentAdminContract,
  fulfilmentChannelContract,
} from '@lakeside/shared/fulfilment/fulfilment.contract';
import { orderMemberContract } from '@lakeside/shared/order/order.contract';
import fc from 'fast-check';
import { In } from 'typeorm';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { Settlement } from '../../src/modules/fulfilment/entities/settlement.entity';
import { ShipmentItem } from '../../src/modules/fulfilment/entities/shipment-item.entity';
import { Shipment } from '../../src/modules/fulfilment/entities/shipment.entity';
import { LedgerVerificationService } from '../../src/modules/ledger/ledger-verification.service';
import { LedgerService } from '../../src/modules/ledger/ledger.service';
import { OrderItemRow } from '../../src/modules/order/entities/order-item.entity';
import { Order } from '../../src/modules/order/entities/order.entity';
import { SettingsService } from '../../src/modules/settings/settings.service';
import { DeliveryDayRow } from '../../src/modules/stock/entities/delivery-day.entity';
import { Stock } from '../../src/modules/stock/entities/stock.entity';
import { systemActor } from '../../src/platform/http/actor';
import { OutboxWorker } from '../../src/platform/outbox/outbox-worker';
import { type Goods, someGoods } from '../builders/goods.builder';
import { anOpenDay, anOrder, aWaybill, type OrderMade } from '../builders/order.builder';
import { openDays, someStock } from '../builders/stock.builder';
import { aStore } from '../builders/store.builder';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases, type TestApp } from '../kit/test-app';

const modules = [...serverModules, typedSessions];
const otherDay = '2026-10-13';
const orderCount = 12;
const storeCount = 3;
const startStock = 30;
const orderTotalFen = 10_100;

interface World {
  app: TestApp;
  goods: Goods;
  stores: number[];
  orders: OrderMade[];
}

const acts = fc.record({
  kind: fc.constantFrom('dispatch', 'ship', 'shipPart', 'confirm', 'reschedule', 'deliverNews'),
  orderIndex: fc.nat(orderCount - 1),
  storeIndex: fc.nat(storeCount - 1),
  coin: fc.boolean(),
});
type Act = ReturnType<typeof sampleActs>[number];

function sampleActs() {
  return fc.sample(acts, { numRuns: 300, seed: 20_261_006 });
}

async function aWorld(app: TestApp): Promise<World> {
  const settings = await app.get(SettingsService);
  await settings.updateSettings(systemActor('test'), {
    ...(await settings.get()),
    allowPartialShipment: true,
  });
  const goods = await someGoods(app, {
    quantities: [2, 1],
    settlementPriceFen: 10_000,
    serviceSubsidyFen: 100,
  });
  await openDays(app, { packageId: goods.packageId, days: [anOpenDay, otherDay], quota: orderCount });
  const stores: number[] = [];
  for (let count = 0; count < storeCount; count += 1) {
    const channelId = await aStore(app);
    await someStock(app, { channelId, skuIds: goods.skuIds, quantity: startStock });
    stores.push(channelId);
  }
  const orders: OrderMade[] = [];
  for (let count = 0; count < orderCount; count += 1) orders.push(await anOrder(app, { goods }));
  return { app, goods, stores, orders };
}

/** Does one thing as its person would; answers the HTTP status. */
async function perform(world: World, act: Act): Promise<number> {
  const { app } = world;
  const made = world.orders[act.orderIndex];
  const channelId = world.stores[act.storeIndex];
  if (!made || channelId === undefined) throw new Error('the act is about nothing');
  const params = { id: made.order.id };
  const { token } = made.member;
  switch (act.kind) {
    case 'dispatch': {
      const input = { params, body: { channelId } };
      return (await app.call(fulfilmentAdminContract.dispatchOrder, { token: tokenOf.admin, input })).status;
    }
    case 'ship':
    case 'shipPart':
      return ship(world, made.order.id, act);
    case 'confirm':
      return (await app.call(orderMemberContract.confirmReceipt, { token, input: { params } })).status;
    case 'reschedule': {
      const input = { params, body: { deliveryDay: act.coin ? otherDay : anOpenDay } };
      return (await app.call(orderMemberContract.rescheduleOrder, { token, input })).status;
    }
    case 'deliverNews':
      await (await app.get(OutboxWorker)).drain();
      return 200;
  }
}

async function ship({ app, goods }: World, orderId: number, act: Act): Promise<number> {
  const open = await app.dataSource.getRepository(Shipment).findOneBy({ orderId, status: 'toShip' });
  if (!open?.fulfillerChannelId) return 404;
  const items = act.kind === 'ship' ? null : [{ skuId: goods.skuIds[act.coin ? 1 : 0] ?? 0, quantity: 1 }];
  const answer = await app.call(fulfilmentChannelContract.ship, {
    token: tokenOf.store(open.fulfillerChannelId),
    input: { params: { id: open.id }, body: { ...aWaybill(), items } },
  });
  return answer.status;
}

/** What is reserved is what waits to be sent; what is gone from a store is what its shipments sent. */
async function assertGoodsConserved({ app, goods, stores, orders }: World): Promise<void> {
  const { manager } = app.dataSource;
  const shipments = await manager.findBy(Shipment, { orderId: In(orders.map(({ order }) => order.id)) });
  const items = await manager.findBy(ShipmentItem, { shipmentId: In(shipments.map((row) => row.id)) });
  const pieces = (skuId: number, chosen: readonly Shipment[]) => {
    const ids = new Set(chosen.map((row) => row.id));
    const counted = items.filter((item) => ids.has(item.shipmentId) && item.skuId === skuId);
    return counted.reduce((sum, item) => sum + item.quantity, 0);
  };
  const open = shipments.filter((row) => row.status === 'toShip');
  const gone = shipments.filter((row) => row.status === 'shipped' || row.status === 'received');
  const at = (place: number, rows: readonly Shipment[]) =>
    rows.filter((row) => row.fulfillerChannelId === place);

  for (const skuId of goods.skuIds) {
    for (const place of stores) {
      const stock = await manager.findOneByOrFail(Stock, { placeChannelId: place, skuId });
      expect(stock.reserved).toBe(pieces(skuId, at(place, open)));
      expect(startStock - stock.onHand).toBe(pieces(skuId, at(place, gone)));
    }
    expect(Number(await manager.sum(OrderItemRow, 'shippedQuantity', { skuId }))).toBe(pieces(skuId, gone));
  }
  expect(new Set(open.map((row) => row.orderId)).size).toBe(open.length);
}

/** Each order takes exactly one place, on its day. */
async function assertPlacesCounted({ app, goods: { packageId } }: World): Promise<void> {
  const { manager } = app.dataSource;
  for (const day of [anOpenDay, otherDay]) {
    const { taken } = await manager.findOneByOrFail(DeliveryDayRow, { packageId, day });
    expect(taken).toBe(await manager.countBy(Order, { packageId, deliveryDay: day }));
  }
}

/** Whole orders are worth their whole amount, completed ones are credited, and the books are right. */
async function assertMoneyCounted({ app, stores, orders }: World): Promise<void> {
  const { manager } = app.dataSource;
  const rows = await manager.findBy(Settlement, { channelId: In(stores) });
  const sumOf = (chosen: readonly Settlement[]) =>
    chosen.reduce((sum, row) => sum + row.goodsFen + row.subsidyFen, 0);
  const completed = await manager.findBy(Order, {
    id: In(orders.map(({ order }) => order.id)),
    status: 'completed',
  });
  for (const { id } of completed) expect(sumOf(rows.filter((row) => row.orderId === id))).toBe(orderTotalFen);
  const settled = rows.filter((row) => row.status === 'settled');
  expect(new Set(settled.map((row) => row.orderId))).toEqual(new Set(completed.map((row) => row.id)));
  expect(sumOf(settled)).toBe(completed.length * orderTotalFen);

  const balances = await (await app.get(LedgerService)).balancesOfMany(stores);
  for (const store of stores) {
    expect(balances.get(store)?.storedValueFen).toBe(sumOf(settled.filter((row) => row.channelId === store)));
  }
  const verification = await (await app.get(LedgerVerificationService)).verifyLedger();
  expect(verification).toMatchObject({
    unbalancedTransactionIds: [],
    wrongBalanceAccountIds: [],
    outOfBoundsAccountIds: [],
  });
}

describeOnBothDatabases('many people working on the same orders at once', { modules }, (context) => {
  it('never lose, double or strand goods, places or money', async () => {
    const world = await aWorld(context.app);
    const todo = sampleActs();
    const statuses: number[] = [];

    while (todo.length > 0) {
      const atOnce = todo.splice(0, 15);
      statuses.push(...(await Promise.all(atOnce.map((act) => perform(world, act)))));
    }
    await (await context.app.get(OutboxWorker)).drain();

    const expected = new Set([200, 404, 409, 422]);
    expect(statuses.filter((status) => !expected.has(status))).toEqual([]);
    const completed = await context.app.dataSource.getRepository(Order).countBy({ status: 'completed' });
    expect(completed).toBeGreaterThan(orderCount / 2);
    await assertGoodsConserved(world);
    await assertPlacesCounted(world);
    await assertMoneyCounted(world);
  });
});
