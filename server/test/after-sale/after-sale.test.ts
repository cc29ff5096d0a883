import {
  afterSaleAdminContract,
  afterSaleMemberContract,
} from '@lakeside/shared/after-sale/after-sale.contract';
import { auditAdminContract } from '@lakeside/shared/audit/audit.contract';
import { memberMessageContract } from '@lakeside/shared/message/message.contract';
import { purchaseAdminContract } from '@lakeside/shared/order/purchase.contract';
import type { Settings } from '@lakeside/shared/settings/settings.contract';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { AdvanceAfterSalesJob } from '../../src/modules/after-sale/advance-after-sales.job';
import { AfterSale } from '../../src/modules/after-sale/entities/after-sale.entity';
import { Shipment } from '../../src/modules/fulfilment/entities/shipment.entity';
import { RefundRow } from '../../src/modules/payment/entities/refund.entity';
import { PaymentReconciliationService } from '../../src/modules/payment/payment-reconciliation.service';
import { SettingsService } from '../../src/modules/settings/settings.service';
import { SplitLine } from '../../src/modules/split/entities/split-line.entity';
import { Stock } from '../../src/modules/stock/entities/stock.entity';
import { systemActor } from '../../src/platform/http/actor';
import {
  approve,
  aPaidOrder,
  aReceivedOrder,
  type BoughtOrder,
  orderOf,
  sendFromPlatform,
  tryApply,
} from '../builders/after-sale.builder';
import { anOrder, aWaybill } from '../builders/order.builder';
import { deliverNews, runMinute, someShopGoods } from '../builders/purchase.builder';
import { shareWechatPay } from '../builders/shared-wechat-pay';
import { someStock } from '../builders/stock.builder';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [...serverModules, typedSessions];
const photo = ['/media/abcdefghijklmnopqrstuv.jpg'];
const pay = shareWechatPay();

describeOnBothDatabases('after-sale', { modules, environment: pay.environment }, (context) => {
  pay.useIn(context);

  const set = async (change: Partial<Settings>) => {
    const settings = await context.app.get(SettingsService);
    await settings.updateSettings(systemActor('test'), { ...(await settings.get()), ...change });
  };
  const refundsOf = (payableId: number) =>
    context.app.dataSource.getRepository(RefundRow).findBy({ payableId });
  const rowsOf = (orderId: number) => context.app.dataSource.getRepository(AfterSale).findBy({ orderId });
  const payRefunds = async () => {
    await runMinute(context.app);
    await pay.doubles['wechat-pay'].notices.deliver();
    await deliverNews(context.app);
  };
  const optionsOf = async (made: BoughtOrder) =>
    (
      await context.app.call(afterSaleMemberContract.getOptions, {
        token: made.member.token,
        input: { params: { id: made.orderId } },
      })
    ).body;
  const ownCase = async (made: BoughtOrder, id: number) =>
    (
      await context.app.call(afterSaleMemberContract.getAfterSale, {
        token: made.member.token,
        input: { params: { id } },
      })
    ).body;
  const memberAct = (
    entry: typeof afterSaleMemberContract.withdraw | typeof afterSaleMemberContract.confirmExchange,
    token: string,
    id: number,
  ) => context.app.call(entry, { token, input: { params: { id } } });
  const sendReturn = (token: string, id: number, carrierCode = 'SF') =>
    context.app.call(afterSaleMemberContract.sendReturn, {
      token,
      input: { params: { id }, body: { carrierCode, waybillNo: 'SF99 8877-6655' } },
    });
  const confirmReturn = (id: number, decision: { amountFen?: number; note?: string } = {}) =>
    context.app.call(afterSaleAdminContract.confirmReturn, {
      token: tokenOf.admin,
      input: { params: { id }, body: { amountFen: null, note: null, ...decision } },
    });
  const reject = (id: number, reason = '照片看不清') =>
    context.app.call(afterSaleAdminContract.reject, {
      token: tokenOf.admin,
      input: { params: { id }, body: { reason } },
    });
  const shipExchange = (id: number, items: { skuId: number; quantity: number }[], waybill = aWaybill()) =>
    context.app.call(afterSaleAdminContract.shipExchange, {
      token: tokenOf.admin,
      input: { params: { id }, body: { ...waybill, items } },
    });

  it('gives a part back by the original route and leaves the order as it is, with every step on both sides [AD-287] [MB-064]', async () => {
    const { app } = context;
    const made = await aReceivedOrder(app, pay.doubles);
    const options = await optionsOf(made);
    const applied = await tryApply(app, made, { quantity: 2, amountFen: 8000 });
    const approved = await approve(app, applied.body.id, { amountFen: 6000, note: '只少一盒' });
    await payRefunds();
    const done = await ownCase(made, applied.body.id);

    expect(options.targets).toMatchObject([
      { lineId: made.lineIds[0], quantity: 3, refundableFen: 30_000, isWhole: false, openCaseId: null },
      { lineId: made.lineIds[1], quantity: 1, refundableFen: 5001 },
    ]);
    expect(options.kinds.map(({ kind }) => kind)).toEqual(['refundOnly', 'returnRefund', 'exchange']);
    expect(applied.body).toMatchObject({ status: 'applied', askedFen: 8000, approvedFen: null, quantity: 2 });
    expect(applied.body.number).toMatch(/^SH20261006-\d{4}$/);
    expect(approved.body).toMatchObject({ status: 'refunding', approvedFen: 6000, decisionNote: '只少一盒' });
    expect(done).toMatchObject({ status: 'done', refund: { status: 'refunded' } });
    expect(done.steps.map((step) => step.action)).toEqual(['申请售后', '同意退款', '退款已到账']);
    expect(await orderOf(app, made)).toMatchObject({
      status: 'completed',
      purchase: { paidFen: 35_001, refundedFen: 6000 },
    });
    expect(await refundsOf(made.orderId)).toMatchObject([{ amountFen: 6000, status: 'refunded' }]);
    const splits = await app.dataSource.getRepository(SplitLine).findBy({ source: 'refund' });
    expect(splits.map((line) => line.amountFen)).toContain(-6000);
    expect(await (await app.get(PaymentReconciliationService)).reconcile()).toMatchObject({ isEqual: true });
    const left = await optionsOf(made);
    expect(left.targets[0]).toMatchObject({ quantity: 3, refundableFen: 24_000 });
    expect(left.cases).toMatchObject([{ id: applied.body.id, status: 'done' }]);
  });

  it('lets one of twenty applications at once through, and answers the same key with the same case', async () => {
    const { app } = context;
    const made = await aReceivedOrder(app, pay.doubles);

    const answers = await Promise.all(Array.from({ length: 20 }, () => tryApply(app, made)));
    const other = await tryApply(app, made, { lineId: made.lineIds[1] });
    await memberAct(
      afterSaleMemberContract.withdraw,
      made.member.token,
      answers.find(({ status }) => status === 200)?.body.id ?? 0,
    );
    const again = [
      await tryApply(app, made, { key: 'apply-only-once' }),
      await tryApply(app, made, { key: 'apply-only-once' }),
    ];

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const codes = answers.filter(({ status }) => status !== 200).map(({ error }) => error.code);
    expect(new Set(codes)).toEqual(new Set(['AFTER_SALE_OPEN']));
    expect(other.status).toBe(200);
    expect(again[0]?.body.id).toBe(again[1]?.body.id);
    expect(await rowsOf(made.orderId)).toHaveLength(3);
  });

  it('gives the money of a case back once, whoever agrees to it how often and at the same time', async () => {
    const { app } = context;
    const made = await aReceivedOrder(app, pay.doubles);
    const { body: sale } = await tryApply(app, made);

    const sameKey = { key: `approve-${sale.id}` };
    const answers = await Promise.all([
      approve(app, sale.id, sameKey),
      approve(app, sale.id),
      approve(app, sale.id),
      approve(app, sale.id, { token: tokenOf.clerk('order.refund') }),
    ]);
    const repeated = await approve(app, sale.id);
    await payRefunds();

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(repeated.error.code).toBe('AFTER_SALE_STATUS_CHANGED');
    expect(await refundsOf(made.orderId)).toMatchObject([{ amountFen: 10_000 }]);
    expect((await orderOf(app, made)).purchase?.refundedFen).toBe(10_000);
  });

  it('answers an approval that is sent again after its answer was lost with that answer', async () => {
    const { app } = context;
    const made = await aReceivedOrder(app, pay.doubles);
    const { body: sale } = await tryApply(app, made);

    const first = await approve(app, sale.id, { key: 'lost-answer' });
    const again = await approve(app, sale.id, { key: 'lost-answer' });

    expect(again.body).toEqual(first.body);
    expect(await refundsOf(made.orderId)).toHaveLength(1);
  });

  it('never gives back more than was paid less what went back by other ways', async () => {
    const { app } = context;
    const made = await aReceivedOrder(app, pay.doubles);
    const tooMuch = await tryApply(app, made, { amountFen: 10_001 });
    const tooMany = await tryApply(app, made, { quantity: 4 });
    const { body: sale } = await tryApply(app, made, { quantity: 3 });
    await app.call(purchaseAdminContract.refundOrder, {
      token: tokenOf.admin,
      input: { params: { id: made.orderId }, body: { amountFen: 20_000, reason: '客服退款' } },
    });

    const above = await approve(app, sale.id);
    const raised = await approve(app, sale.id, { amountFen: 30_001 });
    const silent = await approve(app, sale.id, { amountFen: 15_001 });
    const lowered = await approve(app, sale.id, { amountFen: 15_001, note: '其余已由客服退回' });

    expect(tooMuch.error).toMatchObject({ code: 'AFTER_SALE_AMOUNT', details: { maxFen: 10_000 } });
    expect(tooMany.error).toMatchObject({ code: 'AFTER_SALE_QUANTITY', details: { left: 3 } });
    expect(above.error).toMatchObject({ code: 'AFTER_SALE_AMOUNT', details: { maxFen: 15_001 } });
    expect(raised.error.code).toBe('AFTER_SALE_AMOUNT');
    expect(silent.error.code).toBe('AFTER_SALE_NOTE_NEEDED');
    expect(lowered.body).toMatchObject({ status: 'refunding', approvedFen: 15_001 });
    expect((await orderOf(app, made)).purchase?.refundedFen).toBe(35_001);
    expect((await optionsOf(made)).targets).toEqual([]);
  });

  it('ends a case about an order nothing was sent of with the order, and all of its money goes back', async () => {
    const { app } = context;
    const made = await aPaidOrder(app, pay.doubles);
    const skuId = made.goods[0].skuIds[0] ?? 0;
    const stock = () => app.dataSource.getRepository(Stock).findOneByOrFail({ skuId, placeChannelId: 0 });
    const whole = { lineId: null, quantity: 4, reason: 'notWanted' as const };

    const line = await tryApply(app, made);
    const part = await tryApply(app, made, { ...whole, amountFen: 100 });
    const heldBefore = (await stock()).reserved;
    const { body: sale } = await tryApply(app, made, whole);
    const approved = await approve(app, sale.id);
    await payRefunds();

    expect([line.error.code, part.error.code]).toEqual(['AFTER_SALE_NOT_OFFERED', 'AFTER_SALE_NOT_OFFERED']);
    expect(approved.body).toMatchObject({ approvedFen: 35_001, order: { status: 'cancelled' } });
    expect(await orderOf(app, made)).toMatchObject({
      status: 'cancelled',
      purchase: { refundedFen: 35_001 },
    });
    expect([heldBefore, (await stock()).reserved]).toEqual([6, 0]);
    expect((await ownCase(made, sale.id)).status).toBe('done');
  });

  it('does not give a whole order back whose goods left while the shop thought about it', async () => {
    const { app } = context;
    const made = await aPaidOrder(app, pay.doubles);
    const { body: sale } = await tryApply(app, made, { lineId: null, quantity: 4, reason: 'other' });
    await sendFromPlatform(app, made.orderId);

    const late = await approve(app, sale.id);
    const rejected = await reject(sale.id, '已发货');

    expect(late.error.code).toBe('AFTER_SALE_ALREADY_SHIPPED');
    expect(rejected.body).toMatchObject({ status: 'rejected', decisionNote: '已发货' });
    expect(await refundsOf(made.orderId)).toEqual([]);
    expect((await optionsOf(made)).targets).toHaveLength(2);
  });

  it('refuses what is too late, dead goods a day after receipt and everything else a week after it', async () => {
    const { app } = context;
    const made = await aReceivedOrder(app, pay.doubles);
    const dead = { reason: 'damaged' as const, pictures: photo };

    const unseen = await tryApply(app, made, { reason: 'damaged' });
    app.clock.set('2026-10-07T09:00:01+08:00');
    const deadLate = await tryApply(app, made, dead);
    const options = await optionsOf(made);
    await set({ damageHours: 48 });
    const deadInTime = await tryApply(app, made, dead);
    await set({ damageHours: 24 });
    app.clock.set('2026-10-13T09:00:01+08:00');
    const late = await tryApply(app, made, { lineId: made.lineIds[1] });

    expect(unseen.error.code).toBe('AFTER_SALE_PICTURES_NEEDED');
    expect(deadLate.error.code).toBe('AFTER_SALE_TOO_LATE');
    const reasons = options.kinds.flatMap((kind) => kind.reasons);
    expect(reasons.map(({ reason }) => reason)).not.toContain('damaged');
    expect(reasons[0]).toMatchObject({ reason: 'missing', until: '2026-10-13T09:00:00.000+08:00' });
    expect(deadInTime.body).toMatchObject({ status: 'applied', pictures: photo });
    expect(late.error.code).toBe('AFTER_SALE_TOO_LATE');
    expect((await optionsOf(made)).kinds).toEqual([]);
  });

  it('takes goods back first, then gives the money back, less when they are not as they were [AD-285, AD-353]', async () => {
    const { app } = context;
    const made = await aReceivedOrder(app, pay.doubles);
    const wish = { kind: 'returnRefund' as const, reason: 'notWanted' as const, quantity: 2 };
    const { body: sale } = await tryApply(app, made, wish);

    const early = await confirmReturn(sale.id);
    await approve(app, sale.id);
    const toReturn = await ownCase(made, sale.id);
    const unsent = await confirmReturn(sale.id);
    const byNobody = await sendReturn(made.member.token, sale.id, 'NOBODY');
    const sent = await sendReturn(made.member.token, sale.id);
    const withdrawn = await memberAct(afterSaleMemberContract.withdraw, made.member.token, sale.id);
    const confirmed = await confirmReturn(sale.id, { amountFen: 12_000, note: '一盒已拆封' });
    await payRefunds();

    expect(early.error.code).toBe('AFTER_SALE_NOT_OFFERED');
    expect(byNobody.error.code).toBe('CARRIER_NOT_OFFERED');
    expect(toReturn).toMatchObject({
      status: 'toReturn',
      approvedFen: 20_000,
      returnUntil: '2026-10-13T09:00:00.000+08:00',
      returnAddress: { name: '湖畔总仓' },
    });
    expect(unsent.error.code).toBe('AFTER_SALE_STATUS_CHANGED');
    expect(sent.body).toMatchObject({
      status: 'returning',
      returnWaybill: { carrierName: '顺丰速运', waybillNo: 'SF9988776655' },
    });
    expect(withdrawn.error.code).toBe('AFTER_SALE_STATUS_CHANGED');
    expect(confirmed.body).toMatchObject({ status: 'refunding', approvedFen: 12_000 });
    expect(await refundsOf(made.orderId)).toMatchObject([{ amountFen: 12_000, status: 'refunded' }]);
    expect((await optionsOf(made)).targets[0]).toMatchObject({ quantity: 1, refundableFen: 10_000 });
  });

  it('closes a return that was not sent in time, and the line can be asked for again', async () => {
    const { app } = context;
    await set({ afterSaleDays: 30 });
    const made = await aReceivedOrder(app, pay.doubles);
    const wish = { kind: 'returnRefund' as const, reason: 'other' as const };
    const { body: sale } = await tryApply(app, made, wish);
    await approve(app, sale.id);
    const job = await app.get(AdvanceAfterSalesJob);

    app.clock.set('2026-10-13T08:59:59+08:00');
    await job.run();
    const before = (await ownCase(made, sale.id)).status;
    app.clock.set('2026-10-13T09:00:00+08:00');
    await job.run();
    await job.run();
    const sent = await sendReturn(made.member.token, sale.id);
    const again = await tryApply(app, made, wish);
    await set({ afterSaleDays: 7 });

    expect(before).toBe('toReturn');
    expect(sent.error.code).toBe('AFTER_SALE_STATUS_CHANGED');
    expect(again.status).toBe(200);
    const expired = await ownCase(made, sale.id);
    expect(expired.status).toBe('expired');
    expect(expired.steps.map((step) => step.action)).toEqual([
      '申请售后',
      '同意退货',
      '逾期未寄回，自动关闭',
    ]);
  });

  it('sends a new parcel from the platform’s stock for dead goods, and the buyer confirms it [AD-353]', async () => {
    const { app } = context;
    const made = await aReceivedOrder(app, pay.doubles);
    const skuId = made.goods[0].skuIds[0] ?? 0;
    const stock = () => app.dataSource.getRepository(Stock).findOneByOrFail({ skuId, placeChannelId: 0 });
    const onHand = (await stock()).onHand;
    const { body: sale } = await tryApply(app, made, {
      kind: 'exchange',
      reason: 'damaged',
      pictures: photo,
    });

    await approve(app, sale.id);
    const foreign = await shipExchange(sale.id, [{ skuId: skuId + 1000, quantity: 1 }]);
    const tooMany = await shipExchange(sale.id, [{ skuId, quantity: 7 }]);
    const waybill = aWaybill();
    const byNobody = await shipExchange(sale.id, [{ skuId, quantity: 2 }], {
      ...waybill,
      carrierCode: 'NOBODY',
    });
    const shipped = await shipExchange(sale.id, [{ skuId, quantity: 2 }], waybill);
    const twice = await shipExchange(sale.id, [{ skuId, quantity: 2 }]);
    const confirmed = await memberAct(afterSaleMemberContract.confirmExchange, made.member.token, sale.id);

    expect(foreign.error.code).toBe('AFTER_SALE_ITEM_REFUSED');
    expect(tooMany.error.code).toBe('AFTER_SALE_ITEM_REFUSED');
    expect(byNobody.error.code).toBe('CARRIER_NOT_OFFERED');
    expect(shipped.body).toMatchObject({ status: 'exchangeSent', exchangeWaybill: waybill });
    expect(twice.error.code).toBe('AFTER_SALE_STATUS_CHANGED');
    expect(confirmed.body.status).toBe('done');
    expect(await stock()).toMatchObject({ onHand: onHand - 2, reserved: 0 });
    const order = await orderOf(app, made);
    expect(order.parcels).toHaveLength(2);
    expect(order.parcels[1]).toMatchObject({ ...waybill, status: 'received' });
    expect(order.items[0]).toMatchObject({ quantity: 6, shippedQuantity: 6 });
    expect(await refundsOf(made.orderId)).toEqual([]);
  });

  it('refuses a waybill that another parcel has, and a new parcel the warehouse has no goods for', async () => {
    const { app } = context;
    const made = await aReceivedOrder(app, pay.doubles);
    const skuId = made.goods[0].skuIds[0] ?? 0;
    const { body: sale } = await tryApply(app, made, { kind: 'exchange' });
    await approve(app, sale.id);
    const [first] = await app.dataSource.getRepository(Shipment).findBy({ orderId: made.orderId });
    const taken = { carrierCode: 'SF' as const, waybillNo: first?.waybillNo ?? '' };

    const sameWaybill = await shipExchange(sale.id, [{ skuId, quantity: 1 }], taken);
    await app.dataSource.getRepository(Stock).update({ skuId, placeChannelId: 0 }, { onHand: 0 });
    const short = await shipExchange(sale.id, [{ skuId, quantity: 1 }]);

    expect(sameWaybill.error.code).toBe('WAYBILL_TAKEN');
    expect(short.error.code).toBe('STOCK_SHORT');
    expect((await ownCase(made, sale.id)).status).toBe('toExchange');
  });

  it('ends an exchange by itself when the buyer forgets it', async () => {
    const { app } = context;
    const made = await aReceivedOrder(app, pay.doubles);
    const { body: sale } = await tryApply(app, made, { kind: 'exchange' });
    await approve(app, sale.id);
    await shipExchange(sale.id, [{ skuId: made.goods[0].skuIds[0] ?? 0, quantity: 1 }]);

    app.clock.set('2026-10-13T09:00:00+08:00');
    await (await app.get(AdvanceAfterSalesJob)).run();

    expect(await ownCase(made, sale.id)).toMatchObject({ status: 'done' });
  });

  it('replaces goods of a redemption, which no money goes back for', async () => {
    const { app } = context;
    const { order, member, goods } = await anOrder(app, { quantities: [2] });
    await someStock(app, { channelId: null, skuIds: goods.skuIds, quantity: 10 });
    const made: BoughtOrder = {
      orderId: order.id,
      number: order.number,
      member,
      lineIds: [0, 0],
      goods: [await someShopGoods(app), await someShopGoods(app)],
    };
    const early = await optionsOf(made);
    await sendFromPlatform(app, order.id);

    const options = await optionsOf(made);
    const refund = await tryApply(app, made, { lineId: null });
    const exchange = await tryApply(app, made, { lineId: null, kind: 'exchange' });
    await approve(app, exchange.body.id);
    const shipped = await shipExchange(exchange.body.id, [{ skuId: goods.skuIds[0] ?? 0, quantity: 1 }]);

    expect(early).toMatchObject({ targets: [], kinds: [] });
    expect(options.targets).toMatchObject([{ lineId: null, quantity: 1, refundableFen: 0 }]);
    expect(options.kinds.map(({ kind }) => kind)).toEqual(['exchange']);
    expect(refund.error.code).toBe('AFTER_SALE_NOT_OFFERED');
    expect(shipped.body).toMatchObject({ status: 'exchangeSent', askedFen: null, refundableFen: 0 });
  });

  it('shows nobody another’s order or case, and lets nobody act on it', async () => {
    const { app } = context;
    const made = await aReceivedOrder(app, pay.doubles);
    const stranger = await aPaidOrder(app, pay.doubles);
    const { body: sale } = await tryApply(app, made);
    const token = stranger.member.token;
    const order = { token, input: { params: { id: made.orderId } } };

    const answers = [
      await app.call(afterSaleMemberContract.getOptions, order),
      await tryApply(app, { ...made, member: stranger.member }, { lineId: made.lineIds[1] }),
      await app.call(afterSaleMemberContract.getAfterSale, { token, input: { params: { id: sale.id } } }),
      await memberAct(afterSaleMemberContract.withdraw, token, sale.id),
      await memberAct(afterSaleMemberContract.confirmExchange, token, sale.id),
      await sendReturn(token, sale.id),
    ];
    const foreignLine = await tryApply(app, made, { lineId: stranger.lineIds[0] });
    const list = await app.call(afterSaleMemberContract.listAfterSales, { token, input: { query: {} } });

    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(404));
    expect(foreignLine.error.code).toBe('AFTER_SALE_NOT_OFFERED');
    expect(list.body).toEqual({ items: [], total: 0 });
    expect(await rowsOf(made.orderId)).toMatchObject([{ status: 'applied' }]);
  });

  it('lists cases by whose turn it is, with number, order, day and goods, and exports them [AD-285] [AD-286] [AD-141]', async () => {
    const { app } = context;
    const made = await aReceivedOrder(app, pay.doubles);
    const { body: waiting } = await tryApply(app, made);
    const { body: returned } = await tryApply(app, made, {
      lineId: made.lineIds[1],
      kind: 'returnRefund',
      reason: 'notWanted',
    });
    await approve(app, returned.id);
    const list = async (query: Parameters<typeof call>[0]) => (await call(query)).body;
    const call = (query: { turn?: 'shop' | 'buyer'; number?: string; memberId?: number }) =>
      app.call(afterSaleAdminContract.listAfterSales, { token: tokenOf.admin, input: { query } });
    const { memberId } = made.member;

    const ofMember = await list({ memberId });
    const shop = await list({ memberId, turn: 'shop' });
    const buyer = await list({ memberId, turn: 'buyer' });
    const byOrder = await list({ number: made.number });
    const byNumber = await list({ number: waiting.number });
    const file = await fetch(`${app.url}/api/admin/after-sales/export?memberId=${memberId}`, {
      headers: { authorization: `Bearer ${tokenOf.admin}` },
    });

    expect(ofMember.items.map(({ id }) => id)).toEqual([returned.id, waiting.id]);
    expect(shop.items).toMatchObject([
      { id: waiting.id, number: waiting.number, orderNumber: made.number, title: waiting.title, memberId },
    ]);
    expect(shop.items[0]?.orderedAt).toBe('2026-10-06T09:00:00.000+08:00');
    expect(buyer.items.map(({ id }) => id)).toEqual([returned.id]);
    expect(byOrder.total).toBe(2);
    expect(byNumber.total).toBe(1);
    expect(file.headers.get('content-type')).toContain('spreadsheetml');
    expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(1000);
  });

  it('tells the buyer each decision of the shop once, and writes every decision down', async () => {
    const { app } = context;
    const made = await aReceivedOrder(app, pay.doubles);
    const { body: first } = await tryApply(app, made);
    await reject(first.id, '请补充照片');
    const { body: second } = await tryApply(app, made);
    await approve(app, second.id);
    await payRefunds();
    await deliverNews(app);

    const inbox = await app.call(memberMessageContract.listMessages, {
      token: made.member.token,
      input: { query: {} },
    });
    const audit = await app.call(auditAdminContract.listAuditEntries, {
      token: tokenOf.admin,
      input: { query: { targetKind: 'afterSale', targetId: String(second.id) } },
    });

    const told = inbox.body.items.filter(({ event }) => event === 'afterSaleMoved');
    expect(told.map(({ title }) => title)).toEqual(['退款申请已通过', '售后申请未通过']);
    expect(told[0]).toMatchObject({ target: { kind: 'afterSale', id: second.id } });
    expect(told[0]?.text).toContain('¥100.00');
    expect(told[1]?.text).toContain('请补充照片');
    expect(audit.body.items.map(({ action }) => action)).toEqual([
      'afterSale.finish',
      'afterSale.refund',
      'afterSale.apply',
    ]);
  });

  it('refuses a page of somebody else as a picture', async () => {
    const { app } = context;
    const made = await aReceivedOrder(app, pay.doubles);

    for (const picture of [
      'https://evil.example/a.jpg',
      '/media/../x.jpg',
      '/media/a.html?x',
      '/media/\u0000.jpg',
    ]) {
      const answer = await tryApply(app, made, { reason: 'damaged', pictures: [picture] });
      expect(answer.error.code).toBe('VALIDATION_FAILED');
    }
  });
});
