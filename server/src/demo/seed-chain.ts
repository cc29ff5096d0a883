import { addDays } from '@lakeside/shared/kernel/date';
import {
  demoAddress,
  demoApplicant,
  demoDealer,
  demoDirectMerchant,
  demoL1s,
  demoMemberCards,
  demoMembers,
  demoMerchant,
  demoOffers,
  demoReceivedCards,
  demoSalesperson,
} from './demo-world';
import {
  channelClient,
  guestClient,
  memberClient,
  setSalesPassword,
  smsCode,
  type ChannelClient,
} from './demo-client';
import { cardRange, type SeedContext } from './seed-context';

interface Applicant {
  readonly name: string;
  readonly contactName: string;
  readonly phone: string;
  readonly level: 2 | 3;
  readonly rateBp: number;
}

/** The story of a card: platform → L1 → L2 → L3 → member → doorstep, each chapter left at a different page. */
export async function seedChain(context: SeedContext): Promise<void> {
  const [eightPack, fourPack] = demoOffers;
  const l1Phone = demoL1s[0].phone;
  const l1Id = context.channelIds.get(l1Phone) ?? 0;
  const l1 = await channelClient(context.baseUrl, l1Phone);

  await orderCards(context, {
    toChannelId: l1Id,
    product: 0,
    ranges: [cardRange(eightPack.cardPrefix, 0, 600), memberCardRange()],
  });
  await receiveAll(l1);
  await orderCards(context, {
    toChannelId: l1Id,
    product: 1,
    ranges: [cardRange(fourPack.cardPrefix, 0, 200)],
  });

  const dealerId = await joinUnder(context, l1, demoDealer);
  const directId = await joinUnder(context, l1, demoDirectMerchant);
  await apply(context, l1, demoApplicant);
  const dealer = await channelClient(context.baseUrl, demoDealer.phone);
  const merchantId = await joinUnder(context, dealer, demoMerchant);

  await transfer(l1, { toChannelId: dealerId, range: cardRange(eightPack.cardPrefix, 100, 210), count: 210 });
  await receiveAll(dealer);
  await transfer(dealer, {
    toChannelId: merchantId,
    range: cardRange(eightPack.cardPrefix, 100, 60),
    count: 60,
  });
  const merchant = await channelClient(context.baseUrl, demoMerchant.phone);
  await receiveAll(merchant);
  await transfer(l1, { toChannelId: directId, range: cardRange(eightPack.cardPrefix, 400, 40), count: 40 });

  await activate(l1, {
    ranges: [memberCardRange()],
    count: demoMemberCards.length + demoReceivedCards.length,
  });
  await activate(l1, { ranges: [cardRange(eightPack.cardPrefix, 0, 20)], count: 20 });
  await merchant.card.requestActivation({
    body: {
      selection: { ranges: [cardRange(eightPack.cardPrefix, 100, 30)] },
      expectedCount: 30,
      note: '国庆前要用',
    },
  });
  const own = await dealer.card.requestActivation({
    body: { selection: { ranges: [cardRange(eightPack.cardPrefix, 200, 12)] }, expectedCount: 12 },
  });
  if (own.status !== 'pendingL1') throw new Error('a request of a level 2 goes to its level 1');
  await redeem(context, l1);
  await seedPasswords(context.baseUrl);
}

/** Everybody on the landing page who has not logged in on the way here gets the demo's password, too. */
async function seedPasswords(baseUrl: string): Promise<void> {
  const phones = [...demoL1s.slice(1).map((l1) => l1.phone), demoDirectMerchant.phone];
  for (const phone of phones) await channelClient(baseUrl, phone);
  await setSalesPassword(baseUrl, demoSalesperson.phone);
}

async function orderCards(
  context: SeedContext,
  order: { toChannelId: number; product: 0 | 1; ranges: { from: string; to: string }[] },
): Promise<void> {
  await context.admin.card.createCardOrder({
    body: {
      toChannelId: order.toChannelId,
      productId: context.productIds[order.product] ?? 0,
      selection: { ranges: order.ranges },
    },
  });
}

async function receiveAll(channel: ChannelClient): Promise<void> {
  const incoming = await channel.card.listHandovers({ query: { direction: 'in', status: 'inTransit' } });
  for (const handover of incoming.items)
    await channel.card.receiveHandover({ params: { id: handover.id }, body: {} });
}

async function transfer(
  channel: ChannelClient,
  input: { toChannelId: number; range: { from: string; to: string }; count: number },
): Promise<void> {
  await channel.card.transferCards({
    body: {
      toChannelId: input.toChannelId,
      selection: { ranges: [input.range] },
      expectedCount: input.count,
    },
  });
}

async function activate(
  l1: ChannelClient,
  input: { ranges: { from: string; to: string }[]; count: number },
): Promise<void> {
  const request = await l1.card.requestActivation({
    body: { selection: { ranges: input.ranges }, expectedCount: input.count },
  });
  await l1.card.activateCards({ params: { id: request.id }, body: {} });
}

/** Applies through the inviter's invite and is approved. */
async function joinUnder(
  context: SeedContext,
  inviter: ChannelClient,
  applicant: Applicant,
): Promise<number> {
  const channelId = await apply(context, inviter, applicant);
  await context.admin.channel.approveChannel({ params: { id: channelId } });
  return channelId;
}

async function apply(context: SeedContext, inviter: ChannelClient, applicant: Applicant): Promise<number> {
  const { name, contactName, phone, level, rateBp } = applicant;
  const invite = await inviter.channel.createChannelInvite({
    body: { childLevel: level === 2 ? 2 : 3, rateBp },
  });
  const guest = guestClient(context.baseUrl);
  const code = await smsCode(guest.sms, 'channel', phone);
  const { channelId } = await guest.invite.applyAsChannel({
    body: { token: invite.token, phone, code, name, contactName },
  });
  return channelId;
}

/** Two members join; one order waits for dispatch, one waits at the store with a label to print. */
async function redeem(context: SeedContext, l1: ChannelClient): Promise<void> {
  const invite = await l1.channel.getMemberInvite({ query: {} });
  const [first, second] = demoMembers;
  const member = await memberClient(context.baseUrl, { phone: first.phone, inviteToken: invite.token });
  await member.me.updateProfile({ body: { nickname: first.nickname } });
  const address = await member.me.createAddress({ body: demoAddress });
  const orderIds: number[] = [];
  for (const [index, { cardNo, secret }] of demoMemberCards.slice(1).entries()) {
    const card = await member.card.bindCard({ body: { cardNo, secret } });
    // The last one stays in the member's hand.
    if (index === demoMemberCards.length - 2) continue;
    const order = await member.order.redeemCard({
      body: {
        cardId: card.id,
        addressId: address.id,
        deliveryDay: addDays(context.today, 4 + index),
        remark: '放前台',
      },
    });
    orderIds.push(order.id);
  }
  const storeId = context.channelIds.get(demoL1s[0].phone) ?? 0;
  const [toStore] = orderIds;
  if (toStore !== undefined) {
    await context.admin.fulfilment.dispatchOrder({ params: { id: toStore }, body: { channelId: storeId } });
  }
  for (const [index, id] of context.packageIds.slice(0, 2).entries()) {
    await member.cart.addToCart({ body: { kind: 'package', id, quantity: index + 1 } });
  }
  const memberInvite = await member.me.getInvite();
  const friend = await memberClient(context.baseUrl, {
    phone: second.phone,
    inviteToken: memberInvite.token,
  });
  await friend.me.updateProfile({ body: { nickname: second.nickname } });
}

function memberCardRange(): { from: string; to: string } {
  return { from: demoMemberCards[0].cardNo, to: demoReceivedCards[1].cardNo };
}
