import { formatCardNo } from '@lakeside/shared/card/card-number';
import { describe, expect, it } from 'vitest';
import { money, ownerOf } from './channel-network';
import type { KnownCard } from './shop';
import type { World } from './world';

const ends = (cards: readonly KnownCard[]) => ({
  first: cards[0]?.cardNo ?? '',
  last: cards.at(-1)?.cardNo ?? '',
});

/** A store with a level 2 below it and a level 3 below that, and cards in the library of the store. */
export async function aChain(world: World, cardCount: number, funds = money) {
  const { shop } = world;
  const l1 = await shop.newStore('巴城湖畔专卖店', funds);
  const l2 = await shop.newChild(l1, '张浦湖鲜经销', 2);
  const l3 = await shop.newChild(l2, '陆家小馆', 3);
  return { l1, l2, l3, cards: await shop.newCards(l1, cardCount) };
}

/** Cards on their way: library, transfers, receipts, returns. */
export function cardJourneys(world: World): void {
  describe('the card library', () => {
    it('grows while it is read and finds a card by its number [CH-030] [CH-042] [CH-043]', async () => {
      const store = await world.shop.newStore('巴城湖畔专卖店', money);
      const cards = await world.shop.newCards(store, 120);
      const wanted = cards[60]?.cardNo ?? '';
      const { cards: desk, driver } = await ownerOf(world, store);

      await desk.openLibrary();
      await desk.shoot('library');
      expect(await driver.count('.cards-tab__row')).toBe(50);
      await driver.reachBottom();
      await expect.poll(() => driver.count('.cards-tab__row')).toBe(100);
      await desk.findCard(wanted);
      await expect.poll(() => driver.count('.cards-tab__row')).toBe(1);
      expect(await desk.textOf('.cards-tab__row')).toContain('未激活');
      await driver.tap('.cards-tab__row');
      await driver.waitFor('.card-page');
      expect(await desk.factOf('持卡方')).toBe(store.name);

      await driver.back();
      await driver.waitFor('.cards-tab__row', formatCardNo(wanted));
      await world.shop.activate(store, [cards[60] as KnownCard]);
      await driver.pullDown();
      await driver.waitFor('.cards-tab__row', '已激活');
    });
  });

  describe('cards that change hands', () => {
    it('passes a range down, of which the receiver misses one [CH-027] [CH-028] [CH-029] [CH-030]', async () => {
      const { l1, l2, cards } = await aChain(world, 12);
      const missing = cards[11]?.cardNo ?? '';
      const sender = await ownerOf(world, l1);
      const receiver = await ownerOf(world, l2);

      await sender.cards.prepareTransfer({ to: l2.name, ...ends(cards) });
      expect(await sender.textOf('.selection-summary')).toContain('12张');
      expect(await sender.textOf('.selection-summary')).toContain('¥5,023.20');
      await sender.shoot('transfer');
      await sender.cards.submit();
      await receiver.cards.confirmReceipt([missing.slice(-4)]);

      expect(await receiver.factOf('实收')).toBe('11张');
      expect(await receiver.factOf('少收（已退回发出方）')).toBe('1张');
      expect(await world.shop.cardCounts(l2)).toMatchObject({ inactive: 11 });
      expect(await world.shop.cardCounts(l1)).toMatchObject({ inactive: 1 });
    });

    it('passes down the cards that are scanned one after another [CH-028]', async () => {
      const { l1, l2, cards } = await aChain(world, 6);
      const scanned = [0, 2, 5].map((index) => cards[index]?.cardNo ?? '');
      const sender = await ownerOf(world, l1);

      await sender.cards.transferScanned({ to: l2.name, cardNos: scanned });
      await world.shop.receiveAll(l2);

      const own = await l2.client.card.listCards({ query: {} });
      expect(own.items.map((card) => card.cardNo).sort()).toEqual(scanned);
    });

    it('returns cards to the level above [CH-041]', async () => {
      const { l1, l2, l3, cards } = await aChain(world, 3);
      await world.shop.handDown(l1, l2, cards);
      await world.shop.handDown(l2, l3, cards);
      const sender = await ownerOf(world, l3);
      const receiver = await ownerOf(world, l2);

      await sender.cards.returnRange(ends(cards.slice(0, 2)));
      await receiver.cards.confirmReceipt();

      expect(await receiver.factOf('实收')).toBe('2张');
      expect(await world.shop.cardCounts(l3)).toMatchObject({ inactive: 1 });
      expect(await world.shop.cardCounts(l2)).toMatchObject({ inactive: 2 });
    });
  });

  describe('the activation of cards', () => {
    it('goes from level 3 through level 2 to the store, which pays only when it can [CH-033] [CH-035] [CH-036]', async () => {
      const { l1, l2, l3, cards } = await aChain(world, 5, { storedValueFen: 100_000, creditFen: 50_000 });
      await world.shop.handDown(l1, l2, cards);
      await world.shop.handDown(l2, l3, cards);
      const [store, dealer, merchant] = [
        await ownerOf(world, l1),
        await ownerOf(world, l2),
        await ownerOf(world, l3),
      ];

      await merchant.cards.requestActivation(ends(cards));
      await dealer.cards.openActivation(null, l3.name);
      await dealer.cards.forward();
      await store.cards.openActivation(/下属二级/, l3.name);
      expect(await store.factOf('应扣')).toBe('¥1,794.00');
      expect(await store.textOf('.activation-quote__shortage')).toBe('余额不足，还差294.00元');
      expect(await store.cards.canActivate()).toBe(false);
      await store.shoot('activation-short');
      expect(await world.shop.cardCounts(l3)).toMatchObject({ inactive: 5, active: 0 });

      await world.shop.topUp(l1, 30_000);
      await store.cards.openActivation(/下属二级/, l3.name);
      expect(await store.cards.canActivate()).toBe(true);
      await store.cards.activate();
      await store.shoot('activated');

      expect(await world.shop.cardCounts(l3)).toMatchObject({ inactive: 0, active: 5 });
      expect(await l1.client.ledger.getOwnBalances()).toMatchObject({
        storedValueFen: 0,
        creditAvailableFen: 600,
        creditDebtFen: 49_400,
      });
    });
  });
}
