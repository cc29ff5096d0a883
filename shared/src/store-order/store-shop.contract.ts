import * as v from 'valibot';
import { packageItemSchema } from '../catalog/catalog.contract';
import { catalogErrors } from '../catalog/catalog.errors';
import { shelfSortSchema } from '../catalog/catalog.member.contract';
import { ChannelModule } from '../identity/admin-permission';
import { endpoint, type EndpointDefinition } from '../kernel/endpoint';
import { pageOf, pageQueryEntries } from '../kernel/page';
import { countSchema, fenSchema, idParams, idSchema, okSchema } from '../kernel/schemas';
import { addressBody, addressSchema } from '../member/member.contract';
import { quantitySchema } from '../order/purchase.contract';
import { storeOrderErrors } from './store-order.errors';

/** What only a 专卖店 may do: refused for any other channel, not just hidden (rules.md §1, CH-010). */
export const storeOnly = {
  audience: 'channel',
  permission: ChannelModule.goods,
  channelLevels: [1],
  storeOnly: true,
} as const satisfies Partial<EndpointDefinition>;

/** One package as a store may order it. */
export const storeGoodsSchema = v.object({
  id: idSchema,
  name: v.string(),
  categoryName: v.nullable(v.string()),
  pictureUrl: v.nullable(v.string()),
  /** 全国统一销售价 (CH-056). */
  retailPriceFen: fenSchema,
  /** Retail price × rate of the store, rounded half-up to the fen (rules.md §3). */
  storePriceFen: fenSchema,
  items: v.array(packageItemSchema),
  soldCount: countSchema,
  /** How many the platform's warehouse can still give. */
  stockLeft: countSchema,
  isSoldOut: v.boolean(),
});
export type StoreGoods = v.InferOutput<typeof storeGoodsSchema>;

export const storeGoodsDetailSchema = v.object({
  ...storeGoodsSchema.entries,
  pictureUrls: v.array(v.string()),
  /** Rich text: allow-listed markup with pictures of our own only. */
  detail: v.nullable(v.string()),
  isFavourite: v.boolean(),
});
export type StoreGoodsDetail = v.InferOutput<typeof storeGoodsDetailSchema>;

/** A first-level category with those below it (CH-050). */
export const storeCategorySchema = v.object({
  id: idSchema,
  name: v.string(),
  children: v.array(v.object({ id: idSchema, name: v.string() })),
});
export type StoreCategory = v.InferOutput<typeof storeCategorySchema>;

export const storeFavouriteSchema = v.object({
  goods: storeGoodsSchema,
  /** False when it is off the shelf; it stays in the list and says so. */
  isAvailable: v.boolean(),
});
export type StoreFavourite = v.InferOutput<typeof storeFavouriteSchema>;

export const maxStoreCartLines = 50;
export const storeCartLineSchema = v.object({
  packageId: idSchema,
  name: v.string(),
  pictureUrl: v.nullable(v.string()),
  items: v.array(packageItemSchema),
  quantity: countSchema,
  retailPriceFen: fenSchema,
  unitPriceFen: fenSchema,
  amountFen: fenSchema,
  isChosen: v.boolean(),
  /** Why it cannot be ordered now, fit to show; else null. */
  problem: v.nullable(v.string()),
});
export type StoreCartLine = v.InferOutput<typeof storeCartLineSchema>;
export const storeCartSchema = v.object({
  lines: v.array(storeCartLineSchema),
  pieces: countSchema,
  /** What the chosen lines cost that can be ordered. */
  chosenFen: fenSchema,
});
export type StoreCart = v.InferOutput<typeof storeCartSchema>;

export const storeAddressBody = v.omit(addressBody, ['location']);
export const storeAddressSchema = v.omit(addressSchema, ['location']);
export type StoreAddress = v.InferOutput<typeof storeAddressSchema>;

const cartErrors = { ...catalogErrors, ...storeOrderErrors };
const packageIdsBody = v.object({
  packageIds: v.pipe(v.array(idSchema), v.minLength(1, '请选择商品'), v.maxLength(maxStoreCartLines)),
});

/** The shop in which a 专卖店 orders goods from the platform. */
export const storeShopContract = {
  listStoreCategories: endpoint({
    ...storeOnly,
    method: 'GET',
    path: '/api/channel/store-categories',
    response: v.array(storeCategorySchema),
    summary: 'Both levels of categories that have something on the shelf (CH-050).',
  }),
  listStoreGoods: endpoint({
    ...storeOnly,
    method: 'GET',
    path: '/api/channel/store-goods',
    query: v.object({
      ...pageQueryEntries,
      categoryId: v.optional(idSchema),
      search: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(30, '最多 30 个字'))),
      sort: v.optional(shelfSortSchema, 'recommended'),
    }),
    response: pageOf(storeGoodsSchema),
    summary:
      'Goods on the shelf at the price of the store, by category and keyword, sorted (CH-051 … CH-053).',
  }),
  getStoreGoods: endpoint({
    ...storeOnly,
    method: 'GET',
    path: '/api/channel/store-goods/:id',
    params: idParams,
    response: storeGoodsDetailSchema,
    errors: storeOrderErrors,
    summary: 'One of the goods with pictures, text, uniform selling price and own price (CH-054, CH-056).',
  }),
  setStoreFavourite: endpoint({
    ...storeOnly,
    method: 'PUT',
    path: '/api/channel/store-goods/:id/favourite',
    params: idParams,
    body: v.object({ isFavourite: v.boolean() }),
    response: v.object({ isFavourite: v.boolean() }),
    errors: storeOrderErrors,
    summary: 'Keeps goods among the favourites of the store or lets them go; again changes nothing (CH-057).',
  }),
  listStoreFavourites: endpoint({
    ...storeOnly,
    method: 'GET',
    path: '/api/channel/store-favourites',
    query: v.object(pageQueryEntries),
    response: pageOf(storeFavouriteSchema),
    summary: 'The favourites of the store, newest first, also what is off the shelf by now (CH-057).',
  }),
  getStoreCart: endpoint({
    ...storeOnly,
    method: 'GET',
    path: '/api/channel/store-cart',
    response: storeCartSchema,
    summary: 'The cart of the store at today’s prices (CH-060, CH-062).',
  }),
  addToStoreCart: endpoint({
    ...storeOnly,
    method: 'POST',
    path: '/api/channel/store-cart',
    body: v.object({ packageId: idSchema, quantity: quantitySchema }),
    response: v.object({ pieces: countSchema, quantity: countSchema }),
    errors: cartErrors,
    idempotent: true,
    summary: 'Puts so many into the cart; the same goods are one line of at most 999 (CH-059).',
  }),
  setStoreCartLine: endpoint({
    ...storeOnly,
    method: 'PUT',
    path: '/api/channel/store-cart/:id',
    params: idParams,
    body: v.object({ quantity: v.optional(quantitySchema), isChosen: v.optional(v.boolean()) }),
    response: storeCartSchema,
    errors: cartErrors,
    summary: 'Changes how many of a package are in the cart and whether they are chosen (CH-062).',
  }),
  removeFromStoreCart: endpoint({
    ...storeOnly,
    method: 'POST',
    path: '/api/channel/store-cart/remove',
    body: packageIdsBody,
    response: storeCartSchema,
    summary: 'Takes packages out of the cart.',
  }),
  listStoreAddresses: endpoint({
    ...storeOnly,
    method: 'GET',
    path: '/api/channel/store-addresses',
    response: v.array(storeAddressSchema),
    summary: 'Delivery addresses of the store, the default first (CH-061, CH-063).',
  }),
  createStoreAddress: endpoint({
    ...storeOnly,
    method: 'POST',
    path: '/api/channel/store-addresses',
    body: storeAddressBody,
    response: storeAddressSchema,
    errors: storeOrderErrors,
    summary: 'Adds a delivery address; the first one becomes the default (CH-063).',
  }),
  updateStoreAddress: endpoint({
    ...storeOnly,
    method: 'PUT',
    path: '/api/channel/store-addresses/:id',
    params: idParams,
    body: storeAddressBody,
    response: storeAddressSchema,
    errors: storeOrderErrors,
    summary: 'Edits an own delivery address (CH-063).',
  }),
  deleteStoreAddress: endpoint({
    ...storeOnly,
    method: 'DELETE',
    path: '/api/channel/store-addresses/:id',
    params: idParams,
    response: okSchema,
    errors: storeOrderErrors,
    summary: 'Deletes an own delivery address.',
  }),
};
