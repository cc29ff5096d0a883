import { orderAdminContract, orderMemberContract } from '@lakeside/shared/order/order.contract';
import type * as v from 'valibot';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { CardProduct } from '../../src/modules/catalog/entities/card-product.entity';
import { Package } from '../../src/modules/catalog/entities/package.entity';
import { Sku } from '../../src/modules/catalog/entities/sku.entity';
import { MemberRow } from '../../src/modules/member/entities/member.entity';
import { Order } from '../../src/modules/order/entities/order.entity';
import { anECardProduct, cardsOf, somePaidECards } from '../builders/e-card.builder';
import { cellsOf } from '../builders/import-file.builder';
import { aDispatch, anOpenDay, anOrder } from '../builders/order.builder';
import { aPaidPurchase, aPurchase } from '../builders/purchase.builder';
import { shareWechatPay } from '../builders/shared-wechat-pay';
import { openDays } from '../builders/stock.builder';
import { aStore } from '../builders/store.builder';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases, type TestApp } from '../kit/test-app';

const modules = [...serverModules, typedSessions];
const pay = shareWechatPay();
const token = tokenOf.clerk('order.view');
type Filter = v.InferInput<typeof orderAdminContract.listOrders.query>;

async function find(app: TestApp, query: Filter): Promise<number[]> {
  const { body } = await app.call(orderAdminContract.listOrders, { token, input: { query } });
  return body.items.map((item) => item.id);
}

async function exportOf(app: TestApp, query: Record<string, string>): Promise<string[][]> {
  const search = new URLSearchParams(query).toString();
  const response = await fetch(`${app.url}/api/admin/orders/export?${search}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return cellsOf(Buffer.from(await response.arrayBuffer()));
}

describeOnBothDatabases('the order desk', { modules, environment: pay.environment }, (context) => {
  pay.useIn(context);

  /** One order of each type: a bought package, a redeemed printed card, a redeemed e-card. */
  async function oneOfEach() {
    const { app } = context;
    const purchase = await aPaidPurchase(app, pay.doubles);
    const physical = await anOrder(app);
    const goods = await anECardProduct(app);
    await openDays(app, { packageId: goods.packageId, days: [anOpenDay], quota: 10 });
    const bought = await somePaidECards(app, pay.doubles, { goods });
    const [card] = await cardsOf(app, bought.member.token);
    const eCard = await app.call(orderMemberContract.redeemCard, {
      token: bought.member.token,
      input: {
        body: {
          cardId: card?.id ?? 0,
          addressId: bought.member.addressId,
          deliveryDay: anOpenDay,
          remark: null,
        },
      },
    });
    return { purchase, physical, eCard: { ...bought, order: eCard.body }, bought };
  }

  it('holds bought packages, physical-card redemptions and e-card redemptions, and no sold numbers [AD-271] [AD-272] [AD-273]', async () => {
    const { app } = context;
    const { purchase, physical, eCard, bought } = await oneOfEach();

    const all = await app.call(orderAdminContract.listOrders, { token, input: { query: { pageSize: 3 } } });

    expect(all.body.items.map(({ id, type }) => [id, type])).toEqual([
      [eCard.order.id, 'eCard'],
      [physical.order.id, 'physicalCard'],
      [purchase.order.id, 'package'],
    ]);
    expect((await find(app, { type: 'package' }))[0]).toBe(purchase.order.id);
    expect((await find(app, { type: 'physicalCard' }))[0]).toBe(physical.order.id);
    expect(await find(app, { type: 'eCard' })).toEqual([eCard.order.id]);
    expect(await find(app, { number: bought.order.number })).toEqual([]);
  });

  it('shows number, goods, price, buyer and state on a line, and the payment of an opened one [AD-283] [AD-284]', async () => {
    const { app } = context;
    const { order, member, goods } = await aPaidPurchase(app, pay.doubles);
    const buyer = await app.dataSource.getRepository(MemberRow).findOneByOrFail({ id: member.memberId });
    const shownBuyer = { id: buyer.id, nickname: buyer.nickname, phone: buyer.phone };

    const { body } = await app.call(orderAdminContract.listOrders, {
      token,
      input: { query: { number: order.number } },
    });
    const detail = await app.call(orderAdminContract.getOrder, {
      token,
      input: { params: { id: order.id } },
    });

    expect(body.items).toMatchObject([
      {
        number: order.number,
        amountFen: goods.retailPriceFen,
        status: 'toShip',
        buyer: shownBuyer,
        purchase: { lines: [{ offerId: goods.packageId, quantity: 1 }] },
      },
    ]);
    expect(detail.body).toMatchObject({ type: 'package', buyer: shownBuyer, purchase: { paidFen: 10_000 } });
    expect(detail.body.payment?.number).toMatch(/^ZF/);
    expect(detail.body.payment?.transactionId).toMatch(/^4200/);
  });

  it('finds by number, product, shipper, receiver, buyer, channel and day [AD-281]', async () => {
    const { app } = context;
    const { manager } = app.dataSource;
    const storeId = await aStore(app);
    const { purchase, physical } = await oneOfEach();
    const { id } = purchase.order;
    const redeemed = physical.order.id;
    await aDispatch(app, { orderId: id, channelId: null });
    await manager.update(Order, { id: redeemed }, { receiverName: '欧阳湖畔' });
    await manager.update(
      Order,
      { id: redeemed },
      { fulfillerKind: 'store', fulfillerChannelId: storeId, fulfillerName: '店', dispatchedAt: new Date() },
    );
    await manager.update(MemberRow, { id: purchase.member.memberId }, { channelId: storeId });
    await manager.update(Package, { id: purchase.goods.packageId }, { name: '八只装尊享' });
    await manager.update(CardProduct, { id: physical.goods.productId }, { name: '金秋提货卡' });
    await manager.update(Sku, { id: physical.goods.skuIds[0] ?? 0 }, { name: '五两公蟹' });
    const buyer = await manager.findOneByOrFail(MemberRow, { id: purchase.member.memberId });

    expect(await find(app, { number: purchase.order.number.toLowerCase() })).toEqual([id]);
    expect(await find(app, { product: '尊享' })).toEqual([id]);
    expect(await find(app, { product: '提货卡', type: 'physicalCard' })).toEqual(
      expect.arrayContaining([redeemed]),
    );
    expect(await find(app, { product: '两公蟹' })).toEqual([redeemed]);
    expect(await find(app, { product: '没有这种蟹' })).toEqual([]);
    expect(await find(app, { shipper: 'platform', number: purchase.order.number })).toEqual([id]);
    expect(await find(app, { shipper: 'store' })).toEqual([redeemed]);
    expect(await find(app, { storeId })).toEqual([redeemed]);
    expect(await find(app, { shipper: 'none', number: purchase.order.number })).toEqual([]);
    expect(await find(app, { receiver: '欧阳' })).toEqual([redeemed]);
    expect(await find(app, { receiver: purchase.order.receiver.phone })).toEqual([id]);
    expect(await find(app, { buyerPhone: `+86 ${buyer.phone}` })).toEqual([id]);
    expect(await find(app, { buyerPhone: '13000000000' })).toEqual([]);
    expect(await find(app, { channelId: storeId })).toEqual([id]);
    expect(await find(app, { deliveryDay: anOpenDay, storeId })).toEqual([redeemed]);
    expect(await find(app, { from: '2026-10-06', to: '2026-10-06', storeId })).toEqual([redeemed]);
    expect(await find(app, { to: '2026-10-05', storeId })).toEqual([]);
    expect(await find(app, { receiver: '蟹%_😀' })).toEqual([]);
  });

  it('filters and counts by six states [AD-282]', async () => {
    const { app } = context;
    const { member, goods } = await aPurchase(app);
    const states = ['toPay', 'toShip', 'partlyShipped', 'shipped', 'completed', 'cancelled'] as const;
    const ids: Record<string, number> = {};
    const channelId = await aStore(app);
    await app.dataSource.getRepository(MemberRow).update({ id: member.memberId }, { channelId });
    await app.dataSource.getRepository(Order).update({ memberId: member.memberId }, { memberId: null });
    for (const status of states) {
      const { order } = await aPurchase(app, { member, goods });
      await app.dataSource.getRepository(Order).update({ id: order.id }, { status });
      ids[status] = order.id;
    }
    const counts = await app.call(orderAdminContract.countOrders, { token, input: { query: { channelId } } });

    expect(counts.body).toEqual({ all: 6, toPay: 1, toShip: 1, partlyShipped: 1, toReceive: 1, ended: 2 });
    expect(await find(app, { channelId, stage: 'toPay' })).toEqual([ids['toPay']]);
    expect(await find(app, { channelId, stage: 'toShip' })).toEqual([ids['toShip']]);
    expect(await find(app, { channelId, stage: 'partlyShipped' })).toEqual([ids['partlyShipped']]);
    expect(await find(app, { channelId, stage: 'toReceive' })).toEqual([ids['shipped']]);
    expect(await find(app, { channelId, stage: 'ended' })).toEqual([ids['cancelled'], ids['completed']]);
    expect(await find(app, { channelId })).toHaveLength(6);
  });

  it('is exported as it is filtered, with goods, money and people in their columns', async () => {
    const { app } = context;
    const { order, member } = await aPaidPurchase(app, pay.doubles, { quantity: 2 });
    const buyer = await app.dataSource.getRepository(MemberRow).findOneByOrFail({ id: member.memberId });

    const [titles, ...rows] = await exportOf(app, { number: order.number });

    expect(titles).toHaveLength(18);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.map(String)).toEqual(
      expect.arrayContaining([
        order.number,
        '现货套餐',
        '200',
        '待发货',
        buyer.nickname,
        buyer.phone,
        '李湖',
      ]),
    );
    expect(await exportOf(app, { number: 'TH00000000-0' })).toHaveLength(1);
  });
});
