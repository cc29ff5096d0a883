import { catalogAdminContract } from '@lakeside/shared/catalog/catalog.contract';
import { catalogMemberContract, type ShelfSort } from '@lakeside/shared/catalog/catalog.member.contract';
import { offerAdminContract } from '@lakeside/shared/catalog/offer.admin.contract';
import { reviewPublicContract } from '@lakeside/shared/review/review.contract';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { CardProduct } from '../../src/modules/catalog/entities/card-product.entity';
import { anECardProduct } from '../builders/e-card.builder';
import { type Goods, someGoods } from '../builders/goods.builder';
import { aMemberWithAddress, anOpenDay, anOrder } from '../builders/order.builder';
import { complete, submitReview } from '../builders/review.builder';
import { openDays } from '../builders/stock.builder';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const token = tokenOf.admin;

describeOnBothDatabases('the e-card shop', { modules: [...serverModules, typedSessions] }, (context) => {
  const aMember = async () => (await aMemberWithAddress(context.app)).token;

  /** E-cards of one category, named `mark0` …, at these prices, of which so many were sold. */
  async function aShelf(mark: string, offers: readonly { priceFen: number; soldCount: number }[]) {
    const { app } = context;
    const { body: category } = await app.call(catalogAdminContract.createCategory, {
      token,
      input: { body: { kind: 'eCard', name: mark } },
    });
    const ids = [];
    for (const [index, { priceFen, soldCount }] of offers.entries()) {
      const { productId } = await anECardProduct(app, 10, priceFen);
      const change = { name: `${mark}${index}`, categoryId: category.id, soldCount };
      await app.dataSource.manager.update(CardProduct, { id: productId }, change);
      ids.push(productId);
    }
    return { category, ids };
  }

  async function names(member: string, query: { categoryId?: number; search?: string; sort?: ShelfSort }) {
    const { body } = await context.app.call(catalogMemberContract.listOffers, {
      token: member,
      input: { query: { kind: 'eCard', pageSize: 100, ...query } },
    });
    return body.items.map((offer) => offer.name);
  }

  it('is divided by first-level categories, searched by a part of the name, and sorted by sales and price [MB-040] [MB-042] [MB-043]', async () => {
    const { app } = context;
    const member = await aMember();
    const shelf = await aShelf('中秋', [
      { priceFen: 30_000, soldCount: 1 },
      { priceFen: 10_000, soldCount: 5 },
      { priceFen: 20_000, soldCount: 3 },
    ]);
    await aShelf('重阳', [{ priceFen: 15_000, soldCount: 9 }]);
    await someGoods(app);
    const { body: categories } = await app.call(catalogMemberContract.listOfferCategories, {
      token: member,
      input: { query: { kind: 'eCard' } },
    });
    const categoryId = shelf.category.id;

    expect(categories.map(({ name }) => name)).toEqual(['中秋', '重阳']);
    expect(await names(member, { search: '秋1' })).toEqual(['中秋1']);
    expect(await names(member, { search: '没有这张' })).toEqual([]);
    expect(await names(member, { categoryId, sort: 'sales' })).toEqual(['中秋1', '中秋2', '中秋0']);
    expect(await names(member, { categoryId, sort: 'priceUp' })).toEqual(['中秋1', '中秋2', '中秋0']);
    expect(await names(member, { categoryId, sort: 'priceDown' })).toEqual(['中秋0', '中秋2', '中秋1']);
    expect((await names(member, { sort: 'sales' }))[0]).toBe('重阳0');
  });

  it('shows all goods of the card and what people wrote who redeemed it [AD-238] [MB-045]', async () => {
    const { app } = context;
    const goods: Goods = await someGoods(app, { eCards: 5, quantities: [4, 4, 1] });
    await openDays(app, { packageId: goods.packageId, days: [anOpenDay], quota: 10 });
    const { order, member } = await anOrder(app, { goods });
    await complete(app, order.id);

    const shown = await app.call(catalogMemberContract.getOffer, {
      token: member.token,
      input: { params: { kind: 'eCard', id: goods.productId } },
    });
    await submitReview(app, {
      token: member.token,
      orderId: order.id,
      offerId: goods.productId,
      kind: 'eCard',
      score: 4,
    });
    const reviews = await app.call(reviewPublicContract.listOfferReviews, {
      input: { params: { kind: 'eCard', id: goods.productId }, query: {} },
    });

    expect(shown.body.items.map(({ skuId, quantity }) => [skuId, quantity])).toEqual(
      goods.skuIds.map((skuId, index) => [skuId, [4, 4, 1][index]]),
    );
    expect(reviews.body).toMatchObject({ total: 1, rating: { count: 1, averageTenths: 40 } });
    expect(reviews.body.items).toMatchObject([{ score: 4, text: '螃蟹很新鲜' }]);
  });

  it('keeps an e-card among the favourites of one member [MB-047]', async () => {
    const { app } = context;
    const [member, other] = [await aMember(), await aMember()];
    const { productId: id } = await anECardProduct(app);
    const params = { kind: 'eCard' as const, id };
    const kept = async (whose: string) =>
      (
        await app.call(catalogMemberContract.listFavourites, { token: whose, input: { query: {} } })
      ).body.items.map(({ offer }) => [offer.kind, offer.id]);

    await app.call(catalogMemberContract.addFavourite, { token: member, input: { params } });
    const asCard = await app.call(catalogMemberContract.addFavourite, {
      token: member,
      input: { params: { kind: 'cardProduct', id } },
    });
    const both = [await kept(member), await kept(other)];
    await app.call(catalogMemberContract.removeFavourite, { token: member, input: { params } });

    expect(both).toEqual([[['eCard', id]], []]);
    expect(asCard.error.code).toBe('CARD_PRODUCT_NOT_FOUND');
    expect(await kept(member)).toEqual([]);
  });

  it('puts recommended e-cards first, and takes one into the recycle bin and back [AD-243] [AD-244] [AD-245]', async () => {
    const { app } = context;
    const member = await aMember();
    const { category, ids } = await aShelf('推荐', [
      { priceFen: 10_000, soldCount: 0 },
      { priceFen: 10_000, soldCount: 0 },
    ]);
    const [first = 0, second = 0] = ids;
    const ref = (id: number) => ({ params: { kind: 'eCard' as const, id } });
    const binned = async () => {
      const input = { query: { form: 'electronic' as const, isBinned: true, pageSize: 100 } };
      const { body } = await app.call(catalogAdminContract.listCardProducts, { token, input });
      return body.items.map(({ id }) => id);
    };
    const onShelf = () => names(member, { categoryId: category.id });

    await app.call(offerAdminContract.setOfferRecommended, {
      token,
      input: { ...ref(first), body: { isRecommended: true } },
    });
    const recommended = await onShelf();
    await app.call(offerAdminContract.binOffer, { token, input: ref(second) });
    const left = [await onShelf(), await binned()];
    const gone = await app.call(catalogMemberContract.getOffer, { token: member, input: ref(second) });
    await app.call(offerAdminContract.restoreOffer, { token, input: ref(second) });
    await app.call(offerAdminContract.setOfferShelf, {
      token,
      input: { ...ref(second), body: { status: 'onShelf' } },
    });

    expect(recommended).toEqual(['推荐0', '推荐1']);
    expect(left).toEqual([['推荐0'], [second]]);
    expect(gone.error.code).toBe('CARD_PRODUCT_NOT_FOUND');
    expect([await binned(), await onShelf()]).toEqual([[], ['推荐0', '推荐1']]);
  });
});
