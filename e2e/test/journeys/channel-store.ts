import { describe, expect, it } from 'vitest';
import { money, ownerOf } from './channel-network';
import { labelOf } from './label';
import { waybillOf, type KnownCard } from './shop';
import type { World } from './world';

/** A store that has an order to ship. */
async function aStoreWithAnOrder(world: World) {
  const { shop } = world;
  const store = await shop.newStore('巴城湖畔专卖店', money);
  const cards = await shop.newCards(store, 1);
  await shop.activate(store, cards);
  const member = await shop.newMember(store);
  const { orderId } = await shop.newShipment(store, member, (cards as [KnownCard])[0]);
  return { store, member, orderId };
}

/** What a 专卖店 does beside its cards: parcels and money. */
export function storeJourneys(world: World): void {
  describe('a store that ships', () => {
    it('prints the label and sends the parcel [CH-074] [CH-076] [CH-077] [CH-078]', async () => {
      const { store, orderId } = await aStoreWithAnOrder(world);
      const owner = await ownerOf(world, store);

      await owner.shipping.openShipment();
      await owner.shoot('shipment');
      expect(await labelOf(owner)).toContain('何女士');
      await owner.shipping.ship(waybillOf(store));
      await owner.shoot('shipped');

      const { items } = await store.client.fulfilment.listShipments({ query: {} });
      expect(items).toMatchObject([{ status: 'shipped', waybillNo: waybillOf(store), carrierCode: 'SF' }]);
      const order = await world.shop.office.order.getOrder({ params: { id: orderId } });
      expect(order.status).toBe('shipped');
    });

    it('is paid for goods and service once the member has received them [CH-079] [CH-080] [CH-087] [CH-088]', async () => {
      const { store, member, orderId } = await aStoreWithAnOrder(world);
      await world.shop.ship(store, waybillOf(store));
      await member.client.order.confirmReceipt({ params: { id: orderId } });
      await world.shop.eventually(
        () => store.client.ledger.getOwnBalances(),
        (balances) => balances.storedValueFen === money.storedValueFen - 35_880 + 38_000 + 1_500,
      );
      const owner = await ownerOf(world, store);

      await owner.money.openSettlements();
      expect(await owner.textOf('.settlements__sums')).toContain('商品¥380.00补贴¥15.00');
      await owner.shoot('settlements');
      const lines = await owner.money.storedValueLines();

      expect(lines.filter((line) => line.includes('+¥380.00'))).toHaveLength(1);
      expect(lines.filter((line) => line.includes('+¥15.00'))).toHaveLength(1);
    });
  });

  describe('the accounts of a store', () => {
    it('tell every change of stored value and credit, by month and direction [CH-022] [CH-023] [CH-024] [CH-086] [CH-089]', async () => {
      const { shop } = world;
      const store = await shop.newStore('巴城湖畔专卖店', money);
      await shop.activate(store, await shop.newCards(store, 2));
      const owner = await ownerOf(world, store);
      const { driver } = owner;

      const lines = await owner.money.storedValueLines();
      expect(lines).toHaveLength(2);
      expect(lines[0]).toContain('−¥717.60余¥29,282.40');
      expect(lines[1]).toContain('+¥30,000.00余¥30,000.00');

      await driver.tap('.statement__filters .lk-segment__option', '减少');
      await expect.poll(() => driver.count('.statement__row')).toBe(1);
      await driver.chooseMonth('.statement__month', '2025-12');
      await driver.waitFor('.lk-empty', '没有符合的明细');
      await driver.tap('.statement__all');
      await driver.waitFor('.statement__row');
      await driver.tap('.statement__filters .lk-segment__option', '额度');
      await driver.waitGone('.statement__row', '717.60');
      await owner.shoot('credit');
    });
  });
}
