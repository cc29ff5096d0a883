import { afterSaleMemberContract } from '@lakeside/shared/after-sale/after-sale.contract';
import { cardAdminContract } from '@lakeside/shared/card/card.admin.contract';
import { fulfilmentAdminContract } from '@lakeside/shared/fulfilment/fulfilment.contract';
import { orderMemberContract } from '@lakeside/shared/order/order.contract';
import {
  physicalCardAdminContract,
  physicalCardMemberContract,
} from '@lakeside/shared/order/physical-card.contract';
import { purchaseAdminContract, purchaseMemberContract } from '@lakeside/shared/order/purchase.contract';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { CardMovement } from '../../src/modules/card/entities/card-movement.entity';
import { Card } from '../../src/modules/card/entities/card.entity';
import { CardProduct } from '../../src/modules/catalog/entities/card-product.entity';
import { LedgerEntry } from '../../src/modules/ledger/entities/ledger-entry.entity';
import { OrderLineRow } from '../../src/modules/order/entities/order-line.entity';
import { OrderPurchaseRow } from '../../src/modules/order/entities/order-purchase.entity';
import { OrderReceiptService } from '../../src/modules/order/order-receipt.service';
import { PurchasePaymentService } from '../../src/modules/order/purchase-payment.service';
import { PaymentRow } from '../../src/modules/payment/entities/payment.entity';
import { RefundRow } from '../../src/modules/payment/entities/refund.entity';
import { SettingsService } from '../../src/modules/settings/settings.service';
import { systemActor } from '../../src/platform/http/actor';
import { aMemberWithAddress, anOpenDay } from '../builders/order.builder';
import {
  aCardReturn,
  allot,
  anAllottedOrder,
  aPaidCardOrder,
  bindPrinted,
  payFor,
  type PrintedCardOrder,
  receiveCards,
  shipCards,
  somePrintedCards,
  takeCardsBack,
  tryPrintedCards,
} from '../builders/physical-card.builder';
import { prepayOf, runMinute } from '../builders/purchase.builder';
import { shareWechatPay } from '../builders/shared-wechat-pay';
import { openDays } from '../builders/stock.builder';
import { aStore } from '../builders/store.builder';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [...serverModules, typedSessions];
const pay = shareWechatPay();

describeOnBothDatabases(
  'printed cards that members buy',
  { modules, environment: pay.environment },
  (context) => {
    const token = tokenOf.admin;
    pay.useIn(context);

    const kept = async (productId: number) =>
      (await context.app.dataSource.getRepository(CardProduct).findOneByOrFail({ id: productId })).stockTaken;
    const cardsOf = (cardNos: readonly string[]) =>
      Promise.all(
        cardNos.map((cardNo) => context.app.dataSource.getRepository(Card).findOneByOrFail({ cardNo })),
      );
    const lifeLine = async (cardNo: string) => {
      const { id: cardId } = await context.app.dataSource.getRepository(Card).findOneByOrFail({ cardNo });
      const rows = await context.app.dataSource
        .getRepository(CardMovement)
        .find({ where: { cardId }, order: { id: 'ASC' } });
      return rows.map((row) => row.action);
    };
    const refundedFen = async (payableId: number) =>
      (await context.app.dataSource.getRepository(RefundRow).findBy({ payableId })).map(
        (row) => row.amountFen,
      );
    const takeBack = (id: number) => takeCardsBack(context.app, id);
    const refundAll = (id: number, amountFen: number) =>
      context.app.call(purchaseAdminContract.refundOrder, {
        token,
        input: { params: { id }, body: { amountFen, reason: '会员不要了' } },
      });
    const bind = (memberToken: string, cardNo: string) => bindPrinted(context.app, memberToken, cardNo);
    const ofMember = async ({ order, member }: PrintedCardOrder) =>
      (
        await context.app.call(orderMemberContract.getOrder, {
          token: member.token,
          input: { params: { id: order.id } },
        })
      ).body;
    const numbersOfMember = (id: number, memberToken: string) =>
      context.app.call(physicalCardMemberContract.listOrderCards, {
        token: memberToken,
        input: { params: { id } },
      });
    const anAllotted = (wish: { quantity?: number } = {}) => anAllottedOrder(context.app, pay.doubles, wish);
    const aReceived = async (wish: { quantity?: number } = {}) => {
      const made = await anAllotted(wish);
      await shipCards(context.app, made.order.id);
      await receiveCards(context.app, made);
      return made;
    };

    it('are bought with an address, wait for their numbers, and are no basis of a share [MB-035] [MB-038] [MB-039] [MB-061]', async () => {
      const { app } = context;
      const { order, goods, member } = await aPaidCardOrder(app, pay.doubles, { quantity: 2, stock: 3 });

      const shown = await app.call(orderMemberContract.listOrders, {
        token: member.token,
        input: { query: { kind: 'physicalCard' } },
      });
      const waiting = await app.call(orderMemberContract.listOrders, {
        token: member.token,
        input: { query: { wait: 'toShip' } },
      });
      const line = await app.dataSource.getRepository(OrderLineRow).findOneByOrFail({ orderId: order.id });
      const purchase = await app.dataSource
        .getRepository(OrderPurchaseRow)
        .findOneByOrFail({ orderId: order.id });

      expect(order).toMatchObject({ kind: 'physicalCard', status: 'toPay', amountFen: 20_000, items: [] });
      expect(order).toMatchObject({ remark: '生日礼物', receiver: { city: '苏州市' } });
      expect(shown.body.items).toMatchObject([{ id: order.id, status: 'toIssue', quantity: 2 }]);
      expect(waiting.body.items.map((row) => row.id)).toEqual([order.id]);
      expect(line).toMatchObject({ offerKind: 'cardProduct', offerId: goods.productId, heldCards: 2 });
      expect(purchase).toMatchObject({ paidFen: 20_000, channels: [], staffId: null });
      expect(await kept(goods.productId)).toBe(2);
    });

    it('refuse another price, a foreign address, an e-card, packages beside them, and nothing twice for one key', async () => {
      const { app } = context;
      const goods = await somePrintedCards(app, 5);
      const member = await aMemberWithAddress(app);
      const stranger = await aMemberWithAddress(app);
      const { productId } = await somePrintedCards(app, 1);
      await app.dataSource.getRepository(CardProduct).update({ id: productId }, { form: 'electronic' });

      const cheaper = await tryPrintedCards(app, { goods: { ...goods, retailPriceFen: 1 }, member });
      const foreign = await tryPrintedCards(app, {
        goods,
        member: { ...member, addressId: stranger.addressId },
      });
      const electronic = await tryPrintedCards(app, { goods: { ...goods, productId }, member });
      const many = await tryPrintedCards(app, { goods, member, quantity: 1000 });
      const mixed = await app.call(purchaseMemberContract.placePurchase, {
        token: member.token,
        input: {
          body: {
            lines: [
              { kind: 'cardProduct', id: goods.productId, quantity: 1, unitPriceFen: 10_000 },
              { kind: 'package', id: goods.packageId, quantity: 1, unitPriceFen: 10_000 },
            ],
            addressId: member.addressId,
            payableFen: 20_000,
          },
        },
      });
      await app.dataSource.getRepository(CardProduct).update({ id: goods.productId }, { status: 'offShelf' });
      const offShelf = await tryPrintedCards(app, { goods, member });
      await app.dataSource.getRepository(CardProduct).update({ id: goods.productId }, { status: 'onShelf' });
      const key = 'one-order-of-cards';
      const twice = [
        await tryPrintedCards(app, { goods, member, key }),
        await tryPrintedCards(app, { goods, member, key }),
      ];

      expect(cheaper.error).toMatchObject({ code: 'PRICE_CHANGED' });
      expect(foreign.error).toMatchObject({ code: 'ADDRESS_NOT_FOUND' });
      expect(electronic.error).toMatchObject({ code: 'PHYSICAL_CARD_ONLY' });
      expect(many.error).toMatchObject({ code: 'VALIDATION_FAILED' });
      expect(mixed.error).toMatchObject({ code: 'VALIDATION_FAILED' });
      expect(offShelf.error).toMatchObject({ code: 'OFFER_OFF_SHELF' });
      expect(twice[1]?.body.id).toBe(twice[0]?.body.id);
      expect(await kept(goods.productId)).toBe(1);
    });

    it('are sold to 10 of 50 buyers at once when 10 lie in the library; what is not paid comes back', async () => {
      const { app } = context;
      const goods = await somePrintedCards(app, 10);
      const buyers = [];
      for (let index = 0; index < 50; index += 1) buyers.push(await aMemberWithAddress(app));

      const answers = await Promise.all(buyers.map((member) => tryPrintedCards(app, { goods, member })));
      const refused = answers.filter((answer) => answer.status !== 200).map((answer) => answer.error.code);
      const keptWhenFull = await kept(goods.productId);
      app.clock.advance({ minutes: 31 });
      await runMinute(app);

      expect(answers.filter((answer) => answer.status === 200)).toHaveLength(10);
      expect(new Set(refused)).toEqual(new Set(['CARD_SOLD_OUT']));
      expect(keptWhenFull).toBe(10);
      expect(await kept(goods.productId)).toBe(0);
    }, 60_000);

    it('go to the first who pays when cards are kept at payment; the other’s money goes back', async () => {
      const { app } = context;
      const settings = await app.get(SettingsService);
      const rules = await settings.get();
      await settings.updateSettings(systemActor('test'), { ...rules, holdStockOn: 'payment' });
      const goods = await somePrintedCards(app, 1);
      const orders = [];
      for (let index = 0; index < 2; index += 1) {
        const member = await aMemberWithAddress(app);
        const { body: order } = await tryPrintedCards(app, { goods, member });
        orders.push({ orderId: order.id, token: member.token });
      }
      for (const order of orders) await payFor(app, pay.doubles, order);
      await settings.updateSettings(systemActor('test'), { ...rules, holdStockOn: 'order' });

      const refunds = await Promise.all(orders.map(({ orderId }) => refundedFen(orderId)));

      expect(refunds).toEqual([[], [10_000]]);
      expect(await kept(goods.productId)).toBe(1);
    });

    it('are paid once however often the payment is told, and money after the end goes back', async () => {
      const { app } = context;
      const { order, goods } = await aPaidCardOrder(app, pay.doubles, { quantity: 1 });
      const payment = await app.dataSource.getRepository(PaymentRow).findOneByOrFail({ payableId: order.id });
      const payments = await app.get(PurchasePaymentService);
      const news = { orderId: order.id, paymentId: payment.id };
      await Promise.all(Array.from({ length: 5 }, () => payments.takeMoney(news)));

      const late = await somePrintedCards(app, 1);
      const member = await aMemberWithAddress(app);
      const { body: closed } = await tryPrintedCards(app, { goods: late, member });
      const prepayId = await prepayOf(app, { orderId: closed.id, token: member.token });
      await app.call(purchaseMemberContract.cancelOrder, {
        token: member.token,
        input: { params: { id: closed.id } },
      });
      pay.doubles['wechat-pay'].pay(prepayId);
      await pay.doubles['wechat-pay'].notices.deliver();
      await runMinute(app);

      expect(await refundedFen(order.id)).toEqual([]);
      expect(await kept(goods.productId)).toBe(1);
      expect(await refundedFen(closed.id)).toEqual([10_000]);
      expect(await kept(late.productId)).toBe(0);
    });

    it('get exactly as many numbers as were bought, locked in a shipping note, and are shipped with a waybill [AD-206] [AD-207] [AD-208]', async () => {
      const { app } = context;
      const { order, goods, member } = await aPaidCardOrder(app, pay.doubles, { quantity: 2, stock: 4 });
      const [first = '', second = '', third = ''] = goods.cardNos;

      const suggested = await app.call(physicalCardAdminContract.suggestCards, {
        token,
        input: { params: { id: order.id } },
      });
      const queue = await app.call(physicalCardAdminContract.listPhysicalCardOrders, {
        token,
        input: { query: { status: 'toIssue', number: order.number } },
      });
      const few = await allot(app, order.id, [first]);
      const many = await allot(app, order.id, [first, second, third]);
      const allotted = await allot(app, order.id, [first, second], 'allot-once');
      const again = await allot(app, order.id, [first, second], 'allot-once');
      const twice = await allot(app, order.id, [third, goods.cardNos[3] ?? '']);
      const hidden = await numbersOfMember(order.id, member.token);
      const dispatched = await app.call(fulfilmentAdminContract.dispatchOrder, {
        token,
        input: { params: { id: order.id }, body: { channelId: null } },
      });
      const shipped = await shipCards(app, order.id);
      const late = await takeBack(order.id);
      const seen = await numbersOfMember(order.id, member.token);
      const [card] = await cardsOf([first]);

      expect(queue.body.items).toMatchObject([{ id: order.id, kind: 'physicalCard', status: 'toIssue' }]);
      expect(suggested.body.cardNos).toEqual([first, second]);
      expect([few, many].map((answer) => answer.error.code)).toEqual([
        'CARD_ORDER_COUNT',
        'CARD_ORDER_COUNT',
      ]);
      expect(allotted.body).toMatchObject({
        quantity: 2,
        buyer: { id: member.memberId },
        order: { status: 'toShip', fulfiller: { kind: 'platform' }, parcels: [{ status: 'toShip' }] },
        cards: [
          { cardNo: first, status: 'inactive' },
          { cardNo: second, status: 'inactive' },
        ],
      });
      expect(again.body).toEqual(allotted.body);
      expect(twice.error).toMatchObject({ code: 'ORDER_STATUS_CHANGED' });
      expect(hidden.body).toEqual([]);
      expect(dispatched.error).toMatchObject({ code: 'CARDS_SHIPPED_BY_PLATFORM' });
      expect(shipped.body).toMatchObject({ status: 'shipped', label: { goods: [{ quantity: 2 }] } });
      expect(late.error).toMatchObject({ code: 'ORDER_STATUS_CHANGED' });
      expect(seen.body.map((one) => one.cardNo)).toEqual([first, second]);
      expect(card).toMatchObject({ lockDocumentKind: 'shipment', holderKind: 'platform', orderId: order.id });
      expect(await kept(goods.productId)).toBe(0);
    });

    it('are allotted to one order when two operators want the same number, and not when a void takes it', async () => {
      const { app } = context;
      const goods = await somePrintedCards(app, 3);
      const one = await aPaidCardOrder(app, pay.doubles, { quantity: 1, goods });
      const other = await aPaidCardOrder(app, pay.doubles, { quantity: 1, goods });
      const [contested = '', second = ''] = goods.cardNos;

      const allotted = await Promise.all([
        allot(app, one.order.id, [contested]),
        allot(app, other.order.id, [contested]),
      ]);
      const loser = allotted[0].status === 200 ? other : one;
      const raced = await Promise.all([
        allot(app, loser.order.id, [second]),
        app.call(cardAdminContract.voidCards, {
          token,
          input: { body: { selection: { cardNos: [second] }, reason: '卡面印错' } },
        }),
      ]);
      const [card] = await cardsOf([second]);

      expect(allotted.map((answer) => answer.status).sort()).toEqual([200, 409]);
      expect(allotted.find((answer) => answer.status !== 200)?.error).toMatchObject({
        code: 'CARDS_NOT_ELIGIBLE',
      });
      expect(raced.map((answer) => answer.status).sort()).toEqual([200, 409]);
      expect(card?.status).toBe(raced[0].status === 200 ? 'inactive' : 'voided');
    });

    it('refuse numbers of another product, of a channel, unknown ones and those of an unpaid order', async () => {
      const { app } = context;
      const { order, goods } = await aPaidCardOrder(app, pay.doubles, { quantity: 1, stock: 2 });
      const other = await somePrintedCards(app, 1);
      const member = await aMemberWithAddress(app);
      const { body: unpaid } = await tryPrintedCards(app, { goods: other, member });
      const [, sold = ''] = goods.cardNos;
      await app.dataSource.getRepository(Card).update({ cardNo: sold }, { holderKind: 'channel' });

      const wrongs = [
        await allot(app, order.id, other.cardNos),
        await allot(app, order.id, [sold]),
        await allot(app, order.id, ['NOSUCH0001']),
      ];
      const early = await allot(app, unpaid.id, other.cardNos);
      const redemption = await allot(app, 999_999, other.cardNos);

      expect(wrongs.map((answer) => answer.error.code)).toEqual(Array(3).fill('CARDS_NOT_ELIGIBLE'));
      expect(early.error).toMatchObject({ code: 'ORDER_STATUS_CHANGED' });
      expect(redemption.error).toMatchObject({ code: 'ORDER_NOT_FOUND' });
    });

    it('go back to stock when they are taken back before they leave, and can be allotted again', async () => {
      const { app } = context;
      const made = await anAllotted({ quantity: 2 });

      const back = await takeBack(made.order.id);
      const keptAgain = await kept(made.goods.productId);
      const cards = await cardsOf(made.cardNos);
      const again = await allot(app, made.order.id, made.cardNos);

      expect(back.body).toMatchObject({
        order: { status: 'toIssue', fulfiller: null, parcels: [] },
        cards: [],
      });
      expect(keptAgain).toBe(2);
      expect(cards.map((card) => [card.lockDocumentId, card.orderId])).toEqual([
        [null, null],
        [null, null],
      ]);
      expect(again.status).toBe(200);
      expect(await lifeLine(made.cardNos[0] ?? '')).toEqual(['allotted', 'allotmentCancelled', 'allotted']);
    });

    it('leave what members ordered to them when the back office sends cards to a channel', async () => {
      const { app } = context;
      const { goods } = await aPaidCardOrder(app, pay.doubles, { quantity: 2, stock: 3 });
      const toChannelId = await aStore(app);
      const send = (cardNos: string[]) =>
        app.call(cardAdminContract.createCardOrder, {
          token,
          input: {
            body: { toChannelId, productId: goods.productId, selection: { cardNos }, note: null },
          },
        });

      const tooMany = await send(goods.cardNos.slice(0, 2));
      const one = await send(goods.cardNos.slice(0, 1));

      expect(tooMany.error).toMatchObject({ code: 'CARDS_KEPT_FOR_ORDERS', details: { kept: 2, left: 1 } });
      expect(one.status).toBe(200);
    });

    it('are activated by the platform when they are received, charge nobody, and are bound and redeemed by whoever has them [AD-209] [AD-219]', async () => {
      const { app } = context;
      const made = await anAllotted({ quantity: 2 });
      const [first = '', second = ''] = made.cardNos;
      await openDays(app, { packageId: made.goods.packageId, days: [anOpenDay], quota: 10 });
      const friend = await aMemberWithAddress(app);
      const entriesBefore = await app.dataSource.getRepository(LedgerEntry).count();
      await shipCards(app, made.order.id);

      const early = await bind(friend.token, first);
      const received = await receiveCards(app, made);
      const cards = await cardsOf([first, second]);
      const bound = await bind(friend.token, first);
      const redeemed = await app.call(orderMemberContract.redeemCard, {
        token: friend.token,
        input: { body: { cardId: bound.body.id, addressId: friend.addressId, deliveryDay: anOpenDay } },
      });
      const unbound = await app.call(cardAdminContract.getCard, {
        token,
        input: { params: { cardNo: second } },
      });
      const ofPlatform = await app.call(cardAdminContract.listCards, {
        token,
        input: { query: { holderKind: 'platform', productId: made.goods.productId } },
      });

      expect(early.error).toMatchObject({ code: 'CARD_NOT_ACTIVATED' });
      expect(received.body).toMatchObject({ status: 'completed', parcels: [{ status: 'received' }] });
      for (const card of cards) {
        expect(card).toMatchObject({
          status: 'active',
          memberId: null,
          l1OwnerId: null,
          lockDocumentId: null,
        });
      }
      expect(redeemed.status).toBe(200);
      expect(unbound.body).toMatchObject({ holder: { kind: 'member', id: null }, member: null });
      expect(ofPlatform.body.total).toBe(0);
      expect(await app.dataSource.getRepository(LedgerEntry).count()).toBe(entriesBefore);
      expect(await lifeLine(first)).toEqual(['allotted', 'platformActivated', 'bound', 'used']);
    });

    it('are received and activated by themselves when the member says nothing', async () => {
      const { app } = context;
      const made = await anAllotted({ quantity: 1 });
      await shipCards(app, made.order.id);
      app.clock.advance({ days: 30 });
      await (await app.get(OrderReceiptService)).confirmOverdue();

      const [card] = await cardsOf(made.cardNos);

      expect((await ofMember(made)).status).toBe('completed');
      expect(card?.status).toBe('active');
    });

    it('end with their order when all of it goes back before they leave, with or without numbers', async () => {
      const { app } = context;
      const waiting = await aPaidCardOrder(app, pay.doubles, { quantity: 2 });
      const allotted = await anAllotted({ quantity: 2 });

      const ended = [await refundAll(waiting.order.id, 20_000), await refundAll(allotted.order.id, 20_000)];
      const cards = await cardsOf(allotted.cardNos);
      const sold = await tryPrintedCards(app, {
        goods: allotted.goods,
        member: allotted.member,
        quantity: 2,
      });

      expect(ended.map((answer) => answer.body.status)).toEqual(['cancelled', 'cancelled']);
      expect(await kept(waiting.goods.productId)).toBe(0);
      expect(cards.map((card) => [card.status, card.lockDocumentId, card.orderId])).toEqual([
        ['inactive', null, null],
        ['inactive', null, null],
      ]);
      expect(sold.status).toBe(200);
      expect(await refundedFen(allotted.order.id)).toEqual([20_000]);
    });

    it('are voided when they come back active, refused once used, and paid back by the original route [AD-224]', async () => {
      const { app } = context;
      const made = await aReceived({ quantity: 3 });
      const [used = '', returned = '', third = ''] = made.cardNos;
      await app.dataSource.getRepository(Card).update({ cardNo: used }, { status: 'used' });
      const other = await aReceived({ quantity: 1 });
      const options = await app.call(afterSaleMemberContract.getOptions, {
        token: made.member.token,
        input: { params: { id: made.order.id } },
      });
      const confirm = await aCardReturn(app, made, 1);

      const none = await confirm([]);
      const gone = await confirm([used]);
      const foreign = await confirm(other.cardNos);
      const both = await confirm([returned, third]);
      const done = await Promise.all([confirm([returned]), confirm([returned])]);
      const [card] = await cardsOf([returned]);
      const bound = await bind(made.member.token, returned);

      expect(options.body.kinds.map(({ kind }) => kind)).toEqual(['returnRefund']);
      expect(none.error).toMatchObject({ code: 'AFTER_SALE_CARDS_NEEDED', details: { quantity: 1 } });
      expect(both.error).toMatchObject({ code: 'AFTER_SALE_CARDS_NEEDED' });
      expect(gone.error).toMatchObject({ code: 'CARD_USED' });
      expect(foreign.error).toMatchObject({ code: 'CARD_NOT_OF_ORDER' });
      expect(done.map((answer) => answer.status).sort()).toEqual([200, 409]);
      expect(card).toMatchObject({ status: 'voided', orderId: made.order.id });
      expect(bound.error).toMatchObject({ code: 'CARD_VOIDED' });
      expect(await refundedFen(made.order.id)).toEqual([10_000]);
    });

    it('go back to stock when they are refused at the door, and the rest is activated on receipt [AD-224]', async () => {
      const { app } = context;
      const made = await anAllotted({ quantity: 2 });
      const [returned = '', rest = ''] = made.cardNos;
      await shipCards(app, made.order.id);
      const confirm = await aCardReturn(app, made, 1);

      const done = await confirm([returned]);
      await receiveCards(app, made);
      const [back, active] = await cardsOf([returned, rest]);
      const member = await aMemberWithAddress(app);
      const soldAgain = await tryPrintedCards(app, { goods: made.goods, member });

      expect(done.body).toMatchObject({ status: 'refunding', order: { kind: 'physicalCard' } });
      expect(back).toMatchObject({ status: 'inactive', orderId: null, lockDocumentId: null });
      expect(active).toMatchObject({ status: 'active' });
      expect(await lifeLine(returned)).toEqual(['allotted', 'returnedByMember']);
      expect(soldAgain.status).toBe(200);
    });
  },
);
