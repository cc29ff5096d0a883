import * as v from 'valibot';
import { richTextLength } from '../kernel/rich-text';
import { AdminPermission } from '../identity/admin-permission';
import { endpoint, type EndpointDefinition } from '../kernel/endpoint';
import { pageOf, pageQueryEntries } from '../kernel/page';
import {
  countSchema,
  fenSchema,
  idParams,
  idSchema,
  instantSchema,
  okSchema,
  positiveFenSchema,
  queryBooleanSchema,
  queryIntegerSchema,
  textSchema,
} from '../kernel/schemas';
import { catalogErrors } from './catalog.errors';
import { videoUrlSchema } from '../media/video-url';
import { offerKindSchema } from './offer-kind';

/** A single article that is packed and stocked: 公蟹 4.0 两. */
export const skuSchema = v.object({
  id: idSchema,
  name: v.string(),
  spec: v.string(),
  unit: v.string(),
  /** Below this many free at the platform the back office is warned; 0 = never (AD-347). */
  alertStock: countSchema,
});
export type Sku = v.InferOutput<typeof skuSchema>;
/** Whole pieces of stock that somebody types. */
const alertStockSchema = v.pipe(
  v.number('请填写数量'),
  v.safeInteger('数量必须是整数'),
  v.minValue(0, '不能小于 0'),
  v.maxValue(1_000_000, '最多 1000000'),
);
const skuBody = v.object({
  name: textSchema(30, '请填写单品名称'),
  spec: textSchema(30, '请填写规格'),
  unit: textSchema(4, '请填写单位'),
  /** Absent: a new article takes the default of the settings, a known one keeps its own. */
  alertStock: v.optional(alertStockSchema),
});

/** What the shop sells, and what categories are made for: each kind has its own. */
export { offerKindSchema, type OfferKind } from './offer-kind';
export const categoryKindSchema = offerKindSchema;
export const categorySchema = v.object({
  id: idSchema,
  kind: categoryKindSchema,
  /** The first-level category it belongs to; null = it is one itself (CH-050, AD-144). */
  parentId: v.nullable(idSchema),
  name: v.string(),
  sortOrder: v.number(),
});
const categoryBody = v.object({
  kind: categoryKindSchema,
  parentId: v.optional(v.nullable(idSchema), null),
  name: textSchema(10, '请填写分类名称'),
  sortOrder: v.optional(v.number(), 0),
});

export const shelfStatusSchema = v.picklist(['onShelf', 'offShelf']);

export const packageItemSchema = v.object({
  skuId: idSchema,
  name: v.string(),
  spec: v.string(),
  unit: v.string(),
  quantity: countSchema,
});
export type PackageItem = v.InferOutput<typeof packageItemSchema>;

const offerEntries = {
  id: idSchema,
  name: v.string(),
  category: v.nullable(v.object({ id: idSchema, name: v.string() })),
  /** The cover: the first picture. */
  pictureUrl: v.nullable(v.string()),
  pictureUrls: v.array(v.string()),
  /** Shown before the pictures; null = none (AD-358). */
  videoUrl: v.nullable(v.string()),
  /** Rich text: allow-listed markup with pictures of our own only. */
  detail: v.nullable(v.string()),
  retailPriceFen: fenSchema,
  /** What a store gets back for the goods; null = its own L1 price (rules.md, default 6). */
  settlementPriceFen: v.nullable(fenSchema),
  serviceSubsidyFen: fenSchema,
  status: shelfStatusSchema,
  isRecommended: v.boolean(),
  soldCount: countSchema,
  /** In the recycle bin since then; null when it is not there. */
  binnedAt: v.nullable(instantSchema),
};

export const packageSchema = v.object({ ...offerEntries, items: v.array(packageItemSchema) });
export type PackageView = v.InferOutput<typeof packageSchema>;

/** A card product is printed on plastic, or sold online as a number only. Fixed when it is made. */
export const cardFormSchema = v.picklist(['physical', 'electronic']);
export type CardForm = v.InferOutput<typeof cardFormSchema>;

export const cardProductSchema = v.object({
  ...offerEntries,
  form: cardFormSchema,
  /** How many e-cards may be sold in all; null for physical cards, which are counted one by one. */
  stockTotal: v.nullable(countSchema),
  /** Of them, sold or kept for an order that is not paid yet. */
  stockTaken: countSchema,
  package: v.object({ id: idSchema, name: v.string(), items: v.array(packageItemSchema) }),
  /** Months from activation until the card lapses; at least 36 for a bearer card. */
  validityMonths: v.number(),
});
export type CardProductView = v.InferOutput<typeof cardProductSchema>;

const offerBodyEntries = {
  name: textSchema(30, '请填写名称'),
  categoryId: v.optional(v.nullable(idSchema), null),
  pictureUrls: v.optional(v.pipe(v.array(textSchema(300)), v.maxLength(9, '最多 9 张图片')), []),
  videoUrl: v.optional(v.nullable(videoUrlSchema), null),
  /** Rich text; whatever is not on the allow list is taken out (AD-162). */
  detail: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(richTextLength, '详情太长'))), null),
  retailPriceFen: positiveFenSchema,
  settlementPriceFen: v.optional(v.nullable(fenSchema), null),
  serviceSubsidyFen: v.optional(fenSchema, 0),
  /** Absent: a new offer takes the default of the settings (AD-344), a known one keeps its own. */
  status: v.optional(shelfStatusSchema),
  isRecommended: v.optional(v.boolean()),
};
const quantitySchema = v.pipe(
  v.number('请填写数量'),
  v.safeInteger('数量必须是整数'),
  v.minValue(1, '数量至少 1'),
  v.maxValue(999, '数量最多 999'),
);
const packageBody = v.object({
  ...offerBodyEntries,
  items: v.pipe(
    v.array(v.object({ skuId: idSchema, quantity: quantitySchema })),
    v.minLength(1, '请至少选择一个单品'),
    v.maxLength(20, '最多 20 个单品'),
    v.check((items) => new Set(items.map((item) => item.skuId)).size === items.length, '单品不能重复'),
  ),
});
const cardProductBody = v.object({
  ...offerBodyEntries,
  form: v.optional(cardFormSchema, 'physical'),
  /** Needed for e-cards, of no meaning for physical cards. */
  stockTotal: v.optional(
    v.nullable(
      v.pipe(
        v.number('请填写库存总数'),
        v.safeInteger('库存总数必须是整数'),
        v.minValue(0, '库存总数不能小于 0'),
        v.maxValue(10_000_000, '库存总数最多 10,000,000'),
      ),
    ),
    null,
  ),
  packageId: idSchema,
  validityMonths: v.optional(
    v.pipe(
      v.number(),
      v.safeInteger(),
      v.minValue(36, '有效期不少于 36 个月'),
      v.maxValue(120, '有效期最多 120 个月'),
    ),
    36,
  ),
});

const listQuery = v.object({
  ...pageQueryEntries,
  search: v.optional(v.string()),
  categoryId: v.optional(idSchema),
  status: v.optional(shelfStatusSchema),
  isRecommended: v.optional(queryBooleanSchema),
  priceFromFen: v.optional(queryIntegerSchema),
  priceToFen: v.optional(queryIntegerSchema),
  /** What is in the recycle bin instead of what is not (AD-173). */
  isBinned: v.optional(queryBooleanSchema, false),
  sort: v.optional(v.picklist(['newest', 'sales', 'priceUp', 'priceDown']), 'newest'),
});
const view = {
  audience: 'admin',
  permission: AdminPermission.catalogView,
} as const satisfies Partial<EndpointDefinition>;
const edit = {
  audience: 'admin',
  permission: AdminPermission.catalogEdit,
  errors: catalogErrors,
} as const satisfies Partial<EndpointDefinition>;

export const catalogAdminContract = {
  listSkus: endpoint({
    ...view,
    method: 'GET',
    path: '/api/admin/skus',
    query: v.object({ ...pageQueryEntries, search: v.optional(v.string()) }),
    response: pageOf(skuSchema),
    summary: 'Single articles.',
  }),
  createSku: endpoint({
    ...edit,
    method: 'POST',
    path: '/api/admin/skus',
    body: skuBody,
    response: skuSchema,
    summary: 'Adds an article.',
  }),
  updateSku: endpoint({
    ...edit,
    method: 'PUT',
    path: '/api/admin/skus/:id',
    params: idParams,
    body: skuBody,
    response: skuSchema,
    summary: 'Edits an article.',
  }),
  deleteSku: endpoint({
    ...edit,
    method: 'DELETE',
    path: '/api/admin/skus/:id',
    params: idParams,
    response: okSchema,
    summary: 'Deletes an article no package uses.',
  }),
  listCategories: endpoint({
    ...view,
    method: 'GET',
    path: '/api/admin/categories',
    query: v.object({ kind: v.optional(categoryKindSchema) }),
    response: v.array(categorySchema),
    summary: 'Categories of both levels (AD-143, AD-144, AD-160, AD-174).',
  }),
  createCategory: endpoint({
    ...edit,
    method: 'POST',
    path: '/api/admin/categories',
    body: categoryBody,
    response: categorySchema,
    summary: 'Adds a category.',
  }),
  updateCategory: endpoint({
    ...edit,
    method: 'PUT',
    path: '/api/admin/categories/:id',
    params: idParams,
    body: categoryBody,
    response: categorySchema,
    summary: 'Edits a category.',
  }),
  deleteCategory: endpoint({
    ...edit,
    method: 'DELETE',
    path: '/api/admin/categories/:id',
    params: idParams,
    response: okSchema,
    summary: 'Deletes an empty category.',
  }),
  listPackages: endpoint({
    ...view,
    method: 'GET',
    path: '/api/admin/packages',
    query: listQuery,
    response: pageOf(packageSchema),
    summary: 'Packages (AD-168).',
  }),
  getPackage: endpoint({
    ...view,
    method: 'GET',
    path: '/api/admin/packages/:id',
    params: idParams,
    response: packageSchema,
    errors: catalogErrors,
    summary: 'One package.',
  }),
  createPackage: endpoint({
    ...edit,
    method: 'POST',
    path: '/api/admin/packages',
    body: packageBody,
    response: packageSchema,
    summary: 'Adds a package (AD-161 … AD-167).',
  }),
  updatePackage: endpoint({
    ...edit,
    method: 'PUT',
    path: '/api/admin/packages/:id',
    params: idParams,
    body: packageBody,
    response: packageSchema,
    summary: 'Edits a package; cards already redeemed keep their snapshot.',
  }),
  listCardProducts: endpoint({
    ...view,
    method: 'GET',
    path: '/api/admin/card-products',
    query: v.object({ ...listQuery.entries, form: v.optional(cardFormSchema) }),
    response: pageOf(cardProductSchema),
    summary: 'Card products, physical and electronic (AD-185, AD-240).',
  }),
  getCardProduct: endpoint({
    ...view,
    method: 'GET',
    path: '/api/admin/card-products/:id',
    params: idParams,
    response: cardProductSchema,
    errors: catalogErrors,
    summary: 'One card product.',
  }),
  createCardProduct: endpoint({
    ...edit,
    method: 'POST',
    path: '/api/admin/card-products',
    body: cardProductBody,
    response: cardProductSchema,
    summary: 'Adds a card product tied to a package (AD-175 … AD-184, AD-230 … AD-239).',
  }),
  updateCardProduct: endpoint({
    ...edit,
    method: 'PUT',
    path: '/api/admin/card-products/:id',
    params: idParams,
    body: cardProductBody,
    response: cardProductSchema,
    summary: 'Edits a card product; its form stays (AD-241).',
  }),
};
