import { demoPassword } from '@lakeside/server/src/demo/demo-world';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/drivers/driver';
import { MemberApp } from '../../src/member-app';
import type { Member, Shop } from './shop';
import type { World } from './world';

const money = { storedValueFen: 1_000_000, creditFen: 100_000 };

async function twoMembers(world: World): Promise<[giver: Member, friend: Member]> {
  const store = await world.shop.newStore('莲湖湖畔专卖店', money);
  return [await world.shop.newMember(store), await world.shop.newMember(store)];
}

async function appOf(world: World, member: Member): Promise<MemberApp> {
  const app = new MemberApp(await world.phone('member', `e-card-${member.phone.slice(-4)}`));
  await app.logInByPassword(member.phone, demoPassword);
  return app;
}

async function cardNosOf(member: Member): Promise<string[]> {
  const { items } = await member.client.card.listMyCards({ query: {} });
  return items.map((card) => card.cardNo);
}

/** What the giver sends: the card in a chat, or the copied link. */
async function sendGift(giver: MemberApp): Promise<Entry> {
  if (await giver.driver.sees('.gift-share')) return giver.driver.tapAndShare('.gift-share');
  await giver.driver.tap('.gift-copy');
  return { link: await giver.driver.copied() };
}

async function giveFirstCard(app: MemberApp, greeting: string): Promise<Entry> {
  await app.openCards();
  await app.driver.tap('.card-give');
  await app.driver.waitFor('.give-submit');
  await app.driver.type('.lk-field', greeting);
  await app.shoot('give');
  await app.driver.tap('.give-submit');
  await app.driver.waitFor('.sent-gift__greeting', greeting);
  await app.shoot('sent-gift');
  return sendGift(app);
}

/** E-cards in the hands of members. */
export function eCardJourneys(world: World): void {
  describe('an e-card', () => {
    it('is found in the shop and ordered without an address [MB-041] [MB-048]', async () => {
      const [member] = await twoMembers(world);
      const app = await appOf(world, member);

      await app.driver.tap('.lk-segment__option', '电子卡');
      await app.driver.tap('.offer-row', '品鲜四只装电子卡');
      await app.driver.waitFor('.offer-buy');
      await app.shoot('e-card-offer');
      await app.driver.tap('.offer-buy');
      await app.driver.waitFor('.e-card-submit');
      await app.driver.tap('.quantity-more');
      await app.driver.waitFor('.e-card-payable', '596.00');
      await app.shoot('e-card-confirm');
    });

    it('is in the account when it is paid, given away by a link, and redeemed by a friend who becomes a member for it [MB-005] [MB-049] [MB-053] [MB-054] [AD-249]', async () => {
      const [giver] = await twoMembers(world);
      const [cardNo] = await boughtECards(world.shop, giver, 1);
      const app = await appOf(world, giver);
      const friendPhone = world.shop.newPhone();
      const friend = new MemberApp(await world.phone('member', 'e-card-friend'));

      const gift = await giveFirstCard(app, '中秋快乐，团圆安康');
      await friend.open(gift);
      await friend.registerOnTheWay(friendPhone);
      await friend.driver.waitFor('.gift-box', '中秋快乐');
      await friend.shoot('gift');
      await friend.driver.tap('.gift-accept');
      await friend.driver.waitFor('.card-redeem');
      await friend.shoot('e-card-received');
      await app.open({ path: '/features/card/pages/gifts' });
      await app.driver.waitFor('.gift-row', '已领取');
      await app.shoot('gifts');
      await friend.openRedemption();
      await friend.addReceiver({
        name: '何女士',
        phone: friendPhone,
        region: ['江苏省', '苏州市', '昆山市'],
        detail: '前进中路 66 号 2 幢 301',
      });
      await friend.chooseFreeDay();
      await friend.redeem('');

      const card = await world.shop.office.card.getCard({ params: { cardNo: cardNo ?? '' } });
      expect(card).toMatchObject({ status: 'used', member: { phone: friendPhone } });
      expect(await cardNosOf(giver)).toEqual([]);
    });

    it('comes back when the giver takes it back, and its link opens nothing any more', async () => {
      const [giver, friend] = await twoMembers(world);
      const [cardNo] = await boughtECards(world.shop, giver, 1);
      const app = await appOf(world, giver);

      const gift = await giveFirstCard(app, '一点心意');
      await app.driver.tap('.gift-take-back');
      await app.driver.answer('收回这张卡', true);
      await app.driver.waitGone('.gift-take-back');
      const friendApp = await appOf(world, friend);
      await friendApp.driver.openAgain(gift);
      await friendApp.driver.waitFor('.gift-home');

      expect(await cardNosOf(giver)).toEqual([cardNo]);
    });
  });
}

/** E-cards that a member has bought and paid; answers their numbers. */
async function boughtECards(shop: Shop, member: Member, quantity: number): Promise<string[]> {
  const { items } = await member.client.catalog.listOffers({ query: { kind: 'eCard' } });
  const [offer] = items;
  if (!offer) throw new Error('the demo sells no e-card');
  const order = await member.client.eCard.placeECardPurchase({
    body: {
      productId: offer.id,
      quantity,
      unitPriceFen: offer.memberPriceFen,
      payableFen: offer.memberPriceFen * quantity,
    },
  });
  const answer = await member.client.purchase.payOrder({ params: { id: order.id }, body: { way: 'h5' } });
  if (answer.way !== 'h5') throw new Error('a browser pays on the cashier page');
  const cashier = new URL(answer.url);
  await fetch(new URL(cashier.pathname, cashier), {
    method: 'POST',
    body: new URLSearchParams({
      prepay_id: cashier.searchParams.get('prepay_id') ?? '',
      outcome: 'success',
      redirect_url: '',
    }),
  });
  await shop.eventually(
    () => member.client.order.getOrder({ params: { id: order.id } }),
    ({ status }) => status === 'completed',
  );
  return cardNosOf(member);
}
