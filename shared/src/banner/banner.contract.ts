import * as v from 'valibot';
import { richTextLength } from '../kernel/rich-text';
import { categoryKindSchema } from '../catalog/catalog.contract';
import { offerRefSchema } from '../catalog/offer-kind';
import { AdminPermission } from '../identity/admin-permission';
import { endpoint, type EndpointDefinition } from '../kernel/endpoint';
import { daySchema, idParams, idSchema, okSchema, textSchema } from '../kernel/schemas';
import { bannerErrors } from './banner.errors';

/** Where a tap on a banner leads: nowhere, to an offer, to a category, or to the page that is written for it. */
export const bannerLandingSchema = v.variant('kind', [
  v.object({ kind: v.literal('none') }),
  v.object({ kind: v.literal('offer'), offer: offerRefSchema }),
  v.object({ kind: v.literal('category'), categoryId: idSchema }),
  v.object({
    kind: v.literal('page'),
    /** Rich text; whatever is not on the allow list is taken out. */
    detail: v.pipe(
      v.string('请填写页面内容'),
      v.minLength(1, '请填写页面内容'),
      v.maxLength(richTextLength, '内容太长'),
    ),
  }),
]);
export type BannerLanding = v.InferOutput<typeof bannerLandingSchema>;

const bannerBody = v.pipe(
  v.object({
    title: textSchema(30, '请填写标题'),
    pictureUrl: textSchema(300, '请上传图片'),
    sortOrder: v.pipe(v.number('请填写排序'), v.safeInteger(), v.minValue(0), v.maxValue(9999)),
    /** First and last day it is shown; null = no bound. */
    startsOn: v.nullable(daySchema),
    endsOn: v.nullable(daySchema),
    isOn: v.boolean(),
    landing: bannerLandingSchema,
  }),
  v.forward(
    v.check(
      ({ startsOn, endsOn }) => startsOn === null || endsOn === null || startsOn <= endsOn,
      '结束日期不能早于开始日期',
    ),
    ['endsOn'],
  ),
);
export type BannerInput = v.InferOutput<typeof bannerBody>;

export const bannerSchema = v.object({
  id: idSchema,
  title: v.string(),
  pictureUrl: v.string(),
  sortOrder: v.number(),
  startsOn: v.nullable(daySchema),
  endsOn: v.nullable(daySchema),
  isOn: v.boolean(),
  landing: bannerLandingSchema,
});
export type BannerView = v.InferOutput<typeof bannerSchema>;

/** A banner as the shop shows it. What cannot be opened any more leads nowhere. */
export const shownBannerSchema = v.object({
  id: idSchema,
  title: v.string(),
  pictureUrl: v.string(),
  landing: v.variant('kind', [
    v.object({ kind: v.literal('none') }),
    v.object({ kind: v.literal('offer'), offer: offerRefSchema }),
    v.object({ kind: v.literal('category'), category: v.object({ kind: categoryKindSchema, id: idSchema }) }),
    v.object({ kind: v.literal('page') }),
  ]),
});
export type ShownBanner = v.InferOutput<typeof shownBannerSchema>;

const view = {
  audience: 'admin',
  permission: AdminPermission.catalogView,
} as const satisfies Partial<EndpointDefinition>;
const edit = {
  audience: 'admin',
  permission: AdminPermission.catalogEdit,
  errors: bannerErrors,
} as const satisfies Partial<EndpointDefinition>;

export const bannerAdminContract = {
  listBanners: endpoint({
    ...view,
    method: 'GET',
    path: '/api/admin/banners',
    response: v.array(bannerSchema),
    summary: 'All banners in their order; there are at most 50.',
  }),
  createBanner: endpoint({
    ...edit,
    method: 'POST',
    path: '/api/admin/banners',
    body: bannerBody,
    response: bannerSchema,
    summary: 'Adds a banner (MB-007).',
  }),
  updateBanner: endpoint({
    ...edit,
    method: 'PUT',
    path: '/api/admin/banners/:id',
    params: idParams,
    body: bannerBody,
    response: bannerSchema,
    summary: 'Edits a banner.',
  }),
  deleteBanner: endpoint({
    ...edit,
    method: 'DELETE',
    path: '/api/admin/banners/:id',
    params: idParams,
    response: okSchema,
    summary: 'Deletes a banner.',
  }),
};

export const bannerPublicContract = {
  listShownBanners: endpoint({
    method: 'GET',
    path: '/api/public/banners',
    audience: 'public',
    response: v.array(shownBannerSchema),
    summary: 'The banners of today in their order (MB-007).',
  }),
  getBannerPage: endpoint({
    method: 'GET',
    path: '/api/public/banners/:id/page',
    audience: 'public',
    params: idParams,
    response: v.object({ title: v.string(), pictureUrl: v.string(), detail: v.string() }),
    errors: bannerErrors,
    summary: 'The page written for a banner (MB-007).',
  }),
};
