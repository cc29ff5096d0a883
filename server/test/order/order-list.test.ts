import { orderMemberContract } from '@lakeside/shared/order/order.contract';
import type { OrderKind, OrderStatus, OrderWait } from '@lakeside/shared/order/order.status';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { Order } from '../../src/modules/order/entities/order.entity';
import { aMemberWithAddress } from '../builders/order.builder';
import { aPurchase, someShopGoods } from '../builders/purchase.builder';
import { typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [...serverModules, typedSessions];

describeOnBothDatabases('the orders of a member', { modules }, (context) => {
  it('are listed and counted by type and by what they wait for [MB-060] [MB-065]', async () => {
    const { app } = context;
    const member = await aMemberWithAddress(app);
    const goods = await someShopGoods(app);
    const anOrder = async (kind: OrderKind, status: OrderStatus, completedAt: Date | null = null) => {
      const { order } = await aPurchase(app, { member, goods });
      await app.dataSource.getRepository(Order).update({ id: order.id }, { kind, status, completedAt });
      return order.id;
    };
    const list = async (query: { kind?: OrderKind; wait?: OrderWait }) =>
      (
        await app.call(orderMemberContract.listOrders, { token: member.token, input: { query } })
      ).body.items.map(({ id }) => id);
    const count = async (query: { kind?: OrderKind }) =>
      (await app.call(orderMemberContract.countOrders, { token: member.token, input: { query } })).body;
    const now = app.clock.now();
    const longAgo = new Date(now.getTime() - 400 * 86_400_000);

    const toPay = await anOrder('purchase', 'toPay');
    const toShip = await anOrder('redemption', 'toShip');
    const toIssue = await anOrder('eCard', 'toIssue');
    const partly = await anOrder('purchase', 'partlyShipped');
    const shipped = await anOrder('purchase', 'shipped');
    const toReview = await anOrder('purchase', 'completed', now);
    await anOrder('purchase', 'completed', longAgo);
    await anOrder('purchase', 'cancelled');
    const stranger = await aPurchase(app, { goods });

    expect(await list({ wait: 'toPay' })).toEqual([toPay]);
    expect(await list({ wait: 'toShip' })).toEqual([toIssue, toShip]);
    expect(await list({ wait: 'toReceive' })).toEqual([shipped, partly]);
    expect(await list({ wait: 'toReview' })).toEqual([toReview]);
    expect(await list({ kind: 'redemption' })).toEqual([toShip]);
    expect(await list({ kind: 'eCard', wait: 'toPay' })).toEqual([]);
    expect(await list({})).not.toContain(stranger.order.id);
    expect(await count({})).toEqual({ toPay: 1, toShip: 2, toReceive: 2, toReview: 1 });
    expect(await count({ kind: 'purchase' })).toEqual({ toPay: 1, toShip: 0, toReceive: 2, toReview: 1 });
  });
});
