import { addDays } from '@lakeside/shared/kernel/date';
import { channelClient, memberClient, type MemberClient } from './demo-client';
import { demoAddress, demoL1s, demoMembers, demoPassword, demoReceivedCards } from './demo-world';
import type { SeedContext } from './seed-context';

/** Two members receive their goods: one says what they think and is answered, the other still has it before them; one tells the shop a wish. */
export async function seedReviews(context: SeedContext): Promise<void> {
  const [first, second] = demoMembers;
  const [reviewedCard, waitingCard] = demoReceivedCards;
  const member = await memberClient(context.baseUrl, { phone: first.phone, password: demoPassword });
  const friend = await memberClient(context.baseUrl, { phone: second.phone, password: demoPassword });
  await friend.me.createAddress({ body: { ...demoAddress, name: second.nickname, phone: second.phone } });

  await friend.feedback.sendFeedback({ body: { kind: 'suggestion', text: '希望送达日可以选上午或下午。' } });

  const orderId = await receive(context, friend, reviewedCard);
  await receive(context, member, waitingCard);
  const { lines } = await friend.review.getOrderToReview({ params: { id: orderId } });
  for (const { kind, offerId } of lines) {
    const review = await friend.review.submitReview({
      body: {
        orderId,
        kind,
        offerId,
        score: 5,
        text: '个头足，鲜活没有一只死的，蟹黄很满，家里老人很喜欢。',
      },
    });
    await context.admin.review.replyToReview({
      params: { id: review.id },
      body: { text: '谢谢您的认可，下一批蟹更肥，欢迎再来。' },
    });
  }
}

/** Redeems a card, which a store ships, and confirms its receipt. Answers the order. */
async function receive(
  context: SeedContext,
  member: MemberClient,
  card: { cardNo: string; secret: string },
): Promise<number> {
  const { cardNo, secret } = card;
  const bound = await member.card.bindCard({ body: { cardNo, secret } });
  const [address] = await member.me.listAddresses();
  const order = await member.order.redeemCard({
    body: {
      cardId: bound.id,
      addressId: address?.id ?? 0,
      deliveryDay: addDays(context.today, 4),
      remark: null,
    },
  });
  const storePhone = demoL1s[0].phone;
  const { parcels } = await context.admin.fulfilment.dispatchOrder({
    params: { id: order.id },
    body: { channelId: context.channelIds.get(storePhone) ?? 0 },
  });
  const store = await channelClient(context.baseUrl, storePhone, demoPassword);
  for (const { shipmentId } of parcels) {
    const waybillNo = `SF${String(order.id).padStart(10, '0')}`;
    await store.fulfilment.ship({ params: { id: shipmentId }, body: { carrierCode: 'SF', waybillNo } });
  }
  await member.order.confirmReceipt({ params: { id: order.id } });
  return order.id;
}
