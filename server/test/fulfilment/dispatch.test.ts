import {
  fulfilmentAdminContract,
  fulfilmentChannelContract,
} from '@lakeside/shared/fulfilment/fulfilment.contract';
import { orderAdminContract, orderMemberContract } from '@lakeside/shared/order/order.contract';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { Shipment } from '../../src/modules/fulfilment/entities/shipment.entity';
import { Stock } from '../../src/modules/stock/entities/stock.entity';
import { aDispatch, anOrder, shipAll } from '../builders/order.builder';
import { someStock } from '../builders/stock.builder';
import { aStore } from '../builders/store.builder';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [...serverModules, typedSessions];
const token = tokenOf.clerk('order.dispatch');

describeOnBothDatabases('dispatching an order', { modules }, (context) => {
  const dispatch = (id: number, channelId: number | null) =>
    context.app.call(fulfilmentAdminContract.dispatchOrder, {
      token,
      input: { params: { id }, body: { channelId } },
    });
  const candidatesOf = async (id: number) =>
    (await context.app.call(fulfilmentAdminContract.listCandidates, { token, input: { params: { id } } }))
      .body;
  const reservedAt = async (placeChannelId: number, skuIds: readonly number[]) => {
    const rows = await context.app.dataSource.getRepository(Stock).findBy({ placeChannelId });
    return skuIds.map((skuId) => rows.find((row) => row.skuId === skuId)?.reserved ?? 0);
  };
  const openShipments = (orderId: number) =>
    context.app.dataSource.getRepository(Shipment).findBy({ orderId, status: 'toShip' });

  it('offers the stores by distance and excludes those that lack an article, saying which [AD-278] [AD-279]', async () => {
    const { app } = context;
    const { order, goods } = await anOrder(app, {
      quantities: [2, 1],
      location: { latitude: 31.3, longitude: 120.6 },
    });
    const [a = 0, b = 0] = goods.skuIds;
    const near = await aStore(app, { name: '近店', location: { latitude: 31.318, longitude: 120.6 } });
    const middle = await aStore(app, { name: '中店', location: { latitude: 31.345, longitude: 120.6 } });
    const far = await aStore(app, { name: '远店', location: { latitude: 31.381, longitude: 120.6 } });
    const closed = await aStore(app, { name: '停业店', status: 'closed' });
    await someStock(app, { channelId: near, skuIds: [a], quantity: 2 });
    await someStock(app, { channelId: middle, skuIds: [a, b], quantity: 3 });
    await someStock(app, { channelId: far, skuIds: [a, b], quantity: 9 });

    const { stores, platformHasStock } = await candidatesOf(order.id);

    const mine = stores.filter((store) => [near, middle, far, closed].includes(store.channelId));
    expect(mine.map((store) => [store.name, store.isEligible])).toEqual([
      ['中店', true],
      ['远店', true],
      ['近店', false],
    ]);
    expect(mine.map((store) => Math.round((store.distanceMetres ?? 0) / 1000))).toEqual([5, 9, 2]);
    expect(mine[2]).toMatchObject({ exclusion: 'stockShort', missing: [{ needed: 1, available: 0 }] });
    expect(platformHasStock).toBe(false);
  });

  it('gives the order to the chosen store, which finds it among its shipments, and keeps the goods there [AD-280]', async () => {
    const { app } = context;
    const { order, goods, member } = await anOrder(app, { quantities: [2, 1] });
    const store = await aStore(app, { name: '平江店' });
    await someStock(app, { channelId: store, skuIds: goods.skuIds, quantity: 3 });

    const dispatched = await dispatch(order.id, store);
    const list = await app.call(fulfilmentChannelContract.listShipments, {
      token: tokenOf.store(store),
      input: { query: { status: 'toShip' } },
    });
    const todo = await app.call(fulfilmentChannelContract.getTodo, { token: tokenOf.store(store) });
    const track = await app.call(orderMemberContract.getTrack, {
      token: member.token,
      input: { params: { id: order.id } },
    });

    expect(dispatched.body).toMatchObject({
      status: 'toShip',
      fulfiller: { kind: 'store', id: store, name: '平江店' },
      parcels: [{ status: 'toShip', waybillNo: null }],
      rescheduleUntil: null,
    });
    expect(dispatched.body.steps.map((step) => step.action)).toEqual(['提交提货', '派单']);
    expect(list.body).toMatchObject({
      total: 1,
      items: [{ order: { id: order.id }, deliveryDay: order.deliveryDay }],
    });
    expect(todo.body).toEqual({ toShip: 1 });
    expect(track.body.map((event) => event.text)).toEqual(['已派单，正在备货', '已提交']);
    expect(await reservedAt(store, goods.skuIds)).toEqual([2, 1]);
  });

  it('gives the order to the platform when it has the goods, and names what is short when not [AD-277]', async () => {
    const { app } = context;
    const { order, goods } = await anOrder(app, { quantities: [2, 1] });

    const short = await dispatch(order.id, null);
    await someStock(app, { channelId: null, skuIds: goods.skuIds, quantity: 2 });
    const { platformHasStock } = await candidatesOf(order.id);
    const done = await dispatch(order.id, null);

    expect(short.error.code).toBe('STOCK_SHORT');
    expect(String(short.error.details['skuNames']).split('、')).toHaveLength(2);
    expect(platformHasStock).toBe(true);
    expect(done.body.fulfiller).toEqual({ kind: 'platform', id: null, name: '湖畔总仓' });
    expect(await reservedAt(0, goods.skuIds)).toEqual([2, 1]);
  });

  it('refuses a store without the goods, a closed one, a partner that does not deliver and one nobody knows, and changes nothing', async () => {
    const { app } = context;
    const { order, goods } = await anOrder(app);
    const empty = await aStore(app, { name: '空店' });
    const closed = await aStore(app, { status: 'closed' });
    const partner = await aStore(app, { l1Subtype: 'cityPartner' });

    const short = await dispatch(order.id, empty);
    const refusals = [await dispatch(order.id, closed), await dispatch(order.id, partner)];
    const unknown = await dispatch(order.id, 999_999);
    const after = await app.call(orderAdminContract.getOrder, {
      token: tokenOf.admin,
      input: { params: { id: order.id } },
    });

    expect(short.error.code).toBe('STORE_NOT_ELIGIBLE');
    expect(short.error.message).toMatch(/^“空店”不能发这单：库存不足/);
    expect(refusals.map((refusal) => refusal.error.details['reason'])).toEqual(['已关闭', '不是专卖店']);
    expect(unknown.error.code).toBe('CHANNEL_NOT_FOUND');
    expect(after.body).toMatchObject(order);
    expect(await reservedAt(empty, goods.skuIds)).toEqual([0, 0]);
  });

  it('may be changed until the first parcel leaves: the first store loses order and reservation', async () => {
    const { app } = context;
    const { order, goods } = await anOrder(app, { quantities: [2, 1] });
    const first = await aStore(app, { name: '一店' });
    const second = await aStore(app, { name: '二店' });
    await someStock(app, { channelId: first, skuIds: goods.skuIds, quantity: 2 });
    await someStock(app, { channelId: second, skuIds: goods.skuIds, quantity: 2 });

    await dispatch(order.id, first);
    const moved = await dispatch(order.id, second);
    const [open] = await openShipments(order.id);
    const lost = await app.call(fulfilmentChannelContract.listShipments, {
      token: tokenOf.store(first),
      input: { query: {} },
    });
    await shipAll(app, { channelId: second, shipmentId: open?.id ?? 0 });
    const late = await dispatch(order.id, first);

    expect(moved.body.parcels).toHaveLength(1);
    expect(moved.body.steps.at(-1)).toMatchObject({ action: '改派' });
    expect(lost.body.items).toMatchObject([{ status: 'cancelled' }]);
    expect(await reservedAt(first, goods.skuIds)).toEqual([0, 0]);
    expect(late.error.code).toBe('DISPATCH_ALREADY_SHIPPED');
  });

  it('to the same place twice changes nothing', async () => {
    const { app } = context;
    const { order, goods } = await anOrder(app, { quantities: [2, 1] });
    const store = await aStore(app);
    await someStock(app, { channelId: store, skuIds: goods.skuIds, quantity: 2 });

    const first = await dispatch(order.id, store);
    const second = await dispatch(order.id, store);

    expect(second.body).toEqual(first.body);
    expect(await openShipments(order.id)).toHaveLength(1);
  });

  it('ends with one shipment and one reservation when eight operators choose four stores at once', async () => {
    const { app } = context;
    const { order, goods } = await anOrder(app, { quantities: [2, 1] });
    const stores: number[] = [];
    for (let count = 0; count < 4; count += 1) {
      const store = await aStore(app);
      await someStock(app, { channelId: store, skuIds: goods.skuIds, quantity: 5 });
      stores.push(store);
    }

    const answers = await Promise.all([...stores, ...stores].map((store) => dispatch(order.id, store)));

    expect(answers.map((answer) => answer.status)).toEqual(Array(8).fill(200));
    const open = await openShipments(order.id);
    expect(open).toHaveLength(1);
    const detail = await app.call(orderAdminContract.getOrder, {
      token: tokenOf.admin,
      input: { params: { id: order.id } },
    });
    expect(detail.body.fulfiller?.id).toBe(open[0]?.fulfillerChannelId);
    const reserved = await Promise.all(stores.map((store) => reservedAt(store, goods.skuIds)));
    const expected = stores.map((store) => (store === open[0]?.fulfillerChannelId ? [2, 1] : [0, 0]));
    expect(reserved).toEqual(expected);
  });

  it('gives the last goods of a store to one of two orders', async () => {
    const { app } = context;
    const one = await anOrder(app, { quantities: [2] });
    const two = await anOrder(app, { goods: one.goods });
    const store = await aStore(app);
    await someStock(app, { channelId: store, skuIds: one.goods.skuIds, quantity: 3 });

    const answers = await Promise.all([dispatch(one.order.id, store), dispatch(two.order.id, store)]);

    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect(await reservedAt(store, one.goods.skuIds)).toEqual([2]);
  });

  it('takes the order out of the member’s hands: the day can no longer be changed', async () => {
    const { app } = context;
    const { order, goods, member } = await anOrder(app);
    const store = await aStore(app);
    await someStock(app, { channelId: store, skuIds: goods.skuIds, quantity: 9 });
    await aDispatch(app, { orderId: order.id, channelId: store });

    const refused = await app.call(orderMemberContract.rescheduleOrder, {
      token: member.token,
      input: { params: { id: order.id }, body: { deliveryDay: '2026-10-13' } },
    });

    expect(refused.error.code).toBe('ORDER_ALREADY_DISPATCHED');
  });

  it('needs the right to dispatch', async () => {
    const { order } = await anOrder(context.app);
    const answer = await context.app.call(fulfilmentAdminContract.dispatchOrder, {
      token: tokenOf.clerk('order.view'),
      input: { params: { id: order.id }, body: { channelId: null } },
    });

    expect(answer.status).toBe(403);
  });
});
