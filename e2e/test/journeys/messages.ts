import { describe, expect, it } from 'vitest';
import { aChain } from './channel-cards';
import { ownerOf } from './channel-network';
import { aStore, appOf } from './member';
import { rangeOf, waybillOf, type KnownCard } from './shop';
import type { World } from './world';

/** What people are told in the apps. */
export function messageJourneys(world: World): void {
  describe('the inbox', () => {
    it('tells a member what becomes of an order and opens it; then it is read [MB-074]', async () => {
      const { store, member, cards } = await aStore(world, 1);
      const unread = () => member.client.message.countUnread();
      await world.shop.newShipment(store, member, (cards as [KnownCard])[0]);
      await world.shop.eventually(unread, ({ count }) => count === 1);
      await world.shop.ship(store, waybillOf(store));
      await world.shop.eventually(unread, ({ count }) => count === 2);
      const app = await appOf(world, member);

      await app.openInbox('2');
      await expect.poll(() => app.driver.textsOf('.lk-inbox__day')).toEqual(['今天']);
      await expect.poll(() => app.driver.textsOf('.lk-inbox__title')).toEqual(['订单已发货', '提货预约成功']);
      await expect.poll(() => app.driver.count('.lk-inbox__line--unread')).toBe(2);
      await app.shoot('inbox');
      await app.driver.tap('.lk-inbox__line', waybillOf(store));
      await app.driver.waitFor('.order-head', '待收货');
      await app.driver.back();
      await app.driver.waitFor('.lk-inbox__head', '1 条未读');
      await expect.poll(() => app.driver.count('.lk-inbox__line--unread')).toBe(1);
      await expect.poll(unread).toEqual({ count: 1 });

      await app.driver.tap('.lk-inbox__read-all');
      await app.driver.waitGone('.lk-inbox__head');
      await expect.poll(() => app.driver.count('.lk-inbox__line--unread')).toBe(0);
      await app.driver.back();
      await app.driver.waitGone('.mine-messages .lk-cell__badge');
      await expect.poll(unread).toEqual({ count: 0 });
    });

    it('is empty for who has not been told anything [MB-074]', async () => {
      const { member } = await aStore(world, 0);
      const app = await appOf(world, member);

      await app.openTab('我的');
      await app.driver.tap('.mine-messages');
      await app.driver.waitFor('.lk-empty__title', '还没有消息');

      expect(await app.driver.sees('.lk-inbox__head')).toBe(false);
    });

    it('tells a channel of an activation request and opens it', async () => {
      const { l1, l2, cards } = await aChain(world, 2);
      await world.shop.handDown(l1, l2, cards);
      await l2.client.card.requestActivation({
        body: { selection: { ranges: [rangeOf(cards)] }, expectedCount: 2 },
      });
      const unread = () => l1.client.message.countUnread();
      await world.shop.eventually(unread, ({ count }) => count === 1);
      const store = await ownerOf(world, l1);

      await store.openInbox('1 条新消息');
      expect(await store.driver.textsOf('.lk-inbox__title')).toEqual(['有新的激活申请']);
      await store.shoot('inbox');
      await store.driver.tap('.lk-inbox__line', l2.name);
      await store.driver.waitFor('.activation__activate');

      expect(await unread()).toEqual({ count: 0 });
    });
  });
}
