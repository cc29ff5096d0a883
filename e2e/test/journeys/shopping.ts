import { qrPng } from '@lakeside/server/src/platform/qr-png';
import { describe, expect, it } from 'vitest';
import { officeScreen, Screen } from '../../src/browser';
import { AdminApp } from '../../src/admin-app';
import { MemberApp } from '../../src/member-app';
import { readQr } from '../../src/read-qr';
import { appOf, aStore } from './member';
import { receiverOf, waybillOf, type Member, type Shop } from './shop';
import type { World } from './world';

const large = '家宴八只装';
const small = '品鲜四只装';

/** A package of this journey alone, which can be taken off the shelf without hurting another. */
async function aPackage(shop: Shop, name: string) {
  const { items } = await shop.office.catalog.listPackages({ query: { search: small } });
  const [model] = items;
  if (!model) throw new Error(`the demo sells no ${small}`);
  const body = {
    name,
    retailPriceFen: 19_900,
    items: model.items.map(({ skuId, quantity }) => ({ skuId, quantity })),
    status: 'onShelf' as const,
  };
  const { id } = await shop.office.catalog.createPackage({ body });
  const takeOff = () =>
    shop.office.catalog.updatePackage({ params: { id }, body: { ...body, status: 'offShelf' } });
  return { id, takeOff };
}

async function packageId(member: Member, name: string): Promise<number> {
  const { items } = await member.client.catalog.listOffers({ query: { kind: 'package', search: name } });
  return items[0]?.id ?? 0;
}

/** What a member does between a first look at the shop and the last word about the goods. */
export function shoppingJourneys(world: World): void {
  describe('the shop', () => {
    it('is looked through by a newcomer: banner, favourite, search, order and category [MB-007] [MB-008] [MB-009] [MB-010] [MB-011] [MB-012] [MB-014] [MB-015]', async () => {
      const { store } = await aStore(world, 0);
      const app = new MemberApp(await world.phone('member', 'newcomer'));
      const { driver, shop } = app;
      const { url } = await store.client.channel.getMemberInvite({ query: {} });

      await app.registerByInvite({ link: url }, world.shop.newPhone(), store.name);
      await shop.openBanner();
      expect(await driver.textOf('.offer-head')).toContain(large);
      expect(await driver.textOf('.offer-head')).toContain('全国统一价');
      await shop.favourite();
      await app.shoot('favourite');
      await driver.back();
      await shop.openSearch();
      await shop.searchFor('只装');
      await shop.narrow('kinds', '套餐');
      await shop.narrow('sorts', '价格');
      await expect.poll(() => shop.firstOffer()).toContain(small);
      await shop.narrow('sorts', '价格');
      await expect.poll(() => shop.firstOffer()).toContain(large);
      await app.shoot('sorted');
      await shop.narrow('categories', '尝鲜');
      await driver.waitGone('.offer-row', large);
      await driver.waitFor('.offer-row', small);
      await app.open();
      await shop.openSearch();
      expect(await driver.textsOf('.search-word')).toEqual(['只装']);
      await driver.tap('.search-word');
      await driver.waitFor('.offer-row', large);
      await shop.openFavourites();
      expect(await driver.textsOf('.favourite-row')).toHaveLength(1);
      expect(await driver.textOf('.favourite-row')).toContain(large);
    });

    it('fills a cart that adds up, is changed, and explains what cannot be bought any more [MB-017] [MB-018] [MB-020] [MB-021] [MB-022]', async () => {
      const { member } = await aStore(world, 0);
      const fleeting = await aPackage(world.shop, `尝新礼盒${member.phone.slice(-4)}`);
      await member.client.cart.addToCart({ body: { kind: 'package', id: fleeting.id, quantity: 1 } });
      await member.client.catalog.addFavourite({
        params: { kind: 'package', id: await packageId(member, small) },
      });
      const app = await appOf(world, member);
      const { driver, shop } = app;

      await shop.openFavourites();
      await driver.tap('.favourite-row .offer-row', small);
      await shop.addToCart(2);
      await shop.addToCart(3);
      await driver.tap('.cart-button .lk-icon-button');
      await driver.waitFor('.cart-row', small);
      expect(await driver.count('.cart-row')).toBe(2);
      await fleeting.takeOff();
      await driver.pullDown();
      await driver.waitFor('.cart-row--gone', '已下架');
      await driver.tap('.quantity-more');
      await driver.waitFor('.cart-head', '共 4 件');
      await app.shoot('cart');

      await expect.poll(async () => (await member.client.cart.getCart()).pieces).toBe(4);
      const cart = await member.client.cart.getCart();
      expect(cart.lines.map(({ name, quantity, problem }) => [name, quantity, problem])).toEqual(
        expect.arrayContaining([
          [small, 3, null],
          [expect.stringMatching(/^尝新礼盒/), 1, '已下架'],
        ]),
      );
      const [sum] = await driver.textsOf('.cart-sum');
      expect(sum?.replace(/[^\d.]/g, '')).toBe((cart.chosenFen / 100).toFixed(2));
      await driver.tap('.cart-shop', '继续购物');
      await driver.waitFor('.home-kinds');
      await app.openCart();
      await driver.tap('.cart-clear');
      await driver.waitGone('.cart-row--gone');
      // The rows leave the screen before the server has heard of it.
      await expect.poll(async () => (await member.client.cart.getCart()).pieces).toBe(3);
    });

    it('sells what is in the cart, sends it, and shows the review once it was read [MB-013] [MB-019] [MB-023] [MB-025] [MB-026] [MB-055] [MB-056] [MB-057]', async () => {
      const { shop: start } = world;
      const { store, member } = await aStore(world, 0);
      const settings = await start.office.settings.getSettings();
      await start.office.settings.updateSettings({ body: { ...settings, showReviews: 'afterApproval' } });
      const id = await packageId(member, small);
      await member.client.cart.addToCart({ body: { kind: 'package', id, quantity: 2 } });
      await member.client.me.createAddress({ body: receiverOf(member) });
      const app = new MemberApp(await world.phone('member', 'buyer', member.phone));
      await app.logIn(member.phone);
      const { driver, shop } = app;
      const words = `个个鲜活 ${member.phone}`;

      await app.openCart();
      await driver.tap('.cart-checkout');
      await driver.waitFor('.confirm-address', receiverOf(member).detail);
      await app.chooseFreeDay();
      await app.shoot('confirm');
      await driver.tapAndPay('.confirm-submit');
      await driver.waitFor('.pay-result--paid');
      await app.shoot('paid');
      const [order] = (await member.client.order.listOrders({ query: {} })).items;
      const orderId = order?.id ?? 0;
      expect(order).toMatchObject({ kind: 'purchase', status: 'toShip', quantity: 2 });
      await start.dispatch(orderId, store);
      await start.ship(store, waybillOf(store));
      await app.openOrder('待收货');
      await app.confirmReceipt();
      await shop.review({ stars: 4, words, picture: qrPng('a crab') });
      await shop.openOwnReviews();
      await driver.waitFor('.my-review', '审核中');
      const shown = () =>
        member.client.offerReview.listOfferReviews({ params: { kind: 'package', id }, query: {} });
      expect((await shown()).items.map(({ text }) => text)).not.toContain(words);
      await approveReview(world, words);

      await app.open({ path: '/features/catalog/pages/offer', query: { kind: 'package', id: String(id) } });
      await driver.waitFor('.offer-reviews__item', words);
      await app.shoot('review-shown');
      const review = (await shown()).items.find(({ text }) => text === words);
      expect(review).toMatchObject({ score: 4 });
      const picture = await fetch(`${start.url}${review?.pictures[0] ?? ''}`);
      expect(readQr(new Uint8Array(await picture.arrayBuffer()))).toBe('a crab');
    });
  });
}

/** Somebody in the office reads a review and lets everybody see it. */
async function approveReview(world: World, words: string): Promise<void> {
  const screen = await Screen.open(world.browser, 'review-office', officeScreen);
  const office = new AdminApp(screen, world.shop.url);
  await office.logIn('admin', 'lakeside123');
  await office.approveReview(words);
  expect(screen.faults).toEqual([]);
  await screen.page.context().close();
}
