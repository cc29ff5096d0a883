import { catalogAdminContract } from '@lakeside/shared/catalog/catalog.contract';
import { catalogMemberContract, type ShelfSort } from '@lakeside/shared/catalog/catalog.member.contract';
import { offerAdminContract } from '@lakeside/shared/catalog/offer.admin.contract';
import type { OfferRef } from '@lakeside/shared/catalog/offer-kind';
import type { EndpointInput } from '@lakeside/shared/kernel/endpoint';
import { settingsAdminContract, type Settings } from '@lakeside/shared/settings/settings.contract';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { offersSold } from '../../src/modules/catalog/catalog.events';
import { CardProduct } from '../../src/modules/catalog/entities/card-product.entity';
import { OfferSale } from '../../src/modules/catalog/entities/offer-sale.entity';
import { Package } from '../../src/modules/catalog/entities/package.entity';
import { CountSales } from '../../src/modules/catalog/offers-sold.handler';
import { adminToken, aMember } from '../builders/card-chain.builder';
import { someGoods } from '../builders/goods.builder';
import { someStock } from '../builders/stock.builder';
import { describeOnBothDatabases, type TestApp } from '../kit/test-app';

type ListQuery = EndpointInput<typeof catalogMemberContract.listOffers>['query'];

describeOnBothDatabases('the shelf of the shop', {}, (context) => {
  const shop = async (app: TestApp, token: string, query: ListQuery) =>
    (await app.call(catalogMemberContract.listOffers, { token, input: { query } })).body;

  const names = async (app: TestApp, token: string, query: ListQuery) =>
    (await shop(app, token, query)).items.map((offer) => offer.name);

  async function aCategory(app: TestApp, kind: 'package' | 'cardProduct', name: string) {
    const input = { body: { kind, name } };
    return (await app.call(catalogAdminContract.createCategory, { token: adminToken, input })).body;
  }

  async function aShelf(app: TestApp, mark: string, prices: readonly number[]) {
    const category = await aCategory(app, 'package', mark);
    const cards = await aCategory(app, 'cardProduct', mark);
    const goods = [];
    for (const [index, retailPriceFen] of prices.entries()) {
      const made = await someGoods(app, { retailPriceFen });
      const name = `${mark}${index}`;
      await app.dataSource.manager.update(Package, { id: made.packageId }, { name, categoryId: category.id });
      const card = { name: `${name}卡`, categoryId: cards.id };
      await app.dataSource.manager.update(CardProduct, { id: made.productId }, card);
      goods.push(made);
    }
    return { category, cards, goods };
  }

  const sell = async (app: TestApp, paper: string, lines: (OfferRef & { quantity: number })[]) => {
    const [news] = offersSold({ paper, lines });
    if (!news) throw new Error('nothing was sold');
    const handler = await app.get(CountSales);
    await handler.handle({ id: 1, topic: news.topic, payload: news.payload, attempt: 1 });
  };

  it('is divided by first-level categories, of which only those with something to show are named [MB-008] [MB-009] [MB-027] [MB-028]', async () => {
    const { app } = context;
    const { token } = await aMember(app);
    const { category, cards } = await aShelf(app, '礼盒', [500_00, 300_00]);
    await aCategory(app, 'package', '空的');

    const packages = await names(app, token, { kind: 'package', categoryId: category.id });
    const products = await names(app, token, { kind: 'cardProduct', categoryId: cards.id });
    const categories = (kind: 'package' | 'cardProduct') =>
      app.call(catalogMemberContract.listOfferCategories, { token, input: { query: { kind } } });

    expect(packages).toEqual(['礼盒1', '礼盒0']);
    expect(products).toEqual(['礼盒1卡', '礼盒0卡']);
    expect((await categories('package')).body).toEqual([category]);
    expect((await categories('cardProduct')).body).toEqual([cards]);
  });

  it('finds offers by a part of the name, with what was typed taken literally [MB-010] [MB-029]', async () => {
    const { app } = context;
    const { token } = await aMember(app);
    const { packageId, productId } = await someGoods(app);
    await app.dataSource.manager.update(Package, { id: packageId }, { name: '中秋 100% 好蟹_礼' });
    await app.dataSource.manager.update(CardProduct, { id: productId }, { name: '中秋 100 好蟹卡' });

    expect(await names(app, token, { search: '好蟹' })).toEqual(['中秋 100% 好蟹_礼', '中秋 100 好蟹卡']);
    expect(await names(app, token, { search: ' 100% ' })).toEqual(['中秋 100% 好蟹_礼']);
    expect(await names(app, token, { search: '蟹_' })).toEqual(['中秋 100% 好蟹_礼']);
    expect(await names(app, token, { search: "'; DROP TABLE package" })).toEqual([]);
    expect(await names(app, token, { search: '好蟹', kind: 'cardProduct' })).toEqual(['中秋 100 好蟹卡']);
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 30, unit: 'grapheme' }), async (search) => {
        const answer = await app.call(catalogMemberContract.listOffers, {
          token,
          input: { query: { search } },
        });
        expect([200, 422]).toContain(answer.status);
      }),
      { numRuns: 20 },
    );
  });

  it('sorts by sales, price and age, page after page without a gap [MB-011] [MB-030]', async () => {
    const { app } = context;
    const { token } = await aMember(app);
    const { category, goods } = await aShelf(app, '排序', [300_00, 100_00, 200_00]);
    const [first, , third] = goods.map((made) => made.packageId);
    await sell(app, 'order-1', [{ kind: 'package', id: third ?? 0, quantity: 2 }]);
    await sell(app, 'order-2', [{ kind: 'package', id: first ?? 0, quantity: 1 }]);
    const sorted = async (sort: ShelfSort) => {
      const found: string[] = [];
      for (const page of [1, 2, 3]) {
        const query = { kind: 'package', categoryId: category.id, sort, page, pageSize: 1 } as const;
        found.push(...(await names(app, token, query)));
      }
      return found.join(' ');
    };

    expect(await sorted('sales')).toBe('排序2 排序0 排序1');
    expect(await sorted('priceUp')).toBe('排序1 排序2 排序0');
    expect(await sorted('priceDown')).toBe('排序0 排序2 排序1');
    expect(await sorted('newest')).toBe('排序2 排序1 排序0');
  });

  it('counts a sale once, however often it is told, and shows it unless the shop hides it [AD-345]', async () => {
    const { app } = context;
    const { token } = await aMember(app);
    const { packageId, productId } = await someGoods(app);
    const lines = [
      { kind: 'package', id: packageId, quantity: 3 },
      { kind: 'cardProduct', id: productId, quantity: 5 },
    ] as const;
    for (let times = 0; times < 5; times += 1) await sell(app, 'order-77', [...lines]);
    await Promise.all([1, 2, 3].map((n) => sell(app, `order-78${n}`, [{ ...lines[0], quantity: 1 }])));

    const counts = async () => {
      const offers = await Promise.all(
        lines.map(({ kind, id }) =>
          app.call(catalogMemberContract.getOffer, { token, input: { params: { kind, id } } }),
        ),
      );
      return offers.map((offer) => offer.body.soldCount);
    };
    const shown = await counts();
    await changeSettings(app, { showSales: false });
    const hidden = await counts();
    await changeSettings(app, { showSales: true });

    expect(shown).toEqual([6, 5]);
    expect(hidden).toEqual([null, null]);
    expect(await app.dataSource.manager.countBy(OfferSale, { paper: 'order-77' })).toBe(2);
  });

  it('shows what the stock still gives, and says sold out even where stock is hidden [AD-346]', async () => {
    const { app } = context;
    const { token } = await aMember(app);
    const { packageId, skuIds } = await someGoods(app, { quantities: [2, 1] });
    const look = async () => {
      const input = { params: { kind: 'package', id: packageId } } as const;
      const { body } = await app.call(catalogMemberContract.getOffer, { token, input });
      return [body.stockLeft, body.isSoldOut];
    };
    const empty = await look();
    await someStock(app, { channelId: null, skuIds, quantity: 9 });
    const full = await look();
    await changeSettings(app, { showStock: false });
    const hidden = await look();
    await changeSettings(app, { showStock: true });

    expect([empty, full, hidden]).toEqual([
      [0, true],
      [4, false],
      [null, false],
    ]);
  });

  it('keeps favourites of each member, marks what left the shelf, and takes both ways twice [MB-015] [MB-034] [MB-069]', async () => {
    const { app } = context;
    const [member, other] = [await aMember(app), await aMember(app)];
    const { packageId, productId } = await someGoods(app);
    const refs: OfferRef[] = [
      { kind: 'package', id: packageId },
      { kind: 'cardProduct', id: productId },
    ];
    const add = (params: OfferRef) =>
      app.call(catalogMemberContract.addFavourite, { token: member.token, input: { params } });
    const remove = (params: OfferRef) =>
      app.call(catalogMemberContract.removeFavourite, { token: member.token, input: { params } });
    const list = async (token: string) =>
      (await app.call(catalogMemberContract.listFavourites, { token, input: { query: {} } })).body;
    for (const ref of refs) await Promise.all([add(ref), add(ref)]);

    const both = await list(member.token);
    await app.call(offerAdminContract.setOfferShelf, {
      token: adminToken,
      input: { params: { kind: 'package', id: packageId }, body: { status: 'offShelf' } },
    });
    const marked = await list(member.token);
    const refused = await add({ kind: 'package', id: packageId });
    for (let times = 0; times < 2; times += 1) await remove({ kind: 'package', id: packageId });
    const left = await list(member.token);

    expect(both.items.map(({ offer }) => offer.kind)).toEqual(['cardProduct', 'package']);
    expect(marked.items.map(({ isAvailable }) => isAvailable)).toEqual([true, false]);
    expect(refused.error.code).toBe('PACKAGE_NOT_FOUND');
    expect([left.total, left.items[0]?.offer.id]).toEqual([1, productId]);
    expect(await list(other.token)).toEqual({ items: [], total: 0 });
  });

  it('puts what the back office recommends first, and lists it alone [AD-171]', async () => {
    const { app } = context;
    const { token } = await aMember(app);
    const { category, goods } = await aShelf(app, '推荐', [100_00, 100_00]);
    const id = goods[0]?.packageId ?? 0;
    const recommend = (isRecommended: boolean) =>
      app.call(offerAdminContract.setOfferRecommended, {
        token: adminToken,
        input: { params: { kind: 'package', id }, body: { isRecommended } },
      });
    const query = { kind: 'package', categoryId: category.id } as const;

    await recommend(true);
    const first = await names(app, token, query);
    const alone = await names(app, token, { ...query, isRecommended: true });
    await recommend(false);
    const none = await names(app, token, { ...query, isRecommended: true });

    expect([first, alone, none]).toEqual([['推荐0', '推荐1'], ['推荐0'], []]);
  });

  it('takes offers into the recycle bin and back, and destroys nothing that is pointed to [AD-172] [AD-173]', async () => {
    const { app } = context;
    const { token } = await aMember(app);
    const { packageId, productId } = await someGoods(app);
    const act = (entry: 'binOffer' | 'restoreOffer', kind: OfferRef['kind'], id: number) =>
      app.call(offerAdminContract[entry], { token: adminToken, input: { params: { kind, id } } });
    const inAdmin = async (isBinned: boolean) => {
      const input = { query: { isBinned, pageSize: 100 } };
      const { body } = await app.call(catalogAdminContract.listCardProducts, { token: adminToken, input });
      return body.items.find(({ id }) => id === productId);
    };
    const inShop = async () =>
      (await shop(app, token, { kind: 'cardProduct', pageSize: 100 })).items.some(
        ({ id }) => id === productId,
      );

    const used = await act('binOffer', 'package', packageId);
    const binned = await act('binOffer', 'cardProduct', productId);
    const again = await act('binOffer', 'cardProduct', productId);
    const states = [await inShop(), await inAdmin(false), (await inAdmin(true))?.binnedAt !== null];
    const packageToo = await act('binOffer', 'package', packageId);
    const raised = await app.call(offerAdminContract.setOfferShelf, {
      token: adminToken,
      input: { params: { kind: 'cardProduct', id: productId }, body: { status: 'onShelf' } },
    });
    await act('restoreOffer', 'cardProduct', productId);
    const restored = await inAdmin(false);

    expect(used.error).toMatchObject({ code: 'PACKAGE_IN_USE', message: expect.stringContaining('提货卡') });
    expect([binned.body, again.body, packageToo.body]).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
    expect(states).toEqual([false, undefined, true]);
    expect(raised.error.code).toBe('OFFER_BINNED');
    expect(restored).toMatchObject({ status: 'offShelf', binnedAt: null });
    expect((await act('binOffer', 'package', 99_999)).error.code).toBe('PACKAGE_NOT_FOUND');
  });

  it('lets new goods begin as the settings say [AD-344] [AD-347]', async () => {
    const { app } = context;
    await changeSettings(app, { defaultShelfStatus: 'offShelf', defaultAlertStock: 33 });
    const sku = await app.call(catalogAdminContract.createSku, {
      token: adminToken,
      input: { body: { name: '默认蟹', spec: '3 两', unit: '只' } },
    });
    const body = { name: '默认装', retailPriceFen: 1, items: [{ skuId: sku.body.id, quantity: 1 }] };
    const made = await app.call(catalogAdminContract.createPackage, { token: adminToken, input: { body } });
    await changeSettings(app, { defaultShelfStatus: 'onShelf', defaultAlertStock: 20 });

    expect([sku.body.alertStock, made.body.status]).toEqual([33, 'offShelf']);
  });

  it('is queried by the back office with every filter [AD-168]', async () => {
    const { app } = context;
    const { category } = await aShelf(app, '查询', [100_00, 200_00, 300_00]);
    const query = { search: '查询', categoryId: category.id, status: 'onShelf' } as const;
    const found = async (more: object) => {
      const input = { query: { ...query, ...more } };
      const { body } = await app.call(catalogAdminContract.listPackages, { token: adminToken, input });
      return body.items.map(({ name }) => name).join(' ');
    };

    expect(await found({ sort: 'priceUp' })).toBe('查询0 查询1 查询2');
    expect(await found({ priceFromFen: 150_00, priceToFen: 200_00 })).toBe('查询1');
    expect(await found({ isRecommended: true })).toBe('');
    expect(await found({ isRecommended: false, sort: 'sales' })).toBe('查询2 查询1 查询0');
  });
});

async function changeSettings(app: TestApp, change: Partial<Settings>): Promise<void> {
  const { body } = await app.call(settingsAdminContract.getSettings, { token: adminToken });
  await app.call(settingsAdminContract.updateSettings, {
    token: adminToken,
    input: { body: { ...body, ...change } },
  });
}
