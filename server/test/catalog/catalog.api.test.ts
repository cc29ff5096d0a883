import { catalogAdminContract } from '@lakeside/shared/catalog/catalog.contract';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { anAdmin, fixedSessions } from '../builders/fixed-sessions';
import { describeOnBothDatabases, type TestApp } from '../kit/test-app';

const token = 'admin';
const modules = [...serverModules, fixedSessions({ [token]: anAdmin() })];

async function aSku(app: TestApp, name: string, spec = '4.0 两') {
  const { body } = await app.call(catalogAdminContract.createSku, {
    token,
    input: { body: { name, spec, unit: '只' } },
  });
  return body;
}

async function aPackage(app: TestApp, name: string, skuIds: readonly number[]) {
  const items = skuIds.map((skuId) => ({ skuId, quantity: 4 }));
  const { body } = await app.call(catalogAdminContract.createPackage, {
    token,
    input: { body: { name, retailPriceFen: 888_00, items } },
  });
  return body;
}

describeOnBothDatabases('the catalog', { modules }, (context) => {
  it('keeps articles, and deletes none that a package uses', async () => {
    const { app } = context;
    const male = await aSku(app, '公蟹');
    const spare = await aSku(app, '姜茶');
    await aPackage(app, '四对装', [male.id]);

    const twin = await app.call(catalogAdminContract.createSku, {
      token,
      input: { body: { name: '公蟹', spec: '4.0 两', unit: '只' } },
    });
    const used = await app.call(catalogAdminContract.deleteSku, {
      token,
      input: { params: { id: male.id } },
    });
    const gone = await app.call(catalogAdminContract.deleteSku, {
      token,
      input: { params: { id: spare.id } },
    });
    const missing = await app.call(catalogAdminContract.deleteSku, {
      token,
      input: { params: { id: spare.id } },
    });
    const renamed = await app.call(catalogAdminContract.updateSku, {
      token,
      input: { params: { id: male.id }, body: { name: '公蟹', spec: '4.5 两', unit: '只' } },
    });
    const found = await app.call(catalogAdminContract.listSkus, {
      token,
      input: { query: { search: '4.5' } },
    });

    expect(twin.error).toMatchObject({ code: 'NAME_TAKEN', message: '名称“公蟹 4.0 两”已被使用' });
    expect(used.error).toMatchObject({ code: 'SKU_IN_USE', details: { packageNames: '四对装' } });
    expect(gone.body).toEqual({ ok: true });
    expect(missing.error.code).toBe('SKU_NOT_FOUND');
    expect(found.body.items).toEqual([renamed.body]);
  });

  it('keeps categories of packages and of cards apart, in their order, and deletes only empty ones [AD-160] [AD-174]', async () => {
    const { app } = context;
    const create = async (kind: 'package' | 'cardProduct', name: string, sortOrder: number) =>
      (
        await app.call(catalogAdminContract.createCategory, {
          token,
          input: { body: { kind, name, sortOrder } },
        })
      ).body;
    const gift = await create('package', '礼盒', 2);
    const family = await create('package', '家庭装', 1);
    const card = await create('cardProduct', '礼盒', 1);
    const sku = await aSku(app, '母蟹');
    const inGift = await app.call(catalogAdminContract.createPackage, {
      token,
      input: {
        body: {
          name: '礼盒甲',
          categoryId: gift.id,
          retailPriceFen: 1,
          items: [{ skuId: sku.id, quantity: 1 }],
        },
      },
    });

    const list = await app.call(catalogAdminContract.listCategories, {
      token,
      input: { query: { kind: 'package' } },
    });
    const remove = (id: number) =>
      app.call(catalogAdminContract.deleteCategory, { token, input: { params: { id } } });
    const wrongKind = await app.call(catalogAdminContract.updatePackage, {
      token,
      input: {
        params: { id: inGift.body.id },
        body: {
          name: '礼盒甲',
          categoryId: card.id,
          retailPriceFen: 1,
          items: [{ skuId: sku.id, quantity: 1 }],
        },
      },
    });

    expect(list.body.map((category) => category.name)).toEqual(['家庭装', '礼盒']);
    expect(inGift.body.category).toEqual({ id: gift.id, name: '礼盒' });
    expect((await remove(gift.id)).error.code).toBe('CATEGORY_IN_USE');
    expect((await remove(family.id)).body).toEqual({ ok: true });
    expect(wrongKind.error.code).toBe('CATEGORY_NOT_FOUND');
  });

  it('keeps packages with base data, detail page, retail price, service subsidy and items, edits them, and finds them [AD-161] [AD-162] [AD-166] [AD-168] [AD-169]', async () => {
    const { app } = context;
    const [male, female] = [await aSku(app, '公蟹', '5.0 两'), await aSku(app, '母蟹', '3.5 两')];
    const body = {
      name: '五对装',
      pictureUrls: ['/media/x.png', '/media/y.png'],
      detail: '<p>现捕现发</p><script>alert(1)</script><b onclick="x">顺丰</b>',
      retailPriceFen: 1288_00,
      settlementPriceFen: 700_00,
      serviceSubsidyFen: 15_00,
      items: [
        { skuId: female.id, quantity: 5 },
        { skuId: male.id, quantity: 5 },
      ],
    };
    const created = (await app.call(catalogAdminContract.createPackage, { token, input: { body } })).body;

    const changed = await app.call(catalogAdminContract.updatePackage, {
      token,
      input: {
        params: { id: created.id },
        body: { ...body, status: 'offShelf', items: [{ skuId: male.id, quantity: 10 }] },
      },
    });
    const twin = await app.call(catalogAdminContract.createPackage, { token, input: { body } });
    const foreign = await app.call(catalogAdminContract.createPackage, {
      token,
      input: { body: { ...body, name: '无', items: [{ skuId: 99_999, quantity: 1 }] } },
    });
    const found = await app.call(catalogAdminContract.listPackages, {
      token,
      input: { query: { search: '五对', status: 'offShelf' } },
    });
    const one = await app.call(catalogAdminContract.getPackage, {
      token,
      input: { params: { id: created.id } },
    });

    expect(created).toMatchObject({
      pictureUrl: '/media/x.png',
      pictureUrls: ['/media/x.png', '/media/y.png'],
      detail: '<p>现捕现发</p><strong>顺丰</strong>',
      isRecommended: false,
      soldCount: 0,
      binnedAt: null,
      retailPriceFen: 1288_00,
      serviceSubsidyFen: 15_00,
      status: 'onShelf',
    });
    expect(created.items.map((item) => [item.name, item.quantity])).toEqual([
      ['母蟹', 5],
      ['公蟹', 5],
    ]);
    expect(changed.body.items.map((item) => [item.name, item.quantity])).toEqual([['公蟹', 10]]);
    expect(twin.error.code).toBe('NAME_TAKEN');
    expect(foreign.error.code).toBe('SKU_NOT_FOUND');
    expect(found.body).toEqual({ items: [changed.body], total: 1 });
    expect(one.body).toEqual(changed.body);
  });

  it('ties a card product to one fixed package and keeps its data, price, subsidy and shelf [AD-175] [AD-176] [AD-180] [AD-181] [AD-182] [AD-186]', async () => {
    const { app } = context;
    const sku = await aSku(app, '公蟹', '3.0 两');
    const pack = await aPackage(app, '三对装', [sku.id]);
    const category = await app.call(catalogAdminContract.createCategory, {
      token,
      input: { body: { kind: 'cardProduct', name: '商务卡' } },
    });
    const body = {
      name: '三对提货卡',
      packageId: pack.id,
      categoryId: category.body.id,
      detail: '凭卡提货',
      retailPriceFen: 999_00,
      serviceSubsidyFen: 20_00,
    };

    const created = (await app.call(catalogAdminContract.createCardProduct, { token, input: { body } })).body;
    const noPackage = await app.call(catalogAdminContract.createCardProduct, {
      token,
      input: { body: { ...body, name: '无套餐', packageId: 99_999 } },
    });
    const shortLived = await app.call(catalogAdminContract.createCardProduct, {
      token,
      input: { body: { ...body, name: '短期', validityMonths: 12 } },
    });
    const edited = await app.call(catalogAdminContract.updateCardProduct, {
      token,
      input: { params: { id: created.id }, body: { ...body, retailPriceFen: 899_00, status: 'offShelf' } },
    });
    const listed = await app.call(catalogAdminContract.listCardProducts, {
      token,
      input: { query: { categoryId: category.body.id } },
    });

    expect(created).toMatchObject({
      category: { name: '商务卡' },
      package: { id: pack.id, name: '三对装', items: [{ name: '公蟹', quantity: 4 }] },
      validityMonths: 36,
      status: 'onShelf',
    });
    expect(noPackage.error.code).toBe('PACKAGE_NOT_FOUND');
    expect(shortLived.status).toBe(422);
    expect(edited.body).toMatchObject({ retailPriceFen: 899_00, status: 'offShelf' });
    expect(listed.body.items).toEqual([edited.body]);
  });

  it('asks for the retail price alone: no channel or member price can be entered [AD-163] [AD-177]', async () => {
    const { app } = context;
    const sku = await aSku(app, '公蟹', '2.0 两');
    const given: Record<string, unknown> = { memberPriceFen: 1, channelPriceFen: 1 };

    const created = await app.call(catalogAdminContract.createPackage, {
      token,
      input: {
        body: { ...given, name: '两对装', retailPriceFen: 500_00, items: [{ skuId: sku.id, quantity: 2 }] },
      },
    });

    expect(created.body.retailPriceFen).toBe(500_00);
    expect(Object.keys(created.body).filter((field) => field.endsWith('PriceFen'))).toEqual([
      'retailPriceFen',
      'settlementPriceFen',
    ]);
  });
});
