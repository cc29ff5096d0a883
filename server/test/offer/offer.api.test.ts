import { catalogAdminContract } from '@lakeside/shared/catalog/catalog.contract';
import { catalogMemberContract } from '@lakeside/shared/catalog/catalog.member.contract';
import { memberLevelAdminContract } from '@lakeside/shared/channel/channel.contract';
import { expect, it } from 'vitest';
import { MemberLevelRow } from '../../src/modules/channel/entities/member-level.entity';
import { MemberRow } from '../../src/modules/member/entities/member.entity';
import { adminToken, aMember } from '../builders/card-chain.builder';
import { someGoods } from '../builders/goods.builder';
import { describeOnBothDatabases, type TestApp } from '../kit/test-app';

async function aMemberAtRate(app: TestApp, rateBp: number) {
  const member = await aMember(app);
  const level = await app.dataSource.manager.save(MemberLevelRow, {
    name: `${rateBp}`,
    rateBp,
    isDefault: false,
    createdAt: app.clock.now(),
  });
  await app.dataSource.manager.update(MemberRow, { id: member.id }, { levelId: level.id });
  return member;
}

async function someOffers(app: TestApp) {
  const call = async <Body>(work: Promise<{ body: Body }>) => (await work).body;
  const sku = await call(
    app.call(catalogAdminContract.createSku, {
      token: adminToken,
      input: { body: { name: '公蟹', spec: '4.0 两', unit: '只' } },
    }),
  );
  const category = await call(
    app.call(catalogAdminContract.createCategory, {
      token: adminToken,
      input: { body: { kind: 'package', name: '礼盒' } },
    }),
  );
  const packageBody = {
    name: '四对装',
    categoryId: category.id,
    detail: '现捕现发',
    retailPriceFen: 199_90,
    items: [{ skuId: sku.id, quantity: 8 }],
  };
  const pack = await call(
    app.call(catalogAdminContract.createPackage, { token: adminToken, input: { body: packageBody } }),
  );
  const productBody = { name: '四对卡', detail: '凭卡提货', retailPriceFen: 1000_00, packageId: pack.id };
  const product = await call(
    app.call(catalogAdminContract.createCardProduct, { token: adminToken, input: { body: productBody } }),
  );
  return { pack, packageBody, product, productBody };
}

describeOnBothDatabases('the member shop', {}, (context) => {
  it('shows packages and cards with detail, items, the uniform retail price and the price of the own level [MB-012] [MB-014] [MB-031] [MB-033] [AD-165] [AD-179]', async () => {
    const { app } = context;
    const member = await aMemberAtRate(app, 9500);
    const better = await aMemberAtRate(app, 9000);
    const { pack, product } = await someOffers(app);

    const list = (token: string, query = {}) =>
      app.call(catalogMemberContract.listOffers, { token, input: { query } });
    const own = await list(member.token);
    const others = await list(better.token);
    const cards = await list(member.token, { kind: 'cardProduct' });
    const second = await list(member.token, { page: 2, pageSize: 1 });
    const detail = await app.call(catalogMemberContract.getOffer, {
      token: member.token,
      input: { params: { kind: 'cardProduct', id: product.id } },
    });

    const prices = (page: typeof own) =>
      page.body.items.map((item) => [item.retailPriceFen, item.memberPriceFen]);
    expect(prices(own)).toEqual([
      [199_90, 189_91],
      [1000_00, 950_00],
    ]);
    expect(prices(others)).toEqual([
      [199_90, 179_91],
      [1000_00, 900_00],
    ]);
    expect(own.body.items[0]).toMatchObject({
      kind: 'package',
      id: pack.id,
      categoryName: '礼盒',
      items: [{ name: '公蟹', quantity: 8 }],
    });
    const { pictureUrls, videoUrl, detail: text, isFavourite, ...listed } = detail.body;
    expect(cards.body).toEqual({ items: [listed], total: 1 });
    expect(second.body).toEqual({ items: [listed], total: 2 });
    expect(listed).toMatchObject({ name: '四对卡', items: [{ quantity: 8 }] });
    expect([pictureUrls, videoUrl, text, isFavourite]).toEqual([[], null, '凭卡提货', false]);
  });

  it('does not show what is off the shelf [AD-170] [AD-187]', async () => {
    const { app } = context;
    const member = await aMember(app);
    const shop = async () =>
      (await app.call(catalogMemberContract.listOffers, { token: member.token, input: { query: {} } })).body;
    const { items } = await shop();
    for (const { kind, id } of items) {
      const get = { token: adminToken, input: { params: { id } } };
      if (kind === 'package') {
        const { body } = await app.call(catalogAdminContract.getPackage, get);
        await app.call(catalogAdminContract.updatePackage, {
          token: adminToken,
          input: { params: { id }, body: { ...body, status: 'offShelf' } },
        });
      } else {
        const { body } = await app.call(catalogAdminContract.getCardProduct, get);
        await app.call(catalogAdminContract.updateCardProduct, {
          token: adminToken,
          input: { params: { id }, body: { ...body, packageId: body.package.id, status: 'offShelf' } },
        });
      }
    }

    const after = await shop();
    const codes = [];
    for (const { kind, id } of items) {
      const answer = await app.call(catalogMemberContract.getOffer, {
        token: member.token,
        input: { params: { kind, id } },
      });
      codes.push(answer.error.code);
    }

    expect(items).toHaveLength(2);
    expect(after).toEqual({ items: [], total: 0 });
    expect(codes).toEqual(['PACKAGE_NOT_FOUND', 'CARD_PRODUCT_NOT_FOUND']);
  });

  it('follows the discount that the back office sets for the level, from the next look on [AD-121]', async () => {
    const { app } = context;
    const member = await aMember(app);
    const { productId } = await someGoods(app, { retailPriceFen: 1000_00 });
    const level = { name: '银卡会员', rateBp: 9500 };
    const { body: added } = await app.call(memberLevelAdminContract.createMemberLevel, {
      token: adminToken,
      input: { body: level },
    });
    await app.dataSource.manager.update(MemberRow, { id: member.id }, { levelId: added.id });
    const setRate = (rateBp: number) =>
      app.call(memberLevelAdminContract.updateMemberLevel, {
        token: adminToken,
        input: { params: { id: added.id }, body: { ...level, rateBp } },
      });
    const cardPrice = async () => {
      const input = { params: { kind: 'cardProduct', id: productId } } as const;
      const { body } = await app.call(catalogMemberContract.getOffer, { token: member.token, input });
      return [body.retailPriceFen, body.memberPriceFen];
    };

    const prices = [await cardPrice()];
    for (const rateBp of [8888, 10_000]) {
      const set = await setRate(rateBp);
      expect(set.body).toMatchObject({ rateBp, memberCount: 1 });
      prices.push(await cardPrice());
    }

    expect(prices).toEqual([
      [1000_00, 950_00],
      [1000_00, 888_80],
      [1000_00, 1000_00],
    ]);
  });
});
