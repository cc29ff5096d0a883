import { catalogAdminContract } from '@lakeside/shared/catalog/catalog.contract';
import { fulfilmentAdminContract } from '@lakeside/shared/fulfilment/fulfilment.contract';
import { orderAdminContract, orderMemberContract } from '@lakeside/shared/order/order.contract';
import { purchaseAdminContract, purchaseMemberContract } from '@lakeside/shared/order/purchase.contract';
import type { Settings } from '@lakeside/shared/settings/settings.contract';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { ChannelRow } from '../../src/modules/channel/entities/channel.entity';
import { MemberLevelRow } from '../../src/modules/channel/entities/member-level.entity';
import { MemberRow } from '../../src/modules/member/entities/member.entity';
import { OrderPurchaseRow } from '../../src/modules/order/entities/order-purchase.entity';
import { PaymentRow } from '../../src/modules/payment/entities/payment.entity';
import { RefundRow } from '../../src/modules/payment/entities/refund.entity';
import { PaymentReconciliationService } from '../../src/modules/payment/payment-reconciliation.service';
import { SettingsService } from '../../src/modules/settings/settings.service';
import { DeliveryDayRow } from '../../src/modules/stock/entities/delivery-day.entity';
import { Stock } from '../../src/modules/stock/entities/stock.entity';
import { systemActor } from '../../src/platform/http/actor';
import { aMemberWithAddress, aDispatch, anOpenDay, aWaybill } from '../builders/order.builder';
import {
  aPaidPurchase,
  aPurchase,
  deliverNews,
  payOrder,
  prepayOf,
  runMinute,
  someShopGoods,
  tryPurchase,
} from '../builders/purchase.builder';
import { useFreight } from '../builders/freight.builder';
import { shareWechatPay } from '../builders/shared-wechat-pay';
import { openDays } from '../builders/stock.builder';
import { aStore } from '../builders/store.builder';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [...serverModules, typedSessions];
const pay = shareWechatPay();

describeOnBothDatabases('buying goods', { modules, environment: pay.environment }, (context) => {
  pay.useIn(context);

  const set = async (change: Partial<Settings>) => {
    const settings = await context.app.get(SettingsService);
    await settings.updateSettings(systemActor('test'), { ...(await settings.get()), ...change });
  };
  const stockOf = async (skuId: number, placeChannelId = 0) => {
    const row = await context.app.dataSource.getRepository(Stock).findOneByOrFail({ placeChannelId, skuId });
    return { onHand: row.onHand, reserved: row.reserved };
  };
  const getOrder = async (token: string, id: number) =>
    (await context.app.call(orderMemberContract.getOrder, { token, input: { params: { id } } })).body;
  const cancel = (token: string, id: number) =>
    context.app.call(purchaseMemberContract.cancelOrder, { token, input: { params: { id } } });
  const refund = (id: number, amountFen: number, reason = '少发一只') =>
    context.app.call(purchaseAdminContract.refundOrder, {
      token: tokenOf.admin,
      input: { params: { id }, body: { amountFen, reason } },
    });
  const paymentsOf = (payableId: number) =>
    context.app.dataSource.getRepository(PaymentRow).find({ where: { payableId }, order: { id: 'ASC' } });
  const refundsOf = (payableId: number) =>
    context.app.dataSource.getRepository(RefundRow).findBy({ payableId });
  const atLevel = async (memberId: number, rateBp: number) => {
    const { manager } = context.app.dataSource;
    const level = { name: `${rateBp}`, rateBp, isDefault: false, createdAt: context.app.clock.now() };
    const { id } = await manager.save(MemberLevelRow, level);
    await manager.update(MemberRow, { id: memberId }, { levelId: id });
  };

  it('goes from a quote at the own level over the payment to an order that waits to be sent [MB-016] [MB-025] [MB-066] [AD-082] [AD-165] [AD-331]', async () => {
    const { app } = context;
    const goods = await someShopGoods(app, { quantities: [2, 1], retailPriceFen: 19_990 });
    const member = await aMemberWithAddress(app);
    await atLevel(member.memberId, 9500);
    const lines = [{ kind: 'package' as const, id: goods.packageId, quantity: 2, seenPriceFen: 19_990 }];

    const quote = await app.call(purchaseMemberContract.quotePurchase, {
      token: member.token,
      input: { body: { lines, addressId: member.addressId } },
    });
    const placed = await tryPurchase(app, {
      goods: { ...goods, retailPriceFen: 18_991 },
      member,
      quantity: 2,
    });
    const prepayId = await prepayOf(app, { orderId: placed.body.id, token: member.token });
    pay.doubles['wechat-pay'].pay(prepayId);
    await pay.doubles['wechat-pay'].notices.deliver();
    const told = await getOrder(member.token, placed.body.id);
    await deliverNews(app);
    const paid = await getOrder(member.token, placed.body.id);

    expect(quote.body).toMatchObject({
      goodsFen: 37_982,
      freightFen: 0,
      payableFen: 37_982,
      needsDay: false,
    });
    expect(quote.body.lines[0]).toMatchObject({
      unitPriceFen: 18_991,
      changedFromFen: 19_990,
      problem: null,
    });
    expect(placed.body).toMatchObject({
      kind: 'purchase',
      status: 'toPay',
      amountFen: 37_982,
      quantity: 2,
      deliveryDay: '2026-10-08',
      rescheduleUntil: null,
      purchase: { payableFen: 37_982, paidFen: 0, payUntil: '2026-10-06T09:30:00.000+08:00', paidAt: null },
    });
    expect(placed.body.number).toMatch(/^DD20261006-\d{4}$/);
    expect(told.status).toBe('toPay');
    expect(paid).toMatchObject({
      status: 'toShip',
      purchase: { paidFen: 37_982, refundedFen: 0 },
      refunds: [],
    });
    expect(paid.steps.map((step) => step.action)).toEqual(['提交订单', '付款']);
    expect(await stockOf(goods.skuIds[0] ?? 0)).toEqual({ onHand: 200, reserved: 4 });
    expect(await paymentsOf(placed.body.id)).toMatchObject([
      { status: 'paid', amountFen: 37_982, payee: 'salesCompany', openId: `openid-${member.memberId}` },
    ]);
  });

  it('keeps the chain of channels, their rates and the level as they were when the order was made', async () => {
    const { app } = context;
    const l1 = await aStore(app);
    const below = async (child: { level: 2 | 3; parentId: number; rateBp: number }) => {
      const { manager } = app.dataSource;
      const row = await manager.findOneByOrFail(ChannelRow, { id: l1 });
      const phone = `1360000000${child.level}`;
      const { id: _id, ...rest } = { ...row, ...child, phone, l1Subtype: null, l1Id: l1 };
      return (await manager.save(ChannelRow, rest)).id;
    };
    const l2 = await below({ level: 2, parentId: l1, rateBp: 7000 });
    const l3 = await below({ level: 3, parentId: l2, rateBp: 8000 });
    const member = await aMemberWithAddress(app);
    await app.dataSource.manager.update(MemberRow, { id: member.memberId }, { channelId: l3 });

    const { order } = await aPurchase(app, { member });
    await app.dataSource.manager.update(MemberRow, { id: member.memberId }, { channelId: null });

    const row = await app.dataSource.getRepository(OrderPurchaseRow).findOneByOrFail({ orderId: order.id });
    expect(row).toMatchObject({ memberRateBp: 10_000, staffId: null, staffRateBp: 0 });
    expect(row.channels).toEqual([
      { channelId: l1, level: 1, rateBp: 6000, isClosed: false },
      { channelId: l2, level: 2, rateBp: 7000, isClosed: false },
      { channelId: l3, level: 3, rateBp: 8000, isClosed: false },
    ]);
  });

  it('holds several packages in one order, each article once', async () => {
    const { app } = context;
    const first = await someShopGoods(app, { quantities: [2], retailPriceFen: 5000 });
    const second = await someShopGoods(app, { quantities: [3], retailPriceFen: 7000 });
    const member = await aMemberWithAddress(app);

    const { body } = await app.call(purchaseMemberContract.placePurchase, {
      token: member.token,
      input: {
        body: {
          lines: [
            { kind: 'package', id: first.packageId, quantity: 1, unitPriceFen: 5000 },
            { kind: 'package', id: second.packageId, quantity: 2, unitPriceFen: 7000 },
          ],
          addressId: member.addressId,
          payableFen: 19_000,
        },
      },
    });

    expect(body).toMatchObject({ quantity: 3, amountFen: 19_000, packageId: null });
    expect(body.title).toMatch(/ 等 2 种$/);
    expect(body.items.map((item) => item.quantity)).toEqual([2, 6]);
    expect(await stockOf(second.skuIds[0] ?? 0)).toEqual({ onHand: 300, reserved: 6 });
  });

  it('takes places of the chosen day for a package that is sold by delivery day, and stock only when it is dispatched', async () => {
    const { app } = context;
    const goods = await someShopGoods(app, { quantities: [2], inStock: 0 });
    await openDays(app, { packageId: goods.packageId, days: [anOpenDay, '2026-10-13'], quota: 3 });
    const taken = async (day: string) =>
      (
        await app.dataSource
          .getRepository(DeliveryDayRow)
          .findOneByOrFail({ packageId: goods.packageId, day })
      ).taken;
    const member = await aMemberWithAddress(app);

    const dayless = await tryPurchase(app, { goods, member });
    const { body: order } = await tryPurchase(app, { goods, member, quantity: 2, deliveryDay: anOpenDay });
    const full = await tryPurchase(app, { goods, member, quantity: 2, deliveryDay: anOpenDay });
    const takenBefore = await taken(anOpenDay);
    await aPaid(order.id, member.token);
    const moved = await app.call(orderMemberContract.rescheduleOrder, {
      token: member.token,
      input: { params: { id: order.id }, body: { deliveryDay: '2026-10-13' } },
    });

    expect(dayless.error.code).toBe('DELIVERY_DAY_REQUIRED');
    expect(full.error.code).toBe('DELIVERY_DAY_FULL');
    expect(takenBefore).toBe(2);
    expect(moved.body.deliveryDay).toBe('2026-10-13');
    expect([await taken(anOpenDay), await taken('2026-10-13')]).toEqual([0, 2]);
    await refund(order.id, 20_000);
    expect(await taken('2026-10-13')).toBe(0);
  });

  async function aPaid(orderId: number, token: string): Promise<void> {
    pay.doubles['wechat-pay'].pay(await prepayOf(context.app, { orderId, token }));
    await pay.doubles['wechat-pay'].notices.deliver();
    await deliverNews(context.app);
  }

  it('refuses quantity 0, a million and a half, and says so at the field', async () => {
    const { app } = context;
    const goods = await someShopGoods(app);
    const member = await aMemberWithAddress(app);

    const answers = [];
    for (const quantity of [0, 1_000_000, 1.5, -1])
      answers.push(await tryPurchase(app, { goods, member, quantity }));

    expect(answers.map((answer) => answer.error.code)).toEqual(Array(4).fill('VALIDATION_FAILED'));
    expect(await stockOf(goods.skuIds[0] ?? 0)).toMatchObject({ reserved: 0 });
  });

  it('refuses a price that changed meanwhile and names it; the new price is taken', async () => {
    const { app } = context;
    const goods = await someShopGoods(app, { retailPriceFen: 10_000 });
    const member = await aMemberWithAddress(app);
    const get = { token: tokenOf.admin, input: { params: { id: goods.packageId } } };
    const { body: pack } = await app.call(catalogAdminContract.getPackage, get);
    await app.call(catalogAdminContract.updatePackage, {
      token: tokenOf.admin,
      input: { params: { id: pack.id }, body: { ...pack, categoryId: null, retailPriceFen: 12_000 } },
    });

    const refused = await tryPurchase(app, { goods, member });
    const tampered = await app.call(purchaseMemberContract.placePurchase, {
      token: member.token,
      input: {
        body: {
          lines: [{ kind: 'package', id: goods.packageId, quantity: 1, unitPriceFen: 12_000 }],
          addressId: member.addressId,
          payableFen: 1,
        },
      },
    });
    const taken = await tryPurchase(app, { goods: { ...goods, retailPriceFen: 12_000 }, member });

    expect(refused.error).toMatchObject({
      code: 'PRICE_CHANGED',
      details: { payableFen: 12_000, lines: [{ id: goods.packageId, fromFen: 10_000, toFen: 12_000 }] },
    });
    expect(tampered.error.code).toBe('PRICE_CHANGED');
    expect(taken.body.amountFen).toBe(12_000);
  });

  it('refuses what was taken off the shelf, what is sold out, and provinces that are not delivered to', async () => {
    const { app } = context;
    const goods = await someShopGoods(app, { inStock: 1 });
    const member = await aMemberWithAddress(app);
    const quote = async (quantity: number) =>
      (
        await app.call(purchaseMemberContract.quotePurchase, {
          token: member.token,
          input: {
            body: {
              lines: [{ kind: 'package', id: goods.packageId, quantity }],
              addressId: member.addressId,
            },
          },
        })
      ).body;

    const short = await tryPurchase(app, { goods, member, quantity: 2 });
    const shortQuote = await quote(2);
    await useFreight(app, { undelivered: ['江苏'] });
    const away = await tryPurchase(app, { goods, member });
    const awayQuote = await quote(1);
    await useFreight(app, {});
    const { body: pack } = await app.call(catalogAdminContract.getPackage, {
      token: tokenOf.admin,
      input: { params: { id: goods.packageId } },
    });
    await app.call(catalogAdminContract.updatePackage, {
      token: tokenOf.admin,
      input: { params: { id: pack.id }, body: { ...pack, categoryId: null, status: 'offShelf' } },
    });
    const gone = await tryPurchase(app, { goods, member });
    const goneQuote = await quote(1);

    expect(short.error.code).toBe('STOCK_SHORT');
    expect(shortQuote.lines[0]?.problem).toBe('库存不足');
    expect(away.error).toMatchObject({
      code: 'ADDRESS_OUT_OF_AREA',
      message: '江苏省暂不配送，请换一个地址',
    });
    expect(awayQuote.addressProblem).toBe('江苏省暂不配送，请换一个地址');
    expect(gone.error.code).toBe('OFFER_OFF_SHELF');
    expect(goneQuote.lines[0]?.problem).toBe('已下架');
  });

  it('makes one order for one key, and none for a stranger’s address', async () => {
    const { app } = context;
    const goods = await someShopGoods(app);
    const member = await aMemberWithAddress(app);
    const other = await aMemberWithAddress(app);
    const idempotencyKey = `place-once-${goods.packageId}`;

    const twins = await Promise.all([1, 2, 3].map(() => tryPurchase(app, { goods, member, idempotencyKey })));
    const foreign = await tryPurchase(app, { goods, member: { ...member, addressId: other.addressId } });

    expect(new Set(twins.map((twin) => twin.body.id)).size).toBe(1);
    expect(foreign.error.code).toBe('ADDRESS_NOT_FOUND');
    expect(await stockOf(goods.skuIds[0] ?? 0)).toMatchObject({ reserved: 2 });
  });

  it('closes by itself when nobody pays, gives the stock back, and can then not be paid any more [AD-349] [CL-022]', async () => {
    const { app } = context;
    const { order, goods, member } = await aPurchase(app);
    const prepayId = await prepayOf(app, { orderId: order.id, token: member.token });

    app.clock.advance({ minutes: 29 });
    await runMinute(app);
    const before = await getOrder(member.token, order.id);
    app.clock.advance({ minutes: 2 });
    await runMinute(app);

    const after = await getOrder(member.token, order.id);
    expect(before.status).toBe('toPay');
    expect(after.status).toBe('cancelled');
    expect(after.steps.at(-1)?.action).toBe('超时未付款，自动关闭');
    expect(await stockOf(goods.skuIds[0] ?? 0)).toMatchObject({ reserved: 0 });
    expect(() => pay.doubles['wechat-pay'].pay(prepayId)).toThrow('订单已关闭');
    expect((await payOrder(app, { orderId: order.id, token: member.token })).error.code).toBe(
      'ORDER_STATUS_CHANGED',
    );
  });

  it('is paid, not closed, when the money came in the last second and its notice was lost', async () => {
    const { app } = context;
    const { order, member } = await aPurchase(app);
    const prepayId = await prepayOf(app, { orderId: order.id, token: member.token });
    app.clock.advance({ minutes: 29 });
    pay.doubles['wechat-pay'].pay(prepayId);
    await pay.doubles['wechat-pay'].notices.deliver({ lose: 1 });

    app.clock.advance({ minutes: 5 });
    await runMinute(app);

    expect(await getOrder(member.token, order.id)).toMatchObject({
      status: 'toShip',
      purchase: { paidFen: 10_000 },
    });
  });

  it('is cancelled by its member at once; money that comes all the same goes back by itself', async () => {
    const { app } = context;
    const { order, goods, member } = await aPurchase(app);
    const stranger = await aMemberWithAddress(app);
    const prepayId = await prepayOf(app, { orderId: order.id, token: member.token });

    const foreign = await cancel(stranger.token, order.id);
    const cancelled = await cancel(member.token, order.id);
    // The payer was faster than the news that nothing is to be paid.
    pay.doubles['wechat-pay'].pay(prepayId);
    await pay.doubles['wechat-pay'].notices.deliver();
    await runMinute(app);
    await pay.doubles['wechat-pay'].notices.deliver();

    const [refunded] = await refundsOf(order.id);
    expect(foreign.error.code).toBe('ORDER_NOT_FOUND');
    expect(cancelled.body.status).toBe('cancelled');
    expect(await stockOf(goods.skuIds[0] ?? 0)).toMatchObject({ reserved: 0 });
    expect(refunded).toMatchObject({ status: 'refunded', amountFen: 10_000, reason: '订单已关闭，自动退款' });
    expect(await getOrder(member.token, order.id)).toMatchObject({
      status: 'cancelled',
      purchase: { paidFen: 0 },
      refunds: [{ amountFen: 10_000, status: 'refunded' }],
    });
    expect((await cancel(member.token, order.id)).error.code).toBe('ORDER_STATUS_CHANGED');
  });

  it('keeps nothing before the payment when the settings say so; who pays when it is gone gets the money back [AD-348]', async () => {
    const { app } = context;
    await set({ holdStockOn: 'payment' });
    const goods = await someShopGoods(app, { quantities: [2], inStock: 1 });
    const first = await aPurchase(app, { goods });
    const second = await aPurchase(app, { goods });
    const reservedBefore = await stockOf(goods.skuIds[0] ?? 0);

    for (const { order, member } of [first, second]) {
      pay.doubles['wechat-pay'].pay(await prepayOf(app, { orderId: order.id, token: member.token }));
    }
    await pay.doubles['wechat-pay'].notices.deliver();
    await runMinute(app);
    await pay.doubles['wechat-pay'].notices.deliver();
    await set({ holdStockOn: 'order' });

    expect(reservedBefore).toEqual({ onHand: 2, reserved: 0 });
    expect(await stockOf(goods.skuIds[0] ?? 0)).toEqual({ onHand: 2, reserved: 2 });
    expect((await getOrder(first.member.token, first.order.id)).status).toBe('toShip');
    expect(await getOrder(second.member.token, second.order.id)).toMatchObject({
      status: 'cancelled',
      refunds: [{ status: 'refunded', reason: '付款时已售完，自动退款' }],
    });
  });

  it('is dispatched and sent like any order, the goods kept once [MB-026]', async () => {
    const { app } = context;
    const goods = await someShopGoods(app, {
      quantities: [2],
      settlementPriceFen: 3000,
      serviceSubsidyFen: 100,
    });
    const [skuId = 0] = goods.skuIds;
    const { order } = await aPaidPurchase(app, pay.doubles, { goods, quantity: 2 });
    const store = await aStore(app);
    const unpaid = await aPurchase(app, { goods });
    await app.dataSource.getRepository(Stock).save({ placeChannelId: store, skuId, onHand: 10, reserved: 0 });

    const early = await app.call(fulfilmentAdminContract.dispatchOrder, {
      token: tokenOf.admin,
      input: { params: { id: unpaid.order.id }, body: { channelId: null } },
    });
    await aDispatch(app, { orderId: order.id, channelId: store });
    const atStore = [await stockOf(skuId), await stockOf(skuId, store)];
    const { shipmentId } = await aDispatch(app, { orderId: order.id, channelId: null });
    const shipped = await app.call(fulfilmentAdminContract.shipFromPlatform, {
      token: tokenOf.admin,
      input: { params: { id: shipmentId }, body: aWaybill() },
    });
    const listed = await app.call(orderAdminContract.listOrders, {
      token: tokenOf.admin,
      input: { query: { type: 'package', number: order.number } },
    });

    expect(early.error.code).toBe('ORDER_STATUS_CHANGED');
    expect(atStore).toEqual([
      { onHand: 200, reserved: 2 },
      { onHand: 10, reserved: 4 },
    ]);
    expect(shipped.body.status).toBe('shipped');
    expect(await stockOf(skuId)).toEqual({ onHand: 196, reserved: 2 });
    expect(await stockOf(skuId, store)).toEqual({ onHand: 10, reserved: 0 });
    expect(listed.body).toMatchObject({
      total: 1,
      items: [{ status: 'shipped', purchase: { paidFen: 20_000 } }],
    });
  });

  it('gives back a part, never more than was paid, and ends the order when everything is given back before it is sent [AD-287]', async () => {
    const { app } = context;
    const { order, goods, member } = await aPaidPurchase(app, pay.doubles, { quantity: 2 });
    const [skuId = 0] = goods.skuIds;
    await aDispatch(app, { orderId: order.id, channelId: null });

    const part = await refund(order.id, 5000);
    const above = await refund(order.id, 15_001);
    const both = await Promise.all([refund(order.id, 15_000), refund(order.id, 15_000)]);
    await runMinute(app);
    await pay.doubles['wechat-pay'].notices.deliver();

    expect(part.body).toMatchObject({ status: 'toShip', purchase: { paidFen: 20_000, refundedFen: 5000 } });
    expect(above.error).toMatchObject({ code: 'REFUND_ABOVE_PAID', message: '最多还可退 150.00 元' });
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect(await getOrder(member.token, order.id)).toMatchObject({
      status: 'cancelled',
      parcels: [],
      purchase: { refundedFen: 20_000 },
      refunds: [
        { amountFen: 5000, status: 'refunded', reason: '少发一只' },
        { amountFen: 15_000, status: 'refunded' },
      ],
    });
    expect(await stockOf(skuId)).toEqual({ onHand: 200, reserved: 0 });
    expect(await (await app.get(PaymentReconciliationService)).reconcile()).toMatchObject({ isEqual: true });
  });

  it('moves only money when goods have left', async () => {
    const { app } = context;
    const { order, goods } = await aPaidPurchase(app, pay.doubles);
    const { shipmentId } = await aDispatch(app, { orderId: order.id, channelId: null });
    await app.call(fulfilmentAdminContract.shipFromPlatform, {
      token: tokenOf.admin,
      input: { params: { id: shipmentId }, body: aWaybill() },
    });
    const unpaid = await aPurchase(app);

    const refunded = await refund(order.id, 10_000);
    const early = await refund(unpaid.order.id, 1);

    expect(refunded.body).toMatchObject({ status: 'shipped', purchase: { refundedFen: 10_000 } });
    expect(await stockOf(goods.skuIds[0] ?? 0)).toEqual({ onHand: 198, reserved: 0 });
    expect(early.error.code).toBe('ORDER_NOT_PAID');
  });

  it('is paid once, however it is begun: in WeChat, then on the web, then again', async () => {
    const { app } = context;
    const { order, member } = await aPurchase(app);
    const made = { orderId: order.id, token: member.token };

    const first = await prepayOf(app, made);
    const again = await prepayOf(app, made);
    const web = await payOrder(app, made, 'h5');
    await deliverNews(app);
    const back = await prepayOf(app, made);
    await deliverNews(app);
    pay.doubles['wechat-pay'].pay(back);
    await pay.doubles['wechat-pay'].notices.deliver();
    await runMinute(app);

    const rows = await paymentsOf(order.id);
    expect(again).toBe(first);
    expect(web.body).toMatchObject({ way: 'h5', payUntil: '2026-10-06T09:30:00.000+08:00' });
    expect(rows.map((row) => [row.way, row.status])).toEqual([
      ['jsapi', 'closed'],
      ['h5', 'closed'],
      ['jsapi', 'paid'],
    ]);
    expect((await getOrder(member.token, order.id)).status).toBe('toShip');
    expect((await payOrder(app, made)).error.code).toBe('ORDER_STATUS_CHANGED');
  });
});
