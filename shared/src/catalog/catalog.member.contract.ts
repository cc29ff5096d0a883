import * as v from 'valibot';
import { endpoint, type EndpointDefinition } from '../kernel/endpoint';
import { pageOf, pageQueryEntries } from '../kernel/page';
import { countSchema, fenSchema, idSchema, instantSchema, queryBooleanSchema } from '../kernel/schemas';
import { categorySchema, packageItemSchema } from './catalog.contract';
import { catalogErrors } from './catalog.errors';
import { offerKindSchema, offerRefSchema } from './offer-kind';

/** One offer in a list of the shop. */
export const memberOfferSchema = v.object({
  kind: offerKindSchema,
  id: idSchema,
  name: v.string(),
  categoryName: v.nullable(v.string()),
  pictureUrl: v.nullable(v.string()),
  retailPriceFen: fenSchema,
  memberPriceFen: fenSchema,
  items: v.array(packageItemSchema),
  isRecommended: v.boolean(),
  /** How many were sold; null when the shop does not show it (AD-345). */
  soldCount: v.nullable(countSchema),
  /** How many are left; null when the shop does not show it (AD-346), or when it is not sold from stock. */
  stockLeft: v.nullable(countSchema),
  isSoldOut: v.boolean(),
});
export type MemberOffer = v.InferOutput<typeof memberOfferSchema>;

/** One offer on its own page. */
export const memberOfferDetailSchema = v.object({
  ...memberOfferSchema.entries,
  /** Up to nine, the cover first. */
  pictureUrls: v.array(v.string()),
  /** Shown before the pictures; null = none (AD-358). */
  videoUrl: v.nullable(v.string()),
  /** Rich text: allow-listed markup with pictures of our own only. */
  detail: v.nullable(v.string()),
  isFavourite: v.boolean(),
});
export type MemberOfferDetail = v.InferOutput<typeof memberOfferDetailSchema>;

export const favouriteSchema = v.object({
  offer: memberOfferSchema,
  /** False when it is off the shelf; it stays in the list and says so. */
  isAvailable: v.boolean(),
  createdAt: instantSchema,
});
export type Favourite = v.InferOutput<typeof favouriteSchema>;

/** How a list of the shop may be sorted; a member's prices lie in the order of the retail prices. */
export const shelfSortSchema = v.picklist(['recommended', 'sales', 'priceUp', 'priceDown', 'newest']);
export type ShelfSort = v.InferOutput<typeof shelfSortSchema>;

const self = { audience: 'member', permission: 'self' } as const satisfies Partial<EndpointDefinition>;
const favouriteResponse = v.object({ isFavourite: v.boolean() });

export const catalogMemberContract = {
  listOffers: endpoint({
    ...self,
    method: 'GET',
    path: '/api/member/offers',
    query: v.object({
      ...pageQueryEntries,
      kind: v.optional(offerKindSchema),
      categoryId: v.optional(idSchema),
      search: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(30, '最多 30 个字'))),
      sort: v.optional(shelfSortSchema, 'recommended'),
      isRecommended: v.optional(queryBooleanSchema),
    }),
    response: pageOf(memberOfferSchema),
    summary:
      'What is on the shelf at the price of the member: by kind, category and keyword, sorted (MB-008 … MB-011, MB-027 … MB-030).',
  }),
  listOfferCategories: endpoint({
    ...self,
    method: 'GET',
    path: '/api/member/offer-categories',
    query: v.object({ kind: v.optional(offerKindSchema) }),
    response: v.array(categorySchema),
    summary: 'First-level categories that have something on the shelf (MB-008, MB-027).',
  }),
  getOffer: endpoint({
    ...self,
    method: 'GET',
    path: '/api/member/offers/:kind/:id',
    params: offerRefSchema,
    response: memberOfferDetailSchema,
    errors: catalogErrors,
    summary: 'One offer (MB-012, MB-014, MB-031, MB-033).',
  }),
  addFavourite: endpoint({
    ...self,
    method: 'PUT',
    path: '/api/member/offers/:kind/:id/favourite',
    params: offerRefSchema,
    response: favouriteResponse,
    errors: catalogErrors,
    summary: 'Keeps an offer among the own favourites; again changes nothing (MB-015, MB-034).',
  }),
  removeFavourite: endpoint({
    ...self,
    method: 'DELETE',
    path: '/api/member/offers/:kind/:id/favourite',
    params: offerRefSchema,
    response: favouriteResponse,
    summary: 'Takes an offer out of the own favourites; again changes nothing.',
  }),
  listFavourites: endpoint({
    ...self,
    method: 'GET',
    path: '/api/member/favourites',
    query: v.object(pageQueryEntries),
    response: pageOf(favouriteSchema),
    summary: 'The own favourites, newest first, also what is off the shelf by now (MB-069).',
  }),
};
