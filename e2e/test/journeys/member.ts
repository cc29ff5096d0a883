import { demoPassword } from '@lakeside/server/src/demo/demo-world';
import { describe, expect, it } from 'vitest';
import { qrPng } from '@lakeside/server/src/platform/qr-png';
import { MemberApp } from '../../src/member-app';
import { readQr, scanPicture } from '../../src/read-qr';
import { waybillOf, type Channel, type KnownCard, type Member } from './shop';
import type { World } from './world';

const money = { storedValueFen: 1_000_000, creditFen: 100_000 };

/** A store with a member of its own and activated cards that lie in the store. */
export async function aStore(world: World, cardCount: number) {
  const { shop } = world;
  const store = await shop.newStore('巴城湖畔专卖店', money);
  const member = await shop.newMember(store);
  const cards = cardCount === 0 ? [] : await shop.newCards(store, cardCount);
  if (cardCount > 0) await shop.activate(store, cards);
  return { store, member, cards };
}

export async function appOf(world: World, member: Member): Promise<MemberApp> {
  const app = new MemberApp(await world.phone('member', `member-${member.phone.slice(-4)}`));
  await app.logInByPassword(member.phone, demoPassword);
  return app;
}

async function memberRow(world: World, phone: string) {
  const found = await world.shop.office.member.listMembers({ query: { search: phone } });
  return found.items[0];
}

async function inviteOf(store: Channel): Promise<{ link: string }> {
  const { url } = await store.client.channel.getMemberInvite({ query: {} });
  return { link: url };
}

/** What a member does with the member app. */
export function memberJourneys(world: World): void {
  describe('becoming a member', () => {
    it('joins the store whose code is scanned [MB-001] [MB-004] [MB-005]', async () => {
      const { store } = await aStore(world, 0);
      const phone = world.shop.newPhone();
      const app = new MemberApp(await world.phone('member', 'new-member'));

      await app.registerByInvite(await inviteOf(store), phone, store.name);

      expect(await memberRow(world, phone)).toMatchObject({ phone, channel: { name: store.name } });
    });

    it('joins the store whose code is scanned while the app is open [MB-001]', async () => {
      const { store } = await aStore(world, 0);
      const phone = world.shop.newPhone();
      const app = new MemberApp(await world.phone('member', 'open-already'));
      await app.open();
      await app.driver.waitFor('.home-login');

      await app.driver.openAgain(await inviteOf(store));
      await app.acceptInvite(phone, store.name);

      expect(await memberRow(world, phone)).toMatchObject({ phone, channel: { name: store.name } });
    });

    it('stays with the first store whatever is scanned later [MB-001]', async () => {
      const { store, member } = await aStore(world, 0);
      const other = await world.shop.newStore('淀山湖畔专卖店', money);
      const app = await appOf(world, member);

      await app.driver.openAgain(await inviteOf(other));
      await app.driver.waitFor('.home-kinds');

      expect(await app.driver.sees('.invite-notice')).toBe(false);
      expect(await memberRow(world, member.phone)).toMatchObject({ channel: { name: store.name } });
    });
  });

  describe('the account of a member', () => {
    it('logs in by password, is refused with a wrong one, and logs out [MB-006] [MB-076]', async () => {
      const { member } = await aStore(world, 0);
      const app = new MemberApp(await world.phone('member', 'account'));

      await app.open();
      await app.driver.tap('.home-login');
      await app.typePassword(member.phone, 'not-this-one');
      await app.driver.waitForToast(/密码/);
      await app.typePassword(member.phone, demoPassword);
      await app.driver.waitFor('.home-kinds');
      await app.logOut();

      await app.open();
      await app.driver.waitFor('.home-login');
    });

    it('hands out a code that makes a friend a member of the same store [MB-059]', async () => {
      const { store, member } = await aStore(world, 0);
      const app = await appOf(world, member);
      const friend = new MemberApp(await world.phone('member', 'friend'));
      const friendPhone = world.shop.newPhone();
      const { nickname } = await member.client.me.getProfile();

      await app.openInvite();
      await app.shoot('invite');
      const picture = await app.driver.tapAndSave('.invite-save');
      await friend.registerByInvite(scanPicture(picture), friendPhone, nickname);

      expect(await memberRow(world, friendPhone)).toMatchObject({
        channel: { name: store.name },
        inviterName: nickname,
      });
    });

    it('shows a picture of the own choice [MB-002] [MB-058]', async () => {
      const { member } = await aStore(world, 0);
      const app = await appOf(world, member);

      await app.openProfile();
      await app.driver.tapAndPick('.profile-face__button', [qrPng('a face')]);
      await app.driver.waitFor('.profile-face .lk-avatar__picture');
      await app.saveProfile('🦀 <b>小满</b>');

      const { avatarUrl, nickname } = await member.client.me.getProfile();
      const served = await fetch(`${world.shop.url}${avatarUrl}`);
      expect(nickname).toBe('🦀 <b>小满</b>');
      expect(readQr(new Uint8Array(await served.arrayBuffer()))).toBe('a face');
      await app.driver.waitFor('.mine-hero .lk-avatar__picture');
    });

    it('changes the own name [MB-058]', async () => {
      const { member } = await aStore(world, 0);
      const app = await appOf(world, member);

      await app.rename('何小满');

      expect((await member.client.me.getProfile()).nickname).toBe('何小满');
    });
  });

  redemptionJourneys(world);
  refundJourneys(world);
}

function refundJourneys(world: World): void {
  describe('money that comes back to a member', () => {
    it('shows a part first, then the rest, which ends the order', async () => {
      const { member } = await aStore(world, 0);
      const { orderId, paidFen } = await world.shop.newPaidOrder(member, 2);
      const refund = (amountFen: number, reason: string) =>
        world.shop.office.purchase.refundOrder({ params: { id: orderId }, body: { amountFen, reason } });
      const app = await appOf(world, member);

      await refund(1_000, '少一只');
      await app.openOrder();
      await app.driver.waitFor('.order-refund', /部分退款.*10\s*\.\s*00/s);
      expect(await app.textOf('.order-head')).toContain('待发货');
      await app.shoot('refunded-in-part');
      await refund(paidFen - 1_000, '不要了');
      await app.driver.pullDown();
      await app.driver.waitFor('.order-refund', '不要了');

      expect(await app.driver.count('.order-refund')).toBe(2);
      expect(await app.textOf('.order-head')).toContain('已取消');
      const order = await member.client.order.getOrder({ params: { id: orderId } });
      expect(order).toMatchObject({ status: 'cancelled', purchase: { refundedFen: paidFen } });
    });
  });
}

function redemptionJourneys(world: World): void {
  describe('a card in the hands of a member', () => {
    it('is bound by typing and by scanning, never with a wrong secret [MB-052] [MB-053]', async () => {
      const { member, cards } = await aStore(world, 2);
      const [typed, scanned] = cards as [KnownCard, KnownCard];
      const app = await appOf(world, member);

      await app.openBinding();
      await app.bindCard({ ...typed, secret: 'WRONG123' });
      await app.driver.waitFor('.bind-refusal', /卡号或卡密/);
      await app.bindCard(typed);
      await app.driver.waitFor('.card-bound');
      await app.shoot('bound');
      await app.openBinding();
      await app.bindScannedCard(scanned);
      await app.driver.waitFor('.card-bound');
      await app.openCards();
      await app.driver.waitFor('.card-redeem');

      expect(await app.driver.count('.card-row')).toBe(2);
      const own = await member.client.card.listMyCards({ query: {} });
      expect(own.items.map((card) => card.cardNo).sort()).toEqual([typed.cardNo, scanned.cardNo]);
    });

    it('is bound on the page that its printed code opens [MB-052]', async () => {
      const { member, cards } = await aStore(world, 2);
      const [first, second] = cards as [KnownCard, KnownCard];
      const app = await appOf(world, member);

      await app.open({ link: `${world.shop.url}/c/${first.cardNo}` });
      await app.bindOpenedCard(first.secret);
      await app.driver.waitFor('.card-bound');
      await app.driver.openAgain({ link: `${world.shop.url}/c/${second.cardNo}` });
      await app.bindOpenedCard(second.secret);
      await app.driver.waitFor('.card-bound');

      const own = await member.client.card.listMyCards({ query: {} });
      expect(own.items.map((card) => card.cardNo).sort()).toEqual([first.cardNo, second.cardNo]);
    });

    it('is redeemed for a day and an address of the member [MB-024] [MB-054] [MB-066]', async () => {
      const { member, cards } = await aStore(world, 1);
      const [card] = cards as [KnownCard];
      await member.client.card.bindCard({ body: card });
      const app = await appOf(world, member);
      const receiver = {
        name: '何女士',
        phone: '13800000802',
        region: ['江苏省', '苏州市', '昆山市'],
        detail: '前进中路 66 号 2 幢 301',
      } as const;

      await app.openRedemption();
      await app.addReceiver(receiver);
      await app.chooseFreeDay();
      await app.redeem('放门卫');
      await app.shoot('redeemed');
      await app.openOrder();
      expect(await app.textOf('.order-head')).toContain('待发货');
      await app.shoot('order');

      const { items } = await member.client.order.listOrders({ query: {} });
      expect(items).toHaveLength(1);
      const order = await member.client.order.getOrder({ params: { id: items[0]?.id ?? 0 } });
      expect(order).toMatchObject({
        status: 'toShip',
        cardNo: card.cardNo,
        remark: '放门卫',
        receiver: { name: '何女士', province: '江苏省', city: '苏州市', district: '昆山市' },
      });
    });

    it('becomes a parcel that is followed and received [MB-067] [MB-068]', async () => {
      const { store, member, cards } = await aStore(world, 1);
      const { orderId } = await world.shop.newShipment(store, member, (cards as [KnownCard])[0]);
      await world.shop.ship(store, waybillOf(store));
      const app = await appOf(world, member);

      await app.openOrder('待收货');
      await app.driver.waitFor('.parcel', waybillOf(store));
      await app.track();
      await app.shoot('track');
      await app.closeSheet();
      await app.confirmReceipt();

      expect(await app.textOf('.order-head')).toContain('已完成');
      const order = await member.client.order.getOrder({ params: { id: orderId } });
      expect(order.status).toBe('completed');
    });
  });
}
