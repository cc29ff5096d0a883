import { orderMemberContract } from '@lakeside/shared/order/order.contract';
import {
  reviewAdminContract,
  reviewMemberContract,
  reviewPublicContract,
} from '@lakeside/shared/review/review.contract';
import { settingsAdminContract } from '@lakeside/shared/settings/settings.contract';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { OfferRatingRow } from '../../src/modules/review/entities/offer-rating.entity';
import { ReviewRow } from '../../src/modules/review/entities/review.entity';
import { aMemberWithAddress, anOrder } from '../builders/order.builder';
import { aPurchase } from '../builders/purchase.builder';
import { aCompletedOrder, complete, submitReview } from '../builders/review.builder';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases, type TestApp } from '../kit/test-app';

const modules = [...serverModules, typedSessions];

const ratingOf = (app: TestApp, offerId: number) =>
  app.dataSource.manager.findOneBy(OfferRatingRow, { offerKind: 'cardProduct', offerId });

const offerReviews = async (app: TestApp, id: number, query = {}) =>
  (
    await app.call(reviewPublicContract.listOfferReviews, {
      input: { params: { kind: 'cardProduct', id }, query },
    })
  ).body;

const moderate = (app: TestApp, act: 'show' | 'hide', id: number) =>
  act === 'show'
    ? app.call(reviewAdminContract.showReview, { token: tokenOf.admin, input: { params: { id } } })
    : app.call(reviewAdminContract.hideReview, {
        token: tokenOf.admin,
        input: { params: { id }, body: { reason: '与商品无关' } },
      });

async function setSettings(app: TestApp, change: { showReviews?: 'atOnce' | 'afterApproval' }) {
  const { body } = await app.call(settingsAdminContract.getSettings, { token: tokenOf.admin });
  await app.call(settingsAdminContract.updateSettings, {
    token: tokenOf.admin,
    input: { body: { ...body, ...change } },
  });
}

describeOnBothDatabases('reviews', { modules }, (context) => {
  it('are of goods of own completed orders, and leave the list of what waits [MB-055] [MB-056]', async () => {
    const { app } = context;
    const { order, member, productId } = await aCompletedOrder(app);
    const { token } = member;
    const waiting = async () =>
      (await app.call(reviewMemberContract.listOrdersToReview, { token, input: { query: {} } })).body;
    const listed = async () =>
      (await app.call(orderMemberContract.listOrders, { token, input: { query: { wait: 'toReview' } } }))
        .body;
    const before = await waiting();
    const ordersBefore = await listed();

    const { body } = await submitReview(app, {
      token,
      orderId: order.id,
      offerId: productId,
      score: 4,
      text: '个头足，\n蟹黄很满',
      pictures: ['/media/abc.jpg'],
    });
    const shown = await app.call(orderMemberContract.getOrder, {
      token,
      input: { params: { id: order.id } },
    });

    expect(before).toMatchObject({
      total: 1,
      items: [
        { orderId: order.id, lines: [{ kind: 'cardProduct', offerId: productId, title: order.title }] },
      ],
    });
    expect(ordersBefore.items.map((one) => one.id)).toEqual([order.id]);
    expect(body).toMatchObject({ score: 4, text: '个头足， 蟹黄很满', status: 'shown', title: order.title });
    expect(await waiting()).toEqual({ items: [], total: 0 });
    expect((await listed()).total).toBe(0);
    expect(shown.body.reviewUntil).toBeNull();
  });

  it('of a bought order stay open until the last line has one [MB-055]', async () => {
    const { app } = context;
    const { order, member, goods } = await aPurchase(app);
    await complete(app, order.id);
    const review = { token: member.token, orderId: order.id, kind: 'package' as const };

    const wrong = await submitReview(app, { ...review, offerId: goods.packageId + 1000 });
    const right = await submitReview(app, { ...review, offerId: goods.packageId });

    expect(wrong.error.code).toBe('REVIEW_LINE_NOT_FOUND');
    expect(right.body).toMatchObject({ kind: 'package', offerId: goods.packageId });
  });

  it('need a score and a text, once, by the buyer, after completion and in time [MB-055] [MB-056]', async () => {
    const { app } = context;
    const { order, member, productId } = await aCompletedOrder(app);
    const open = await anOrder(app);
    const stranger = await aMemberWithAddress(app);
    const review = { token: member.token, orderId: order.id, offerId: productId };

    const noScore = await submitReview(app, { ...review, score: 0 });
    const short = await submitReview(app, { ...review, text: '好 吃' });
    const elsewhere = await submitReview(app, { ...review, pictures: ['https://evil.example/a.jpg'] });
    const foreign = await submitReview(app, { ...review, token: stranger.token });
    const early = await submitReview(app, {
      token: open.member.token,
      orderId: open.order.id,
      offerId: open.goods.productId,
    });
    const now = app.clock.now();
    app.clock.set(new Date(now.getTime() + 30 * 86_400_000 + 1).toISOString());
    const late = await submitReview(app, review);
    app.clock.set(now.toISOString());
    const first = await submitReview(app, review);
    const second = await submitReview(app, review);

    expect([noScore, short, elsewhere].map((answer) => answer.status)).toEqual([422, 422, 422]);
    expect(foreign.error.code).toBe('ORDER_NOT_FOUND');
    expect(early.error.code).toBe('REVIEW_NOT_OFFERED');
    expect(late.error.code).toBe('REVIEW_TOO_LATE');
    expect(first.status).toBe(200);
    expect(second.error.code).toBe('REVIEW_EXISTS');
    expect(await app.dataSource.manager.countBy(ReviewRow, { orderId: order.id })).toBe(1);
  });

  it('sent twenty times at once are one review, counted once', async () => {
    const { app } = context;
    const { order, member, productId } = await aCompletedOrder(app);

    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        submitReview(app, { token: member.token, orderId: order.id, offerId: productId }),
      ),
    );

    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(await ratingOf(app, productId)).toMatchObject({ reviewCount: 1, scoreSum: 5 });
  });

  it('are listed below the card with their average, newest first, and by picture [MB-032]', async () => {
    const { app } = context;
    const { goods, order, member, productId } = await aCompletedOrder(app);
    const other = await anOrder(app, { goods });
    await complete(app, other.order.id);
    await submitReview(app, {
      token: member.token,
      orderId: order.id,
      offerId: productId,
      score: 5,
      isAnonymous: true,
    });
    await submitReview(app, {
      token: other.member.token,
      orderId: other.order.id,
      offerId: productId,
      score: 4,
      pictures: ['/media/a.jpg', '/media/b.png'],
    });

    const all = await offerReviews(app, productId);
    const pictured = await offerReviews(app, productId, { withPictures: true });
    const second = await offerReviews(app, productId, { page: 2, pageSize: 1 });

    expect(all.rating).toEqual({ count: 2, averageTenths: 45, withPictures: 1 });
    expect(all.items.map((item) => [item.score, item.authorName])).toEqual([
      [4, expect.stringMatching(/^会员\d+$/)],
      [5, '匿名会员'],
    ]);
    expect(pictured).toMatchObject({ total: 1, items: [{ pictures: ['/media/a.jpg', '/media/b.png'] }] });
    expect(second.items.map((item) => item.score)).toEqual([5]);
    expect(JSON.stringify(all)).not.toContain('"phone"');
  });

  it('of a package stand on its own page [MB-013]', async () => {
    const { app } = context;
    const { order, member, goods } = await aPurchase(app);
    await complete(app, order.id);
    await submitReview(app, {
      token: member.token,
      orderId: order.id,
      kind: 'package',
      offerId: goods.packageId,
      score: 3,
    });

    const { body } = await app.call(reviewPublicContract.listOfferReviews, {
      input: { params: { kind: 'package', id: goods.packageId }, query: {} },
    });

    expect(body).toMatchObject({ total: 1, rating: { averageTenths: 30 }, items: [{ score: 3 }] });
  });

  it('wait for approval when the shop wants to read them first, and count only while shown [AD-292]', async () => {
    const { app } = context;
    const { order, member, productId } = await aCompletedOrder(app);
    await setSettings(app, { showReviews: 'afterApproval' });
    const { body: review } = await submitReview(app, {
      token: member.token,
      orderId: order.id,
      offerId: productId,
    });
    await setSettings(app, { showReviews: 'atOnce' });

    const waiting = await offerReviews(app, productId);
    const shown = await moderate(app, 'show', review.id);
    const twice = await moderate(app, 'show', review.id);
    const read = await offerReviews(app, productId);
    const hidden = await moderate(app, 'hide', review.id);
    const gone = await offerReviews(app, productId);

    expect(review.status).toBe('pending');
    expect(waiting.total).toBe(0);
    expect(shown.body.status).toBe('shown');
    expect(twice.error).toMatchObject({
      code: 'REVIEW_STATUS_CHANGED',
      message: '评价已变为“已展示”，请刷新',
    });
    expect(read.rating.count).toBe(1);
    expect(hidden.body.status).toBe('hidden');
    expect(gone).toMatchObject({ items: [], rating: { count: 0, averageTenths: 0 } });
  });

  it('are answered once, and the answer is read by everybody [AD-292]', async () => {
    const { app } = context;
    const { order, member, productId } = await aCompletedOrder(app);
    const { body: review } = await submitReview(app, {
      token: member.token,
      orderId: order.id,
      offerId: productId,
    });
    const reply = (text: string, token = tokenOf.admin as string) =>
      app.call(reviewAdminContract.replyToReview, {
        token,
        input: { params: { id: review.id }, body: { text } },
      });

    const refused = await reply('谢谢', tokenOf.clerk('review.view'));
    const first = await reply('谢谢支持，欢迎再来');
    const second = await reply('再谢一次');

    expect(refused.status).toBe(403);
    expect(first.body.reply).toBe('谢谢支持，欢迎再来');
    expect(second.error.code).toBe('REVIEW_ALREADY_REPLIED');
    expect((await offerReviews(app, productId)).items[0]?.reply).toBe('谢谢支持，欢迎再来');
  });

  it('are found in the back office by state, score, answer, words, order and member [AD-292] [AD-142]', async () => {
    const { app } = context;
    const { order, member, productId } = await aCompletedOrder(app);
    const { body: review } = await submitReview(app, {
      token: member.token,
      orderId: order.id,
      offerId: productId,
      score: 2,
      text: '少了一只，已补发',
    });
    const find = async (query: Record<string, unknown>) =>
      (
        await app.call(reviewAdminContract.listReviews, {
          token: tokenOf.admin,
          input: { query: { memberId: member.memberId, ...query } },
        })
      ).body.items.map((item) => item.id);

    const found = await Promise.all([
      find({}),
      find({ status: 'shown', score: 2, replied: 'false', search: '补发', orderNumber: order.number }),
    ]);
    const missed = await Promise.all([
      find({ status: 'hidden' }),
      find({ score: 5 }),
      find({ replied: 'true' }),
      find({ withPictures: 'true' }),
      find({ search: '%' }),
      find({ from: '2030-01-01' }),
    ]);
    const file = await app.call(reviewAdminContract.exportReviews, {
      token: tokenOf.admin,
      input: { query: { memberId: member.memberId } },
    });

    expect(found).toEqual([[review.id], [review.id]]);
    expect(missed).toEqual([[], [], [], [], [], []]);
    expect(file.headers.get('content-disposition')).toContain('.xlsx');
  });

  it('of mine are listed with what became of them [MB-057]', async () => {
    const { app } = context;
    const { order, member, productId } = await aCompletedOrder(app);
    const { body: review } = await submitReview(app, {
      token: member.token,
      orderId: order.id,
      offerId: productId,
    });
    await moderate(app, 'hide', review.id);
    const stranger = await aMemberWithAddress(app);
    const own = async (token: string) =>
      (await app.call(reviewMemberContract.listMyReviews, { token, input: { query: {} } })).body;

    expect(await own(member.token)).toMatchObject({
      total: 1,
      items: [{ id: review.id, status: 'hidden', title: order.title }],
    });
    expect((await own(stranger.token)).total).toBe(0);
  });
});
