import { demoPassword } from '@lakeside/server/src/demo/demo-world';
import { describe, expect, it } from 'vitest';
import { MemberApp } from '../../src/member-app';
import type { Member } from './shop';
import type { World } from './world';

async function aBuyer(world: World): Promise<{ member: Member; orderId: number }> {
  const money = { storedValueFen: 1_000_000, creditFen: 100_000 };
  const store = await world.shop.newStore('锦溪湖畔专卖店', money);
  const member = await world.shop.newMember(store);
  return { member, orderId: await world.shop.newReceivedOrder(member) };
}

async function appOf(world: World, member: Member): Promise<MemberApp> {
  const app = new MemberApp(await world.phone('member', `after-sale-${member.phone.slice(-4)}`));
  await app.logInByPassword(member.phone, demoPassword);
  return app;
}

/** What a member does when the goods were not as they should be, and what the shop answers. */
export function afterSaleJourneys(world: World): void {
  describe('after-sale', () => {
    it('gives a part of the money back, as the shop decides, and the order stays as it is [MB-064] [AD-287]', async () => {
      const { member, orderId } = await aBuyer(world);
      const { office } = world.shop;
      const app = await appOf(world, member);

      await app.openOrder('已完成');
      await app.openAfterSaleForm();
      await app.driver.tap('.after-sale-submit');
      await app.driver.waitFor('.choice-chips__error', '请选择售后类型');
      await app.applyForAfterSale({ kind: 'refundOnly', reason: 'missing', yuan: '99999' });
      await app.driver.waitFor('.lk-field__error', /最多可退/);
      await app.applyForAfterSale({ kind: 'refundOnly', reason: 'missing', yuan: '50' });
      await app.driver.waitFor('.after-sale-head', '待商家处理');
      await app.shoot('after-sale-applied');
      const [sale] = (await office.afterSale.listAfterSales({ query: { turn: 'shop' } })).items;
      const id = sale?.id ?? 0;
      await office.afterSale.approve({ params: { id }, body: { amountFen: 3000, note: '少了一只' } });
      await world.shop.eventually(
        () => member.client.afterSale.getAfterSale({ params: { id } }),
        ({ status }) => status === 'done',
      );
      await app.driver.pullDown();
      await app.driver.waitFor('.after-sale-head', '已完成');
      await app.shoot('after-sale-done');

      expect(await app.textOf('.after-sale-approved')).toContain('30.00');
      const order = await member.client.order.getOrder({ params: { id: orderId } });
      expect(order).toMatchObject({ status: 'completed', purchase: { refundedFen: 3000 } });
      await app.openAfterSales();
      expect(await app.textOf('.after-sale-row')).toContain('30.00');
      await app.shoot('after-sales');
    });

    it('sends goods back by a parcel and gets the money once they are there; a case not begun can be withdrawn [AD-285] [AD-287]', async () => {
      const { member, orderId } = await aBuyer(world);
      const { office } = world.shop;
      const app = await appOf(world, member);
      const wish = { kind: 'returnRefund', reason: 'notWanted' };

      await app.openOrder('已完成');
      await app.openAfterSaleForm();
      await app.applyForAfterSale(wish);
      await app.driver.waitFor('.after-sale-head', '待商家处理');
      await app.driver.tap('.after-sale-withdraw');
      await app.driver.answer('撤销售后', true);
      await app.driver.waitFor('.after-sale-head', '已撤销');
      await app.openOrder('已完成');
      await app.openAfterSaleForm();
      await app.applyForAfterSale(wish);
      await app.driver.waitFor('.after-sale-head', '待商家处理');
      const own = await member.client.afterSale.listAfterSales({ query: {} });
      const id = own.items[0]?.id ?? 0;
      await office.afterSale.approve({ params: { id }, body: {} });
      await app.driver.pullDown();
      await app.driver.waitFor('.after-sale-head', '待买家寄回');
      await app.shoot('after-sale-to-return');
      await app.sendBack('SF1398 7654 3210');
      await app.driver.waitFor('.after-sale-head', '待商家收货');

      expect(own.items.map(({ status }) => status)).toEqual(['applied', 'withdrawn']);
      const sent = await office.afterSale.getAfterSale({ params: { id } });
      expect(sent).toMatchObject({ status: 'returning', returnWaybill: { waybillNo: 'SF139876543210' } });
      await office.afterSale.confirmReturn({ params: { id }, body: {} });
      await world.shop.eventually(
        () => member.client.afterSale.getAfterSale({ params: { id } }),
        ({ status }) => status === 'done',
      );
      await app.driver.pullDown();
      await app.driver.waitFor('.after-sale-head', '已完成');
      await app.shoot('after-sale-returned');
      const { purchase } = await member.client.order.getOrder({ params: { id: orderId } });
      // One of the two pieces went back.
      expect(purchase).toMatchObject({ refundedFen: (purchase?.paidFen ?? 0) / 2 });
    });
  });
}
