import { catalogAdminContract } from '@lakeside/shared/catalog/catalog.contract';
import { catalogMemberContract } from '@lakeside/shared/catalog/catalog.member.contract';
import { storeOrderChannelContract } from '@lakeside/shared/store-order/store-order.contract';
import { storeShopContract } from '@lakeside/shared/store-order/store-shop.contract';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { Package } from '../../src/modules/catalog/entities/package.entity';
import { aMemberWithAddress } from '../builders/order.builder';
import { someShopGoods } from '../builders/purchase.builder';
import { anOrderingStore, storeAddress, tryStoreOrder } from '../builders/store-order.builder';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [...serverModules, typedSessions];

describeOnBothDatabases('the shop of the stores', { modules }, (context) => {
  const category = async (name: string, parentId: number | null = null) => {
    const answer = await context.app.call(catalogAdminContract.createCategory, {
      token: tokenOf.admin,
      input: { body: { kind: 'package', name, parentId } },
    });
    return answer;
  };
  const put = (packageId: number, change: Partial<Package>) =>
    context.app.dataSource.getRepository(Package).update(packageId, change);

  it('leads through two levels of categories to their goods, sorted by sales and by the price of the store [CH-050, CH-051, CH-053, AD-144]', async () => {
    const { app } = context;
    const store = await anOrderingStore(app);
    const { body: crabs } = await category('大闸蟹');
    const { body: males } = await category('公蟹', crabs.id);
    const { body: females } = await category('母蟹', crabs.id);
    await category('空的', crabs.id);
    expect(await category('三级', males.id)).toMatchObject({ error: { code: 'CATEGORY_PARENT_REFUSED' } });
    const cheap = await someShopGoods(app, { quantities: [1], retailPriceFen: 10_000 });
    const dear = await someShopGoods(app, { quantities: [1], retailPriceFen: 30_000 });
    await put(cheap.packageId, { categoryId: males.id, soldCount: 9 });
    await put(dear.packageId, { categoryId: females.id, soldCount: 3 });
    const idsOf = async (query: Record<string, unknown>) => {
      const { body } = await app.call(storeShopContract.listStoreGoods, {
        token: store.token,
        input: { query },
      });
      return body.items.map(({ id }) => id);
    };

    const { body: tree } = await app.call(storeShopContract.listStoreCategories, { token: store.token });
    expect(tree).toEqual([
      {
        id: crabs.id,
        name: '大闸蟹',
        children: [
          { id: males.id, name: '公蟹' },
          { id: females.id, name: '母蟹' },
        ],
      },
    ]);
    expect(await idsOf({ categoryId: males.id })).toEqual([cheap.packageId]);
    expect(await idsOf({ categoryId: crabs.id, sort: 'sales' })).toEqual([cheap.packageId, dear.packageId]);
    expect(await idsOf({ categoryId: crabs.id, sort: 'priceDown' })).toEqual([
      dear.packageId,
      cheap.packageId,
    ]);
    expect(await idsOf({ categoryId: crabs.id, sort: 'priceUp' })).toEqual([cheap.packageId, dear.packageId]);
    const member = await aMemberWithAddress(app);
    const { body: memberCategories } = await app.call(catalogMemberContract.listOfferCategories, {
      token: member.token,
      input: { query: { kind: 'package' } },
    });
    expect(memberCategories.map(({ name }) => name)).toEqual(['大闸蟹']);
  });

  it('finds goods by a word and shows text, pictures, the uniform price and the own one [CH-052, CH-054, CH-056, AD-149, AD-164]', async () => {
    const { app } = context;
    const store = await anOrderingStore(app, { rateBp: 6500 });
    const goods = await someShopGoods(app, { quantities: [2], retailPriceFen: 19_990, inStock: 7 });
    const name = `阳澄湖 100% 礼盒 ${goods.packageId}`;
    await put(goods.packageId, {
      name,
      detail: '<p>鲜活</p>',
      pictureUrls: ['/media/a.jpg', '/media/b.jpg'],
    });

    const found = await app.call(storeShopContract.listStoreGoods, {
      token: store.token,
      input: { query: { search: '100% 礼' } },
    });
    const { body } = await app.call(storeShopContract.getStoreGoods, {
      token: store.token,
      input: { params: { id: goods.packageId } },
    });

    expect(found.body.items.map(({ id }) => id)).toEqual([goods.packageId]);
    expect(body).toMatchObject({
      name,
      detail: '<p>鲜活</p>',
      pictureUrls: ['/media/a.jpg', '/media/b.jpg'],
      retailPriceFen: 19_990,
      storePriceFen: 12_994,
      stockLeft: 7,
      isSoldOut: false,
    });
    await put(goods.packageId, { status: 'offShelf' });
    const gone = await app.call(storeShopContract.getStoreGoods, {
      token: store.token,
      input: { params: { id: goods.packageId } },
    });
    expect(gone.status).toBe(404);
    expect((await tryStoreOrder(app, { goods, store })).status).toBe(409);
  });

  it('keeps favourites of the store, each once, also when they leave the shelf [CH-057]', async () => {
    const { app } = context;
    const store = await anOrderingStore(app);
    const goods = await someShopGoods(app, { quantities: [1] });
    const set = (isFavourite: boolean) =>
      app.call(storeShopContract.setStoreFavourite, {
        token: store.token,
        input: { params: { id: goods.packageId }, body: { isFavourite } },
      });
    const list = async (token: string) => {
      const { body } = await app.call(storeShopContract.listStoreFavourites, {
        token,
        input: { query: {} },
      });
      return body.items.map((item) => [item.goods.id, item.isAvailable]);
    };

    await Promise.all([set(true), set(true)]);
    expect(await list(store.token)).toEqual([[goods.packageId, true]]);
    expect(await list((await anOrderingStore(app)).token)).toEqual([]);
    await put(goods.packageId, { status: 'offShelf' });
    expect(await list(store.token)).toEqual([[goods.packageId, false]]);
    await set(false);
    expect(await list(store.token)).toEqual([]);
  });

  it('fills a cart, changes it and orders what is chosen [CH-059, CH-060, CH-062]', async () => {
    const { app } = context;
    const store = await anOrderingStore(app, { storedFen: 100_000 });
    const goods = await someShopGoods(app, { quantities: [1], inStock: 10 });
    const other = await someShopGoods(app, { quantities: [1], inStock: 1 });
    const add = (packageId: number, quantity: number) =>
      app.call(storeShopContract.addToStoreCart, {
        token: store.token,
        input: { body: { packageId, quantity } },
      });
    const set = (id: number, body: { quantity?: number; isChosen?: boolean }) =>
      app.call(storeShopContract.setStoreCartLine, {
        token: store.token,
        input: { params: { id }, body },
      });

    await Promise.all([add(goods.packageId, 1), add(goods.packageId, 2)]);
    expect((await add(other.packageId, 2)).body).toMatchObject({ pieces: 5, quantity: 2 });
    const { body: changed } = await set(goods.packageId, { quantity: 4 });
    expect(changed.lines.map(({ packageId, quantity, problem }) => [packageId, quantity, problem])).toEqual([
      [other.packageId, 2, '库存不足'],
      [goods.packageId, 4, null],
    ]);
    expect(changed.chosenFen).toBe(24_000);
    const answer = await app.call(storeOrderChannelContract.placeStoreOrder, {
      token: store.token,
      input: {
        body: {
          lines: [{ packageId: goods.packageId, quantity: 3, unitPriceFen: 6_000 }],
          addressId: store.addressId,
          payWay: 'storedValue',
          fromCart: true,
          payableFen: 18_000,
        },
      },
    });

    expect(answer.body.status).toBe('toShip');
    const { body: cart } = await app.call(storeShopContract.getStoreCart, { token: store.token });
    expect(cart.lines.map(({ packageId, quantity }) => [packageId, quantity])).toEqual([
      [other.packageId, 2],
      [goods.packageId, 1],
    ]);
    const { body: left } = await app.call(storeShopContract.removeFromStoreCart, {
      token: store.token,
      input: { body: { packageIds: [other.packageId, goods.packageId] } },
    });
    expect(left).toMatchObject({ lines: [], pieces: 0, chosenFen: 0 });
  });

  it('prices the wish again: a price the store did not see is refused [CH-058]', async () => {
    const { app } = context;
    const store = await anOrderingStore(app, { storedFen: 5_000 });
    const goods = await someShopGoods(app, { quantities: [1], inStock: 10 });
    const { body: quote } = await app.call(storeOrderChannelContract.quoteStoreOrder, {
      token: store.token,
      input: { body: { lines: [{ packageId: goods.packageId, quantity: 2 }] } },
    });
    await put(goods.packageId, { retailPriceFen: 20_000 });

    const answer = await tryStoreOrder(app, { goods, store, payWay: 'offline' });

    expect(quote).toMatchObject({ payableFen: 12_000, storedValueFen: 5_000, shortageFen: 7_000 });
    expect(answer).toMatchObject({ status: 409, error: { code: 'STORE_ORDER_PRICE_CHANGED' } });
  });

  it('keeps one default address, which another can become and the newest inherits [CH-061, CH-063]', async () => {
    const { app } = context;
    const store = await anOrderingStore(app);
    const list = async () => {
      const { body } = await app.call(storeShopContract.listStoreAddresses, { token: store.token });
      return body.map(({ id, isDefault }) => [id, isDefault]);
    };
    const create = (isDefault: boolean) =>
      app.call(storeShopContract.createStoreAddress, {
        token: store.token,
        input: { body: { ...storeAddress, isDefault } },
      });
    const first = store.addressId;
    const { body: second } = await create(true);
    const { body: third } = await create(false);

    expect(await list()).toEqual([
      [second.id, true],
      [third.id, false],
      [first, false],
    ]);
    await app.call(storeShopContract.deleteStoreAddress, {
      token: store.token,
      input: { params: { id: second.id } },
    });
    expect(await list()).toEqual([
      [third.id, true],
      [first, false],
    ]);
    const foreign = await anOrderingStore(app, { storedFen: 60_000 });
    const goods = await someShopGoods(app, { quantities: [1] });
    const answer = await tryStoreOrder(app, { goods, store: { ...foreign, addressId: first } });
    expect(answer).toMatchObject({ error: { code: 'STORE_ADDRESS_NOT_FOUND' } });
  });
});
