import { orderAdminContract, orderMemberContract } from '@lakeside/shared/order/order.contract';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { Card } from '../../src/modules/card/entities/card.entity';
import { CardProduct } from '../../src/modules/catalog/entities/card-product.entity';
import { Order } from '../../src/modules/order/entities/order.entity';
import { OrderItemRow } from '../../src/modules/order/entities/order-item.entity';
import { DeliveryDayRow } from '../../src/modules/stock/entities/delivery-day.entity';
import { secretOf } from '../builders/card.builder';
import { someGoods } from '../builders/goods.builder';
import { aMemberWithAddress, anOpenDay, anOrder, someActiveCards } from '../builders/order.builder';
import { openDays } from '../builders/stock.builder';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [...serverModules, typedSessions];

describeOnBothDatabases('redeeming a card', { modules }, (context) => {
  const redeem = (
    token: string,
    body: { cardId: number; addressId: number; deliveryDay?: string },
    idempotencyKey?: string,
  ) =>
    context.app.call(orderMemberContract.redeemCard, {
      token,
      input: { body: { deliveryDay: anOpenDay, remark: null, ...body } },
      ...(idempotencyKey ? { idempotencyKey } : {}),
    });
  const cardStatus = async (id: number) =>
    (await context.app.dataSource.getRepository(Card).findOneByOrFail({ id })).status;
  const takenOf = async (packageId: number, day = anOpenDay) =>
    (await context.app.dataSource.getRepository(DeliveryDayRow).findOneByOrFail({ packageId, day })).taken;
  const ordersOf = (cardId: number) => context.app.dataSource.getRepository(Order).countBy({ cardId });

  it('makes an order for the card’s package, uses the card and takes a place of the day [MB-054]', async () => {
    const { order, goods, member } = await anOrder(context.app, {
      quantities: [4, 2],
      remark: '送货前打电话',
    });

    const row = await context.app.dataSource.getRepository(Order).findOneByOrFail({ id: order.id });
    expect(order).toMatchObject({
      kind: 'redemption',
      status: 'toShip',
      quantity: 1,
      deliveryDay: anOpenDay,
      remark: '送货前打电话',
      receiver: { name: '李湖', city: '苏州市' },
      fulfiller: null,
      parcels: [],
      rescheduleUntil: '2026-10-11T18:00:00.000+08:00',
    });
    expect(order.number).toMatch(/^TH20261006-\d{4}$/);
    expect(order.items.map((item) => [item.quantity, item.shippedQuantity])).toEqual([
      [4, 0],
      [2, 0],
    ]);
    expect(order.steps).toMatchObject([{ action: '提交提货', note: '送货前打电话' }]);
    expect(row).toMatchObject({
      memberId: member.memberId,
      settlementPriceFen: 38_000,
      serviceSubsidyFen: 1500,
    });
    expect(await cardStatus(row.cardId ?? 0)).toBe('used');
    expect(await takenOf(goods.packageId)).toBe(1);
  });

  it('shows the order in the member’s own list and detail, and to nobody else [MB-063] [MB-065]', async () => {
    const { app } = context;
    const { order, member } = await anOrder(app);
    const stranger = await aMemberWithAddress(app);
    const input = { params: { id: order.id } };

    const list = await app.call(orderMemberContract.listOrders, {
      token: member.token,
      input: { query: { kind: 'redemption', status: 'toShip' } },
    });
    const shipped = await app.call(orderMemberContract.listOrders, {
      token: member.token,
      input: { query: { status: 'shipped' } },
    });
    const detail = await app.call(orderMemberContract.getOrder, { token: member.token, input });
    const foreign = await Promise.all([
      app.call(orderMemberContract.getOrder, { token: stranger.token, input }),
      app.call(orderMemberContract.getTrack, { token: stranger.token, input }),
      app.call(orderMemberContract.confirmReceipt, { token: stranger.token, input }),
      app.call(orderMemberContract.rescheduleOrder, {
        token: stranger.token,
        input: { ...input, body: { deliveryDay: '2026-10-13' } },
      }),
    ]);

    expect(list.body).toMatchObject({
      total: 1,
      items: [{ id: order.id, quantity: 1, status: 'toShip', amountFen: 100_000 }],
    });
    expect(shipped.body.total).toBe(0);
    expect(detail.body).toEqual(order);
    expect(foreign.map((answer) => answer.error.code)).toEqual(Array(4).fill('ORDER_NOT_FOUND'));
  });

  it('refuses a foreign card, a foreign address and a full day, and then changes nothing', async () => {
    const { app } = context;
    const goods = await someGoods(app);
    await openDays(app, { packageId: goods.packageId, days: [anOpenDay], quota: 1 });
    const member = await aMemberWithAddress(app);
    const other = await aMemberWithAddress(app);
    const [first, second] = await someActiveCards(app, { ...goods, memberId: member.memberId, count: 2 });
    const [foreign] = await someActiveCards(app, { ...goods, memberId: other.memberId, count: 1 });
    const { addressId, token } = member;
    await redeem(token, { cardId: first?.id ?? 0, addressId });

    const refusals = [
      await redeem(token, { cardId: foreign?.id ?? 0, addressId }),
      await redeem(token, { cardId: second?.id ?? 0, addressId: other.addressId }),
      await redeem(token, { cardId: second?.id ?? 0, addressId }),
      await redeem(token, { cardId: second?.id ?? 0, addressId, deliveryDay: '2026-10-07' }),
      await redeem(token, { cardId: first?.id ?? 0, addressId }),
    ];

    expect(refusals.map((refusal) => refusal.error.code)).toEqual([
      'CARD_NOT_YOURS',
      'ADDRESS_NOT_FOUND',
      'DELIVERY_DAY_FULL',
      'DELIVERY_DAY_CLOSED',
      'CARD_USED',
    ]);
    expect(await cardStatus(second?.id ?? 0)).toBe('active');
    expect(await cardStatus(foreign?.id ?? 0)).toBe('active');
    expect(await takenOf(goods.packageId)).toBe(1);
    expect(await ordersOf(second?.id ?? 0)).toBe(0);
  });

  it('gives one order to 50 who redeem one card at once', async () => {
    const { app } = context;
    const goods = await someGoods(app);
    await openDays(app, { packageId: goods.packageId, days: [anOpenDay], quota: 100 });
    const { memberId, addressId, token } = await aMemberWithAddress(app);
    const [card] = await someActiveCards(app, { ...goods, memberId, count: 1 });
    const cardId = card?.id ?? 0;

    const answers = await Promise.all(Array.from({ length: 50 }, () => redeem(token, { cardId, addressId })));

    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    const refusals = answers.filter((answer) => answer.status !== 200).map((answer) => answer.error.code);
    expect(refusals).toEqual(Array(49).fill('CARD_USED'));
    expect(await ordersOf(cardId)).toBe(1);
    expect(await takenOf(goods.packageId)).toBe(1);
  });

  it('gives exactly 30 orders to 100 who want one of the 30 places of a day', async () => {
    const { app } = context;
    const goods = await someGoods(app);
    await openDays(app, { packageId: goods.packageId, days: [anOpenDay], quota: 30 });
    const { memberId, addressId, token } = await aMemberWithAddress(app);
    const cards = await someActiveCards(app, { ...goods, memberId, count: 100 });

    const answers = await Promise.all(cards.map(({ id }) => redeem(token, { cardId: id, addressId })));

    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(30);
    const refusals = answers.filter((answer) => answer.status !== 200).map((answer) => answer.error.code);
    expect(refusals).toEqual(Array(70).fill('DELIVERY_DAY_FULL'));
    expect(await takenOf(goods.packageId)).toBe(30);
    expect(await app.dataSource.getRepository(Card).countBy({ memberId, status: 'used' })).toBe(30);
    expect(await app.dataSource.getRepository(Order).countBy({ memberId })).toBe(30);
  });

  it('answers a repeated request with the first order', async () => {
    const { app } = context;
    const goods = await someGoods(app);
    await openDays(app, { packageId: goods.packageId, days: [anOpenDay], quota: 10 });
    const { memberId, addressId, token } = await aMemberWithAddress(app);
    const [card] = await someActiveCards(app, { ...goods, memberId, count: 1 });
    const body = { cardId: card?.id ?? 0, addressId };

    const twins = await Promise.all([
      redeem(token, body, 'same-key-0001'),
      redeem(token, body, 'same-key-0001'),
    ]);
    const later = await redeem(token, body, 'same-key-0001');

    expect(twins.map((twin) => twin.body.id)).toEqual([later.body.id, later.body.id]);
    expect(await takenOf(goods.packageId)).toBe(1);
  });

  it('copies product and prices, so that later edits of the catalogue leave the order as it was', async () => {
    const { app } = context;
    const { order, goods } = await anOrder(app, { retailPriceFen: 88_800 });
    await app.dataSource
      .getRepository(CardProduct)
      .update({ id: goods.productId }, { name: `改名${order.id}`, settlementPriceFen: 1, retailPriceFen: 1 });

    const row = await app.dataSource.getRepository(Order).findOneByOrFail({ id: order.id });

    expect(row).toMatchObject({ title: order.title, settlementPriceFen: 38_000, retailPriceFen: 88_800 });
  });

  it('is done by the back office for a caller who knows number and secret [AD-274] [AD-275] [AD-276]', async () => {
    const { app } = context;
    const goods = await someGoods(app);
    await openDays(app, { packageId: goods.packageId, days: [anOpenDay], quota: 10 });
    const [card] = await someActiveCards(app, { ...goods, memberId: null, count: 1 });
    const cardNo = card?.cardNo ?? '';
    const receiver = {
      name: '周桥',
      phone: '139 1234 5678',
      province: '上海市',
      city: '上海市',
      district: '黄浦区',
      detail: '人民路 1 号',
    };
    const call = (secret: string, deliveryDay = anOpenDay) =>
      app.call(orderAdminContract.redeemByPhone, {
        token: tokenOf.admin,
        input: { body: { cardNo, secret, deliveryDay, receiver, remark: null } },
      });

    const wrong = await call('WRONGSECRET');
    const unfree = await call(secretOf(cardNo), '2026-12-24');
    const statusBefore = await cardStatus(card?.id ?? 0);
    const done = await call(secretOf(cardNo));
    const again = await call(secretOf(cardNo));

    expect(wrong.error.code).toBe('CARD_BIND_REFUSED');
    expect(unfree.error.code).toBe('DELIVERY_DAY_CLOSED');
    expect(statusBefore).toBe('active');
    expect(done.body).toMatchObject({
      cardNo,
      deliveryDay: anOpenDay,
      receiver: { ...receiver, phone: '13912345678' },
      steps: [{ action: '电话提货', actorName: '王会计' }],
    });
    expect(again.error.code).toBe('CARD_USED');
    const row = await app.dataSource.getRepository(Order).findOneByOrFail({ id: done.body.id });
    expect(row.memberId).toBeNull();
    expect(await cardStatus(card?.id ?? 0)).toBe('used');
  });

  it('begins in the back office with a check that only a genuine card passes, and that counts wrong secrets [AD-274] [AD-275]', async () => {
    const { app } = context;
    const goods = await someGoods(app);
    await openDays(app, { packageId: goods.packageId, days: [anOpenDay], quota: 1 });
    const [card, other] = await someActiveCards(app, { ...goods, memberId: null, count: 2 });
    const cardNo = card?.cardNo ?? '';
    const check = (secret: string, asked = cardNo) =>
      app.call(orderAdminContract.checkCard, {
        token: tokenOf.clerk('order.dispatch'),
        input: { body: { cardNo: asked, secret } },
      });
    await app.dataSource.getRepository(Card).update({ id: other?.id ?? 0 }, { status: 'inactive' });

    const genuine = await check(secretOf(cardNo));
    const days = await app.call(orderAdminContract.listDeliveryDays, {
      token: tokenOf.clerk('order.dispatch'),
      input: { query: { packageId: goods.packageId, month: anOpenDay.slice(0, 7) } },
    });
    const unknown = await check('ANYSECRET', 'T99999999');
    const notActive = await check(secretOf(other?.cardNo ?? ''), other?.cardNo);
    const foreign = await app.call(orderAdminContract.checkCard, {
      token: tokenOf.clerk('order.view'),
      input: { body: { cardNo, secret: secretOf(cardNo) } },
    });
    const wrong = [];
    for (let count = 0; count < 6; count += 1) wrong.push((await check('WRONGSECRET')).error.code);

    expect(genuine.body).toMatchObject({ cardNo, packageId: goods.packageId });
    expect(genuine.body.items.map((item) => item.quantity)).toEqual([4, 4]);
    expect(days.body.filter((day) => day.state === 'open')).toEqual([
      { day: anOpenDay, state: 'open', remaining: 1 },
    ]);
    expect(unknown.error.code).toBe('CARD_BIND_REFUSED');
    expect(notActive.error.code).toBe('CARD_NOT_ACTIVATED');
    expect(foreign.status).toBe(403);
    expect(wrong[0]).toBe('CARD_BIND_REFUSED');
    expect(wrong.at(-1)).toBe('CARD_BIND_LOCKED');
    expect(await cardStatus(card?.id ?? 0)).toBe('active');
  });

  it('is refused in the back office without the right', async () => {
    const answer = await context.app.call(orderAdminContract.redeemByPhone, {
      token: tokenOf.clerk('order.view'),
      input: {
        body: {
          cardNo: 'T000010001',
          secret: 'X',
          deliveryDay: anOpenDay,
          receiver: {
            name: '周',
            phone: '13912345678',
            province: '苏',
            city: '苏',
            district: '苏',
            detail: '1',
          },
          remark: null,
        },
      },
    });

    expect(answer.status).toBe(403);
  });

  it('lets the back office find orders by number, phone, day, state and dispatch [AD-272] [AD-284]', async () => {
    const { app } = context;
    const { order } = await anOrder(app, { deliveryDay: '2026-10-13' });
    const token = tokenOf.clerk('order.view');
    const find = async (query: Parameters<typeof listQuery>[0]) =>
      (await app.call(orderAdminContract.listOrders, { token, input: listQuery(query) })).body.items.map(
        (item) => item.id,
      );

    const found = [
      await find({ number: order.number.slice(-6) }),
      await find({ receiver: order.receiver.phone }),
      await find({ deliveryDay: '2026-10-13', stage: 'toShip', shipper: 'none' }),
    ];
    const missing = [
      await find({ number: order.number, shipper: 'store' }),
      await find({ number: order.number, stage: 'toReceive' }),
    ];
    const detail = await app.call(orderAdminContract.getOrder, {
      token,
      input: { params: { id: order.id } },
    });
    const items = await app.dataSource.getRepository(OrderItemRow).countBy({ orderId: order.id });

    expect(found.every((ids) => ids.includes(order.id))).toBe(true);
    expect(missing).toEqual([[], []]);
    expect(detail.body.items).toHaveLength(items);
  });
});

function listQuery(query: {
  number?: string;
  receiver?: string;
  deliveryDay?: string;
  stage?: 'toShip' | 'toReceive';
  shipper?: 'none' | 'store';
}) {
  return { query };
}
