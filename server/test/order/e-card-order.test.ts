import { cardAdminContract } from '@lakeside/shared/card/card.admin.contract';
import { cardMemberContract } from '@lakeside/shared/card/card.member.contract';
import { eCardAdminContract } from '@lakeside/shared/order/e-card.contract';
import { orderMemberContract } from '@lakeside/shared/order/order.contract';
import { purchaseAdminContract, purchaseMemberContract } from '@lakeside/shared/order/purchase.contract';
import type * as v from 'valibot';
import { afterEach, expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { CardMovement } from '../../src/modules/card/entities/card-movement.entity';
import { Card } from '../../src/modules/card/entities/card.entity';
import { CardProduct } from '../../src/modules/catalog/entities/card-product.entity';
import { MemberRow } from '../../src/modules/member/entities/member.entity';
import { RefundRow } from '../../src/modules/payment/entities/refund.entity';
import { PurchasePaymentService } from '../../src/modules/order/purchase-payment.service';
import { PaymentRow } from '../../src/modules/payment/entities/payment.entity';
import { anECardProduct, cardsOf, reviewECards, somePaidECards, tryECards } from '../builders/e-card.builder';
import { aMemberWithAddress, anOpenDay } from '../builders/order.builder';
import { deliverNews, prepayOf, runMinute } from '../builders/purchase.builder';
import { shareWechatPay } from '../builders/shared-wechat-pay';
import { openDays } from '../builders/stock.builder';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

type EndpointQuery = v.InferInput<typeof cardAdminContract.listCards.query>;

const modules = [...serverModules, typedSessions];
const pay = shareWechatPay();

describeOnBothDatabases('e-cards', { modules, environment: pay.environment }, (context) => {
  const token = tokenOf.admin;
  pay.useIn(context);
  afterEach(() => reviewECards(context.app, false));

  const ofAdmin = async (id: number) =>
    (await context.app.call(eCardAdminContract.getECardOrder, { token, input: { params: { id } } })).body;
  const issue = (id: number, count: number) =>
    context.app.call(eCardAdminContract.issueECards, { token, input: { params: { id }, body: { count } } });
  const refund = (id: number, wish: { unissuedCount?: number; cardNos?: string[] }) =>
    context.app.call(eCardAdminContract.refundECards, {
      token,
      input: { params: { id }, body: { ...wish, reason: '会员不要了' } },
    });
  const taken = async (productId: number) =>
    (await context.app.dataSource.getRepository(CardProduct).findOneByOrFail({ id: productId })).stockTaken;
  const refundedFen = async (payableId: number) =>
    (await context.app.dataSource.getRepository(RefundRow).findBy({ payableId })).map((row) => row.amountFen);

  it('are bought without an address and are in the account, active, when the payment has come [MB-048] [MB-049] [MB-050] [MB-051] [MB-062] [AD-233] [AD-247] [AD-250] [AD-252]', async () => {
    const { app } = context;
    const { order, goods, member } = await somePaidECards(app, pay.doubles, { quantity: 3 });

    const cards = await cardsOf(app, member.token);
    const shown = await app.call(orderMemberContract.listOrders, {
      token: member.token,
      input: { query: { kind: 'eCard' } },
    });
    const rows = await app.dataSource.getRepository(Card).findBy({ orderId: order.id });
    const movements = await app.dataSource
      .getRepository(CardMovement)
      .findBy({ documentKind: 'purchase', documentId: order.id });

    expect(order).toMatchObject({ kind: 'eCard', status: 'toPay', amountFen: 30_000, items: [] });
    expect(shown.body.items).toMatchObject([{ id: order.id, status: 'completed' }]);
    expect(cards).toHaveLength(3);
    for (const card of cards) {
      expect(card).toMatchObject({ kind: 'eCard', status: 'active', product: { id: goods.productId } });
      expect(card.cardNo).toMatch(/^E[0-9A-HJKMNP-TV-Z]{15}$/);
    }
    expect(new Set(rows.map((row) => row.secretHash)).size).toBe(3);
    expect(rows.map((row) => row.issueNo).sort()).toEqual([1, 2, 3]);
    expect(movements.map((row) => row.action)).toEqual(['issued', 'issued', 'issued']);
    expect(await taken(goods.productId)).toBe(3);
  });

  it('are found in the back office by number, name, state and owner, and are never the platform’s [AD-246] [AD-247]', async () => {
    const { app } = context;
    const { goods, member } = await somePaidECards(app, pay.doubles, { quantity: 2 });
    const { phone } = await app.dataSource.getRepository(MemberRow).findOneByOrFail({ id: member.memberId });
    const [card] = await cardsOf(app, member.token);
    const cardNo = card?.cardNo ?? '';
    const find = async (query: EndpointQuery) =>
      (await app.call(cardAdminContract.listCards, { token, input: { query } })).body;

    const byOwner = await find({ kind: 'eCard', memberPhone: phone });
    const byNumber = await find({
      cardNo: cardNo.slice(0, 12),
      status: 'active',
      productId: goods.productId,
    });
    const ofNobody = await find({ memberPhone: '13999999999' });
    const ofPlatform = await find({ holderKind: 'platform', productId: goods.productId });

    expect(byOwner.total).toBe(2);
    expect(byOwner.items[0]).toMatchObject({
      kind: 'eCard',
      holder: { kind: 'member', id: member.memberId },
    });
    expect(byNumber.items.map((found) => found.cardNo)).toEqual([cardNo]);
    expect(ofNobody.total).toBe(0);
    expect(ofPlatform.total).toBe(0);
  });

  it('are issued once, however often the payment is told [MB-049]', async () => {
    const { app } = context;
    const { order, member } = await somePaidECards(app, pay.doubles, { quantity: 2 });
    const payment = await app.dataSource.getRepository(PaymentRow).findOneByOrFail({ payableId: order.id });
    const payments = await app.get(PurchasePaymentService);

    const news = { orderId: order.id, paymentId: payment.id };
    await Promise.all(Array.from({ length: 5 }, () => payments.takeMoney(news)));
    await deliverNews(app);

    expect(await cardsOf(app, member.token)).toHaveLength(2);
    expect(await refundedFen(order.id)).toEqual([]);
  });

  it('are redeemed by their owner like any card, once [AD-237]', async () => {
    const { app } = context;
    const { goods, member } = await somePaidECards(app, pay.doubles);
    await openDays(app, { packageId: goods.packageId, days: [anOpenDay], quota: 10 });
    const [card] = await cardsOf(app, member.token);
    const redeem = () =>
      app.call(orderMemberContract.redeemCard, {
        token: member.token,
        input: { body: { cardId: card?.id ?? 0, addressId: member.addressId, deliveryDay: anOpenDay } },
      });

    const outcomes = await Promise.all(Array.from({ length: 8 }, redeem));

    expect(outcomes.filter((outcome) => outcome.status === 200)).toHaveLength(1);
    const after = await app.call(cardMemberContract.getMyCard, {
      token: member.token,
      input: { params: { id: card?.id ?? 0 } },
    });
    expect(after.body.status).toBe('used');
  });

  it('are sold until none is left; what is not paid for comes back [AD-239]', async () => {
    const { app } = context;
    const goods = await anECardProduct(app, 5);
    const member = await aMemberWithAddress(app);

    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => tryECards(app, { goods, member, quantity: 2 })),
    );
    const made = outcomes.filter((outcome) => outcome.status === 200);
    const full = outcomes.find((outcome) => outcome.status !== 200);
    await app.call(purchaseMemberContract.cancelOrder, {
      token: member.token,
      input: { params: { id: made[0]?.body.id ?? 0 } },
    });
    const afterCancel = await taken(goods.productId);
    app.clock.advance({ minutes: 31 });
    await runMinute(app);

    expect(made).toHaveLength(2);
    expect(full?.error).toMatchObject({
      code: 'E_CARD_SOLD_OUT',
      message: expect.stringContaining('只剩 1 张'),
    });
    expect(afterCancel).toBe(2);
    expect(await taken(goods.productId)).toBe(0);
  });

  it('refuse a price nobody agreed to, a hundred at once, and a physical product', async () => {
    const { app } = context;
    const goods = await anECardProduct(app);
    const physical = await anECardProduct(app);
    await app.dataSource.getRepository(CardProduct).update({ id: physical.productId }, { form: 'physical' });
    const member = await aMemberWithAddress(app);

    const cheaper = await tryECards(app, { goods: { ...goods, retailPriceFen: 9999 }, member });
    const many = await tryECards(app, { goods, member, quantity: 100 });
    const wrong = await tryECards(app, { goods: physical, member });

    expect(cheaper.error).toMatchObject({ code: 'PRICE_CHANGED', details: { payableFen: 10_000 } });
    expect(many.error).toMatchObject({ code: 'VALIDATION_FAILED' });
    expect(wrong.error).toMatchObject({ code: 'CARD_PRODUCT_NOT_FOUND' });
  });

  it('wait for the back office when it wants to look at them, which issues a part and then the rest [AD-251] [AD-253] [AD-254] [AD-255] [AD-256] [AD-257] [AD-258]', async () => {
    const { app } = context;
    await reviewECards(app, true);
    const { order, member } = await somePaidECards(app, pay.doubles, { quantity: 3 });

    const waiting = await app.call(eCardAdminContract.listECardOrders, {
      token,
      input: { query: { status: 'toIssue', number: order.number } },
    });
    const before = await cardsOf(app, member.token);
    const part = await issue(order.id, 2);
    const tooMany = await issue(order.id, 2);
    const rest = await Promise.all([issue(order.id, 1), issue(order.id, 1)]);
    const done = await ofAdmin(order.id);

    expect(waiting.body.items).toMatchObject([
      { id: order.id, quantity: 3, issuedCount: 0, amountFen: 30_000, buyer: { id: member.memberId } },
    ]);
    expect(before).toEqual([]);
    expect(part.body).toMatchObject({ toIssueCount: 1, order: { status: 'partlyIssued' } });
    expect(part.body.cards.map((card) => card.status)).toEqual(['active', 'active']);
    expect(tooMany.error).toMatchObject({ code: 'E_CARD_ISSUE_TOO_MANY' });
    expect(rest.map((outcome) => outcome.status).sort()).toEqual([200, 409]);
    expect(done).toMatchObject({ toIssueCount: 0, order: { status: 'completed' } });
    expect(done.cards).toHaveLength(3);
    expect(await cardsOf(app, member.token)).toHaveLength(3);
  });

  it('are refunded before they are issued: a part, then the rest, which ends the order', async () => {
    const { app } = context;
    await reviewECards(app, true);
    const { order, goods } = await somePaidECards(app, pay.doubles, { quantity: 3 });

    const part = await refund(order.id, { unissuedCount: 1 });
    const plain = await app.call(purchaseAdminContract.refundOrder, {
      token,
      input: { params: { id: order.id }, body: { amountFen: 100, reason: '按金额' } },
    });
    const rest = await refund(order.id, { unissuedCount: 2 });
    const late = await issue(order.id, 1);

    expect(part.body).toMatchObject({ toIssueCount: 2, order: { status: 'toIssue' } });
    expect(plain.error).toMatchObject({ code: 'E_CARD_REFUND_BY_CARD' });
    expect(rest.body).toMatchObject({ toIssueCount: 0, order: { purchase: { refundedFen: 30_000 } } });
    expect(['cancelled', 'completed']).toContain(rest.body.order.status);
    expect(late.error).toMatchObject({ code: 'ORDER_STATUS_CHANGED' });
    expect(await refundedFen(order.id)).toEqual([10_000, 20_000]);
    expect(await taken(goods.productId)).toBe(0);
  });

  it('are refunded after they were issued only while unused, and are void with it, all or none [AD-248] [AD-259]', async () => {
    const { app } = context;
    const { order, goods, member } = await somePaidECards(app, pay.doubles, { quantity: 3 });
    await openDays(app, { packageId: goods.packageId, days: [anOpenDay], quota: 10 });
    const [first, second] = await cardsOf(app, member.token);
    await app.call(orderMemberContract.redeemCard, {
      token: member.token,
      input: { body: { cardId: first?.id ?? 0, addressId: member.addressId, deliveryDay: anOpenDay } },
    });

    const used = await refund(order.id, { cardNos: [first?.cardNo ?? '', second?.cardNo ?? ''] });
    const twice = await Promise.all([
      refund(order.id, { cardNos: [second?.cardNo ?? ''] }),
      refund(order.id, { cardNos: [second?.cardNo ?? ''] }),
    ]);
    const redeemed = await app.call(orderMemberContract.redeemCard, {
      token: member.token,
      input: { body: { cardId: second?.id ?? 0, addressId: member.addressId, deliveryDay: anOpenDay } },
    });

    expect(used.error).toMatchObject({ code: 'E_CARD_GONE', details: { cardNo: first?.cardNo } });
    expect(twice.map((outcome) => outcome.status).sort()).toEqual([200, 409]);
    expect(redeemed.error).toMatchObject({ code: 'CARD_VOIDED' });
    expect(await refundedFen(order.id)).toEqual([10_000]);
    const detail = await ofAdmin(order.id);
    expect(detail.cards.map((card) => card.status).sort()).toEqual(['active', 'used', 'voided']);
    expect(await taken(goods.productId)).toBe(3);
  });

  it('leave the sales figure of their product again when their money goes back', async () => {
    const { app } = context;
    const { order, goods, member } = await somePaidECards(app, pay.doubles, { quantity: 3 });
    const sold = async () =>
      (await app.dataSource.getRepository(CardProduct).findOneByOrFail({ id: goods.productId })).soldCount;
    const [card] = await cardsOf(app, member.token);

    const before = await sold();
    await refund(order.id, { cardNos: [card?.cardNo ?? ''] });
    await deliverNews(app);
    await deliverNews(app);

    expect([before, await sold()]).toEqual([3, 2]);
  });

  it('belong to nobody when they are sold out by the time the money comes: it goes back by itself', async () => {
    const { app } = context;
    const goods = await anECardProduct(app, 1);
    const member = await aMemberWithAddress(app);
    const { body: order } = await tryECards(app, { goods, member });
    const prepayId = await prepayOf(app, { orderId: order.id, token: member.token });
    await app.call(purchaseMemberContract.cancelOrder, {
      token: member.token,
      input: { params: { id: order.id } },
    });
    pay.doubles['wechat-pay'].pay(prepayId);
    await pay.doubles['wechat-pay'].notices.deliver();
    await deliverNews(app);

    expect(await cardsOf(app, member.token)).toEqual([]);
    expect(await refundedFen(order.id)).toEqual([10_000]);
    expect(await taken(goods.productId)).toBe(0);
  });
});
