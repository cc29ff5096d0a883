import { orderMemberContract } from '@lakeside/shared/order/order.contract';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { DeliveryDayRow } from '../../src/modules/stock/entities/delivery-day.entity';
import { someGoods } from '../builders/goods.builder';
import { aMemberWithAddress, anOpenDay, anOrder } from '../builders/order.builder';
import { openDays } from '../builders/stock.builder';
import { typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [...serverModules, typedSessions];
const morning = '2026-10-06T09:00:00+08:00';

describeOnBothDatabases('the delivery day of an order', { modules }, (context) => {
  const takenOn = async (packageId: number, day: string) =>
    (await context.app.dataSource.getRepository(DeliveryDayRow).findOneByOrFail({ packageId, day })).taken;
  const reschedule = (token: string, id: number, deliveryDay: string) =>
    context.app.call(orderMemberContract.rescheduleOrder, {
      token,
      input: { params: { id }, body: { deliveryDay } },
    });

  it('is chosen among the days that are free', async () => {
    const { app } = context;
    const { packageId } = await someGoods(app);
    await openDays(app, { packageId, days: ['2026-10-07', anOpenDay], quota: 7 });
    const { token } = await aMemberWithAddress(app);

    const { body } = await app.call(orderMemberContract.listDeliveryDays, {
      token,
      input: { query: { packageId, month: '2026-10' } },
    });

    expect(body).toHaveLength(31);
    expect(body[6]).toEqual({ day: '2026-10-07', state: 'past', remaining: 0 });
    expect(body[11]).toEqual({ day: anOpenDay, state: 'open', remaining: 7 });
    expect(body[12]).toEqual({ day: '2026-10-13', state: 'closed', remaining: 0 });
  });

  it('moves to another free day and gives the old place back', async () => {
    const { order, goods, member } = await anOrder(context.app);

    const moved = await reschedule(member.token, order.id, '2026-10-13');
    const same = await reschedule(member.token, order.id, '2026-10-13');

    expect(moved.body).toMatchObject({
      deliveryDay: '2026-10-13',
      rescheduleUntil: '2026-10-12T18:00:00.000+08:00',
    });
    expect(moved.body.steps.at(-1)).toMatchObject({
      action: '改期',
      note: '10 月 12 日（周一） 改为 10 月 13 日（周二）',
    });
    expect(same.body.steps).toHaveLength(2);
    expect(await takenOn(goods.packageId, anOpenDay)).toBe(0);
    expect(await takenOn(goods.packageId, '2026-10-13')).toBe(1);
  });

  it('stays when the other day is shut, and when it is too late', async () => {
    const { app } = context;
    const { order, goods, member } = await anOrder(app);

    const shut = await reschedule(member.token, order.id, '2026-10-20');
    app.clock.set('2026-10-11T18:00:00+08:00');
    const late = await reschedule(member.token, order.id, '2026-10-13');
    const shown = await app.call(orderMemberContract.getOrder, {
      token: member.token,
      input: { params: { id: order.id } },
    });
    app.clock.set(morning);

    expect(shut.error.code).toBe('DELIVERY_DAY_CLOSED');
    expect(late.error.code).toBe('RESCHEDULE_TOO_LATE');
    expect(shown.body).toMatchObject({ deliveryDay: anOpenDay, rescheduleUntil: null });
    expect(await takenOn(goods.packageId, anOpenDay)).toBe(1);
  });

  it('keeps every place counted when two members swap their days at once', async () => {
    const { app } = context;
    const goods = await someGoods(app);
    const [one, two] = [anOpenDay, '2026-10-13'];
    await openDays(app, { packageId: goods.packageId, days: [one, two], quota: 20 });
    const orders = [];
    for (let index = 0; index < 8; index += 1) {
      orders.push(await anOrder(app, { goods, deliveryDay: index % 2 ? one : two }));
    }

    const moved = await Promise.all(
      orders.map(({ order, member }) =>
        reschedule(member.token, order.id, order.deliveryDay === one ? two : one),
      ),
    );

    expect(moved.map((answer) => answer.status)).toEqual(Array(8).fill(200));
    expect(await takenOn(goods.packageId, one)).toBe(4);
    expect(await takenOn(goods.packageId, two)).toBe(4);
  });

  it('cannot be followed by a receipt before anything has left', async () => {
    const { order, member } = await anOrder(context.app);

    const early = await context.app.call(orderMemberContract.confirmReceipt, {
      token: member.token,
      input: { params: { id: order.id } },
    });

    expect(early.error).toMatchObject({
      code: 'ORDER_STATUS_CHANGED',
      message: '订单已变为“待发货”，请刷新',
    });
  });
});
