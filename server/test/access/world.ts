import { channelAuthContract } from '@lakeside/shared/channel/channel.contract';
import { salesAuthContract } from '@lakeside/shared/crm/crm.contract';
import { adminAuthContract } from '@lakeside/shared/identity/identity.contract';
import { toDay } from '@lakeside/shared/kernel/date';
import { memberAuthContract } from '@lakeside/shared/member/member.contract';
import {
  adminClient,
  channelClient,
  guestClient,
  type MemberClient,
  memberClient,
  smsCode,
} from '../../src/demo/demo-client';
import {
  demoAddress,
  demoAdmins,
  demoDealer,
  demoL1s,
  demoMembers,
  demoMerchant,
  demoPassword,
  demoSalesperson,
} from '../../src/demo/demo-world';
import { seedDemo } from '../../src/demo/seed-demo';
import { ECardIssueService } from '../../src/modules/card/e-card-issue.service';
import { Card } from '../../src/modules/card/entities/card.entity';
import { AdminUserService } from '../../src/modules/identity/admin-user.service';
import { MemberRow } from '../../src/modules/member/entities/member.entity';
import { systemActor } from '../../src/platform/http/actor';
import type { TestApp } from '../kit/test-app';

const [pingjiang, xihu, cityPartner] = demoL1s;
const [firstMember, secondMember] = demoMembers;
const strangerDealer = {
  name: '余杭经销',
  contactName: '钱老板',
  phone: '13900000031',
  level: 2,
  rateBp: 7000,
} as const;
const strangerSalesperson = { name: '赵销售', phone: '13700000002' };
const idleStaff = { name: '小店员', phone: '13900000041', modules: [] };

export type World = Awaited<ReturnType<typeof seedWorld>>;

/** The demo world, and next to it strangers: people of the same kind who own none of its rows. */
export async function seedWorld(app: TestApp) {
  const adminUsers = await app.get(AdminUserService);
  const users = [...demoAdmins, { userName: 'powerless', name: '无权限', permissions: [] }];
  for (const user of users) {
    const permissions = [...user.permissions];
    await adminUsers.createAdminUser(systemActor('test'), { ...user, permissions, password: demoPassword });
  }
  await seedDemo(app.url, app.clock.now(), () => undefined);
  const strangers = await addStrangers(app);
  const own = await ownRows(app);
  const channelToken = (phone: string) => tokenByPassword(app, channelAuthContract.logInByPassword, phone);
  return {
    today: toDay(app.clock.now()),
    own,
    strangers,
    tokenByAudience: {
      member: await tokenByPassword(app, memberAuthContract.logInByPassword, firstMember.phone),
      channel: await channelToken(pingjiang.phone),
      sales: await tokenByPassword(app, salesAuthContract.logInByPassword, demoSalesperson.phone),
      admin: await adminToken(app, 'admin'),
    },
    channelTokenByLevel: {
      1: await channelToken(pingjiang.phone),
      2: await channelToken(demoDealer.phone),
      3: await channelToken(demoMerchant.phone),
    },
    cityPartnerToken: await channelToken(cityPartner.phone),
    staffWithoutModulesToken: await loggedInToken(app, idleStaff.phone),
    powerlessAdminToken: await adminToken(app, 'powerless'),
  };
}

async function addStrangers(app: TestApp) {
  const admin = await adminClient(app.url);
  const l1 = await channelClient(app.url, xihu.phone, demoPassword);
  const invite = await l1.channel.createChannelInvite({
    body: { childLevel: 2, rateBp: strangerDealer.rateBp },
  });
  const guest = guestClient(app.url);
  const { name, contactName, phone } = strangerDealer;
  const code = await smsCode(guest.sms, 'channel', phone);
  const { channelId } = await guest.invite.applyAsChannel({
    body: { token: invite.token, phone, code, name, contactName },
  });
  await admin.channel.approveChannel({ params: { id: channelId } });
  await admin.salesperson.createSalesperson({ body: strangerSalesperson });
  const member = await memberClient(app.url, { phone: secondMember.phone, password: demoPassword });
  const address = await member.me.createAddress({ body: demoAddress });
  return {
    l1Token: await tokenByPassword(app, channelAuthContract.logInByPassword, xihu.phone),
    l2Token: await loggedInToken(app, phone),
    memberToken: await tokenByPassword(app, memberAuthContract.logInByPassword, secondMember.phone),
    addressId: address.id,
    salesToken: await salesToken(app, strangerSalesperson.phone),
  };
}

async function ownRows(app: TestApp) {
  const l1 = await channelClient(app.url, pingjiang.phone, demoPassword);
  const member = await memberClient(app.url, { phone: firstMember.phone, password: demoPassword });
  const staff = await l1.channel.addStaff({ body: idleStaff });
  const profile = await l1.channel.getProfile();
  const children = await l1.channel.listChildren({ query: {} });
  const cards = await l1.card.listCards({ query: { status: 'inactive' } });
  const handovers = await l1.card.listHandovers({ query: { direction: 'out', status: 'inTransit' } });
  const activations = await l1.card.listActivations({ query: { queue: 'level2' } });
  const shipments = await l1.fulfilment.listShipments({ query: { status: 'toShip' } });
  const addresses = await member.me.listAddresses();
  const memberCards = await member.card.listMyCards({ query: { status: 'active' } });
  const storeAddresses = await l1.storeShop.listStoreAddresses();
  const storeOrders = await l1.storeOrder.listStoreOrders({ query: { tab: 'shipped' } });
  const storeOrderId = first(storeOrders.items).id;
  const storeOrder = await l1.storeOrder.getStoreOrder({ params: { id: storeOrderId } });
  const storeAfterSales = await l1.storeOrder.listStoreAfterSales({ query: {} });
  const orders = await member.order.listOrders({ query: {} });
  const cart = await member.cart.getCart();
  const afterSales = await member.afterSale.listAfterSales({ query: {} });
  return {
    l1Id: profile.channel.id,
    l2Id: first(children.items.filter((child) => child.level === 2)).id,
    staffId: staff.id,
    inactiveCardNo: first(cards.items).cardNo,
    handoverId: first(handovers.items).id,
    activationId: first(activations.items).id,
    shipmentId: first(shipments.items).id,
    addressId: first(addresses).id,
    memberCardId: first(memberCards.items).id,
    orderId: first(orders.items).id,
    cartLineId: first(cart.lines).lineId,
    giftId: (await ownGift(app, member)).id,
    afterSaleId: first(afterSales.items).id,
    storeAddressId: first(storeAddresses).id,
    storeOrderId,
    storeShipmentId: first(storeOrder.shipments).id,
    storeAfterSaleId: first(storeAfterSales.items).id,
  };
}

/** An e-card of the first member on its way to somebody. */
async function ownGift(app: TestApp, member: MemberClient) {
  const { items } = await member.catalog.listOffers({ query: { kind: 'eCard' } });
  const { id: memberId } = await app.dataSource
    .getRepository(MemberRow)
    .findOneByOrFail({ phone: firstMember.phone });
  const issuing = await app.get(ECardIssueService);
  const order = { kind: 'purchase', id: 900_000, memberId } as const;
  await app.dataSource.transaction((tx) =>
    issuing.issue(tx, systemActor('test'), { order, productId: first(items).id, count: 1 }),
  );
  const card = await app.dataSource.getRepository(Card).findOneByOrFail({ orderId: order.id });
  return member.gift.giveCard({ body: { cardId: card.id } });
}

function first<Item>(items: readonly Item[]): Item {
  const [item] = items;
  if (item === undefined) throw new Error('the demo world lacks a row that the walk needs');
  return item;
}

async function tokenByPassword(
  app: TestApp,
  entry:
    | typeof channelAuthContract.logInByPassword
    | typeof memberAuthContract.logInByPassword
    | typeof salesAuthContract.logInByPassword,
  phone: string,
): Promise<string> {
  const { body } = await app.call(entry, { input: { body: { phone, password: demoPassword } } });
  return body.session.accessToken;
}

/** A first login by code, which also sets the password of the demo. */
async function loggedInToken(app: TestApp, phone: string): Promise<string> {
  await channelClient(app.url, phone);
  return tokenByPassword(app, channelAuthContract.logInByPassword, phone);
}

async function salesToken(app: TestApp, phone: string): Promise<string> {
  const code = await smsCode(guestClient(app.url).sms, 'sales', phone);
  const { body } = await app.call(salesAuthContract.logInByCode, { input: { body: { phone, code } } });
  return body.session.accessToken;
}

async function adminToken(app: TestApp, userName: string): Promise<string> {
  const { body } = await app.call(adminAuthContract.logIn, {
    input: { body: { userName, password: demoPassword } },
  });
  return body.session.accessToken;
}
