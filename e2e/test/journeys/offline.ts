import { describe, expect, it } from 'vitest';
import { aStore, appOf } from './member';
import type { KnownCard } from './shop';
import type { World } from './world';

/** Phones without a network. */
export function offlineJourneys(world: World): void {
  describe('a phone that loses its network', () => {
    it('says so, keeps what it shows, and looks again by itself when the network is back', async () => {
      const { store, member, cards } = await aStore(world, 2);
      const [first, second] = cards as [KnownCard, KnownCard];
      await world.shop.newShipment(store, member, first);
      const app = await appOf(world, member);
      await app.openTab('订单');
      await app.driver.waitFor('.order-row');

      await app.driver.offline(true);
      await app.driver.waitFor('.lk-page-shell__offline', '网络已断开');
      // Coming back to a tab looks for news.
      await app.openTab('首页');
      await app.openTab('订单');
      await app.driver.waitFor('.lk-list-end__error');
      expect(await app.driver.count('.order-row')).toBe(1);
      expect(await app.driver.count('.order-row')).toBe(1);
      await app.shoot('offline');
      await world.shop.newShipment(store, member, second);
      await app.driver.offline(false);

      await app.driver.waitGone('.lk-page-shell__offline');
      await app.driver.waitGone('.lk-list-end__error');
      await expect.poll(() => app.driver.count('.order-row')).toBe(2);
    });
  });
}
