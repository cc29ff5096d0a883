import { cardAdminContract } from '@lakeside/shared/card/card.admin.contract';
import {
  giftAdminContract,
  giftMemberContract,
  giftPublicContract,
} from '@lakeside/shared/card/gift.contract';
import { memberMessageContract } from '@lakeside/shared/message/message.contract';
import { orderMemberContract } from '@lakeside/shared/order/order.contract';
import { afterEach, expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { CardGiftService } from '../../src/modules/card/card-gift.service';
import { ECardIssueService } from '../../src/modules/card/e-card-issue.service';
import { CardGift } from '../../src/modules/card/entities/card-gift.entity';
import { CardMovement } from '../../src/modules/card/entities/card-movement.entity';
import { Card } from '../../src/modules/card/entities/card.entity';
import { systemActor } from '../../src/platform/http/actor';
import { anECardProduct } from '../builders/e-card.builder';
import {
  aMemberWithAddress,
  anOpenDay,
  type MemberWithAddress,
  someActiveCards,
} from '../builders/order.builder';
import { deliverNews } from '../builders/purchase.builder';
import { openDays } from '../builders/stock.builder';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [...serverModules, typedSessions];
const morning = '2026-10-06T09:00:00+08:00';

describeOnBothDatabases('giving e-cards away', { modules }, (context) => {
  afterEach(() => context.app.clock.set(morning));
  let orders = 900_000;

  const anECard = async (member: MemberWithAddress) => {
    const { app } = context;
    const { productId, packageId } = await anECardProduct(app);
    const issuing = await app.get(ECardIssueService);
    const order = { kind: 'purchase' as const, id: (orders += 1), memberId: member.memberId };
    await app.dataSource.transaction((tx) =>
      issuing.issue(tx, systemActor('test'), { order, productId, count: 1 }),
    );
    await openDays(app, { packageId, days: [anOpenDay], quota: 10 });
    return app.dataSource.getRepository(Card).findOneByOrFail({ orderId: order.id });
  };
  const give = (token: string, cardId: number, greeting: string | null = '中秋快乐') =>
    context.app.call(giftMemberContract.giveCard, { token, input: { body: { cardId, greeting } } });
  const accept = (token: string, gift: string) =>
    context.app.call(giftMemberContract.acceptGift, { token, input: { body: { token: gift } } });
  const takeBack = (token: string, id: number) =>
    context.app.call(giftMemberContract.takeBackGift, { token, input: { params: { id } } });
  const preview = (token: string) =>
    context.app.call(giftPublicContract.previewGift, { input: { body: { token } } });
  const redeem = (member: MemberWithAddress, cardId: number) =>
    context.app.call(orderMemberContract.redeemCard, {
      token: member.token,
      input: { body: { cardId, addressId: member.addressId, deliveryDay: anOpenDay } },
    });
  const aGift = async () => {
    const giver = await aMemberWithAddress(context.app);
    const card = await anECard(giver);
    const { body } = await give(giver.token, card.id);
    return { giver, card, gift: body, link: body.token ?? '' };
  };
  const cardRow = (id: number) => context.app.dataSource.getRepository(Card).findOneByOrFail({ id });

  it('tells the giver once who accepted it, or that it came back, and nothing of what the giver did', async () => {
    const { app } = context;
    const inbox = async (token: string) => {
      await deliverNews(app);
      await deliverNews(app);
      const { body } = await app.call(memberMessageContract.listMessages, { token, input: { query: {} } });
      return body.items.map(({ event, title, target }) => ({ event, title, target }));
    };
    const [accepted, overdue, takenBack] = [await aGift(), await aGift(), await aGift()];
    const friend = await aMemberWithAddress(app);

    await accept(friend.token, accepted.link);
    await takeBack(takenBack.giver.token, takenBack.gift.id);
    app.clock.advance({ hours: 24 * 30 });
    await (await app.get(CardGiftService)).returnOverdue();

    const target = (id: number) => ({ kind: 'cardGift', id });
    expect(await inbox(accepted.giver.token)).toEqual([
      { event: 'giftEnded', title: '转赠的卡已被领取', target: target(accepted.gift.id) },
    ]);
    expect(await inbox(overdue.giver.token)).toEqual([
      { event: 'giftEnded', title: '转赠的卡已退回', target: target(overdue.gift.id) },
    ]);
    expect(await inbox(takenBack.giver.token)).toEqual([]);
  });

  it('moves the card to whoever accepts the link, and keeps giver, receiver and time [AD-249]', async () => {
    const { app } = context;
    const { giver, card, gift, link } = await aGift();
    const friend = await aMemberWithAddress(app);

    const shown = await preview(link);
    app.clock.advance({ hours: 2 });
    const accepted = await accept(friend.token, link);
    const again = await accept(friend.token, link);
    const log = await app.call(giftAdminContract.listCardGifts, {
      token: tokenOf.admin,
      input: { query: { cardNo: card.cardNo, status: 'accepted', from: '2026-10-06', to: '2026-10-06' } },
    });
    const movements = await app.dataSource
      .getRepository(CardMovement)
      .find({ where: { cardId: card.id }, order: { id: 'ASC' } });

    expect(gift).toMatchObject({ status: 'open', greeting: '中秋快乐', receiverName: null });
    expect(gift.number).toMatch(/^ZZ20261006-\d{4}$/);
    expect(shown.body).toMatchObject({
      status: 'open',
      greeting: '中秋快乐',
      product: { id: card.productId },
    });
    expect(JSON.stringify(shown.body)).not.toContain(card.cardNo);
    expect(accepted.body).toMatchObject({ cardId: card.id });
    expect(again.body).toEqual(accepted.body);
    expect(await cardRow(card.id)).toMatchObject({
      memberId: friend.memberId,
      status: 'active',
      lockDocumentId: null,
    });
    expect(log.body.items).toMatchObject([
      {
        number: gift.number,
        giver: { id: giver.memberId },
        receiver: { id: friend.memberId },
        createdAt: '2026-10-06T09:00:00.000+08:00',
        closedAt: '2026-10-06T11:00:00.000+08:00',
      },
    ]);
    expect(movements.map((row) => [row.action, row.memberId])).toEqual([
      ['issued', giver.memberId],
      ['giftSent', giver.memberId],
      ['giftAccepted', friend.memberId],
    ]);
    expect((await redeem(giver, card.id)).error).toMatchObject({ code: 'CARD_NOT_YOURS' });
    expect((await redeem(friend, card.id)).body).toMatchObject({ cardNo: card.cardNo });
  });

  it('locks the card on its way: not redeemed, not voided, not given twice', async () => {
    const { app } = context;
    const { giver, card } = await aGift();

    const redeemed = await redeem(giver, card.id);
    const twice = await give(giver.token, card.id);
    const voided = await app.call(cardAdminContract.voidCards, {
      token: tokenOf.admin,
      input: { body: { selection: { cardNos: [card.cardNo] }, reason: '测试' } },
    });

    expect(redeemed.error).toMatchObject({ code: 'CARD_LOCKED' });
    expect(twice.error).toMatchObject({ code: 'CARD_LOCKED' });
    expect(voided.error).toMatchObject({ code: 'CARDS_NOT_ELIGIBLE' });
    expect(await cardRow(card.id)).toMatchObject({ status: 'active', memberId: giver.memberId });
  });

  it('has one receiver, however many try at once', async () => {
    const { app } = context;
    const { card, link } = await aGift();
    const friends = [];
    for (let index = 0; index < 6; index += 1) friends.push(await aMemberWithAddress(app));

    const outcomes = await Promise.all(friends.map((friend) => accept(friend.token, link)));

    const winners = friends.filter((_, index) => outcomes[index]?.status === 200);
    expect(winners).toHaveLength(1);
    expect(outcomes.filter(({ status }) => status === 409)).toHaveLength(5);
    expect((await cardRow(card.id)).memberId).toBe(winners[0]?.memberId);
  });

  it('is taken or taken back, never both', async () => {
    const { app } = context;
    const { giver, card, gift, link } = await aGift();
    const friend = await aMemberWithAddress(app);

    const outcomes = await Promise.all([accept(friend.token, link), takeBack(giver.token, gift.id)]);

    expect(outcomes.map(({ status }) => status).sort()).toEqual([200, 409]);
    const owner = outcomes[0].status === 200 ? friend.memberId : giver.memberId;
    expect(await cardRow(card.id)).toMatchObject({ memberId: owner, lockDocumentId: null });
  });

  it('comes back by itself when nobody accepts it within the hours of the settings', async () => {
    const { app } = context;
    const { giver, card, gift, link } = await aGift();
    const friend = await aMemberWithAddress(app);
    app.clock.advance({ hours: 24 });

    const late = await accept(friend.token, link);
    const shown = await preview(link);
    await (await app.get(CardGiftService)).returnOverdue();
    const row = await app.dataSource.getRepository(CardGift).findOneByOrFail({ id: gift.id });
    const given = await give(giver.token, card.id, null);

    expect(late.error).toMatchObject({ code: 'GIFT_CLOSED', details: { status: 'expired' } });
    expect(shown.body.status).toBe('expired');
    expect(row).toMatchObject({ status: 'expired', receiverId: null });
    expect(given.body).toMatchObject({ status: 'open', greeting: null });
    expect((await accept(friend.token, link)).error).toMatchObject({ code: 'GIFT_CLOSED' });
  });

  it('refuses the giver, a wrong link, a foreign card, and cards of plastic', async () => {
    const { app } = context;
    const { giver, card, gift, link } = await aGift();
    const stranger = await aMemberWithAddress(app);
    const plastic = await someActiveCards(app, {
      productId: card.productId,
      memberId: giver.memberId,
      count: 1,
    });
    const forged = `${link.slice(0, -1)}${link.endsWith('0') ? '1' : '0'}`;

    const own = await accept(giver.token, link);
    const wrong = await accept(stranger.token, forged);
    const foreignEnd = await takeBack(stranger.token, gift.id);
    const foreignCard = await give(stranger.token, (await anECard(giver)).id);
    const ofPlastic = await give(giver.token, plastic[0]?.id ?? 0);

    expect(own.error).toMatchObject({ code: 'GIFT_OWN' });
    expect(wrong.error).toMatchObject({ code: 'GIFT_NOT_FOUND' });
    expect((await preview(forged)).error).toMatchObject({ code: 'GIFT_NOT_FOUND' });
    expect(foreignEnd.error).toMatchObject({ code: 'GIFT_NOT_FOUND' });
    expect(foreignCard.error).toMatchObject({ code: 'CARD_NOT_YOURS' });
    expect(ofPlastic.error).toMatchObject({ code: 'GIFT_E_CARD_ONLY' });
  });
});
