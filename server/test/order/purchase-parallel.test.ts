import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { Order } from '../../src/modules/order/entities/order.entity';
import { RefundRow } from '../../src/modules/payment/entities/refund.entity';
import { PaymentReconciliationService } from '../../src/modules/payment/payment-reconciliation.service';
import { SettingsService } from '../../src/modules/settings/settings.service';
import { Stock } from '../../src/modules/stock/entities/stock.entity';
import { systemActor } from '../../src/platform/http/actor';
import { aMemberWithAddress, type MemberWithAddress } from '../builders/order.builder';
import { deliverNews, prepayOf, runMinute, someShopGoods, tryPurchase } from '../builders/purchase.builder';
import { shareWechatPay } from '../builders/shared-wechat-pay';
import { typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [...serverModules, typedSessions];
const pay = shareWechatPay();

describeOnBothDatabases('many buyers of few pieces', { modules, environment: pay.environment }, (context) => {
  pay.useIn(context);

  const members = async (count: number): Promise<MemberWithAddress[]> => {
    const made: MemberWithAddress[] = [];
    for (let index = 0; index < count; index += 1) made.push(await aMemberWithAddress(context.app));
    return made;
  };
  const payAll = async (orders: readonly { orderId: number; token: string }[]) => {
    const prepayIds = await Promise.all(orders.map((order) => prepayOf(context.app, order)));
    for (const prepayId of prepayIds) pay.doubles['wechat-pay'].pay(prepayId);
    await pay.doubles['wechat-pay'].notices.deliver();
    await deliverNews(context.app);
  };
  const countOrders = (packageId: number, status: 'toShip' | 'cancelled' | 'toPay') =>
    context.app.dataSource.getRepository(Order).countBy({ packageId, status });

  it('sells 100 pieces to 500 who order at once exactly 100 times, all of them paid', async () => {
    const { app } = context;
    const goods = await someShopGoods(app, { quantities: [1], inStock: 100 });
    const buyers = await members(500);

    const answers = await Promise.all(buyers.map((member) => tryPurchase(app, { goods, member })));
    const orders = answers.flatMap((answer, index) =>
      answer.status === 200 ? [{ orderId: answer.body.id, token: buyers[index]?.token ?? '' }] : [],
    );
    const refusals = answers.filter((answer) => answer.status !== 200).map((answer) => answer.error.code);
    await payAll(orders);

    expect(orders).toHaveLength(100);
    expect(new Set(refusals)).toEqual(new Set(['STOCK_SHORT']));
    expect(await countOrders(goods.packageId, 'toShip')).toBe(100);
    const stock = await app.dataSource.getRepository(Stock).findOneByOrFail({ skuId: goods.skuIds[0] ?? 0 });
    expect(stock).toMatchObject({ onHand: 100, reserved: 100 });
  }, 240_000);

  it('sells them to the first who pay when goods are kept at payment, and gives the others their money back [AD-348]', async () => {
    const { app } = context;
    const settings = await app.get(SettingsService);
    const rules = { ...(await settings.get()), holdStockOn: 'payment' as const };
    await settings.updateSettings(systemActor('test'), rules);
    const goods = await someShopGoods(app, { quantities: [1], inStock: 10 });
    const buyers = await members(30);

    const placed = await Promise.all(buyers.map((member) => tryPurchase(app, { goods, member })));
    await payAll(
      placed.map((answer, index) => ({ orderId: answer.body.id, token: buyers[index]?.token ?? '' })),
    );
    await runMinute(app);
    await pay.doubles['wechat-pay'].notices.deliver();

    expect(await countOrders(goods.packageId, 'toShip')).toBe(10);
    expect(await countOrders(goods.packageId, 'cancelled')).toBe(20);
    const refunds = await app.dataSource.getRepository(RefundRow).findBy({ status: 'refunded' });
    expect(refunds).toHaveLength(20);
    const stock = await app.dataSource.getRepository(Stock).findOneByOrFail({ skuId: goods.skuIds[0] ?? 0 });
    expect(stock).toMatchObject({ onHand: 10, reserved: 10 });
    expect(await (await app.get(PaymentReconciliationService)).reconcile()).toMatchObject({ isEqual: true });
  }, 240_000);
});
