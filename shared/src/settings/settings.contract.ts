import * as v from 'valibot';
import { channelAddressSchema } from '../channel/channel.contract';
import { AdminPermission } from '../identity/admin-permission';
import { endpoint } from '../kernel/endpoint';
import { cleanText, optionalTextSchema, phoneSchema, textSchema } from '../kernel/schemas';

const days = (max: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(max));

/** How somebody reaches a person of ours. */
export const customerServiceSchema = v.object({
  /** A telephone number as people write it; null when nobody answers a telephone. */
  phone: v.nullable(v.pipe(v.string(), v.trim(), v.regex(/^[0-9-]{5,20}$/, '请输入客服电话'))),
  /** The customer service of 企业微信; null = the mini program's own customer service. */
  wechatChat: v.nullable(
    v.object({
      corpId: textSchema(64, '请填写企业 ID'),
      url: v.pipe(v.string(), v.regex(/^https:\/\/\S+$/, '请填写 https 开头的客服链接'), v.maxLength(300)),
    }),
  ),
});
export type CustomerService = v.InferOutput<typeof customerServiceSchema>;

/** Who the shop is, as the app's 关于我们 and the back office tell (AD-341). */
export const companySchema = v.object({
  /** Empty until somebody fills it in, and then not shown. */
  name: v.pipe(v.string(), v.transform(cleanText), v.maxLength(60, '最多 60 个字')),
  address: v.pipe(v.string(), v.transform(cleanText), v.maxLength(100, '最多 100 个字')),
  logoUrl: optionalTextSchema(300),
  /** A few lines about the shop; line breaks stay. */
  introduction: v.pipe(
    v.string(),
    v.transform((text) => text.split('\n').map(cleanText).join('\n').trim()),
    v.maxLength(1000, '最多 1000 个字'),
  ),
});
export type Company = v.InferOutput<typeof companySchema>;

/** The settings that govern rules. Stored as one row; every rule gets them as an argument. */
export const settingsSchema = v.object({
  brandName: textSchema(20),
  /** A shipment may send part of an order (拆单); off = the full quantity only (rules.md §9). */
  allowPartialShipment: v.boolean(),
  /** Earliest delivery day = today + this many days, one more after the cut-off hour. */
  deliveryLeadDays: days(30),
  deliveryCutoffHour: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(24)),
  /** How many days ahead the quota calendar is open. */
  deliveryHorizonDays: days(180),
  /** Days after shipping at which receipt is confirmed by itself. */
  autoConfirmDays: days(60),
  /** Days after receipt during which after-sale may be asked (rules.md, default 8). */
  afterSaleDays: days(60),
  /** Hours after receipt during which live goods may be reported as dead or damaged. */
  damageHours: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(720)),
  /** Days in which a buyer sends goods back once the shop has agreed; after that the case closes. */
  returnDays: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(60)),
  /** Minutes after which an unpaid order closes by itself (AD-349). */
  payMinutes: v.pipe(v.number(), v.safeInteger(), v.minValue(5), v.maxValue(1440)),
  /** Hours in which an offline store order is to be paid; after that it closes and its goods are free. */
  storePayHours: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(720)),
  /** Whether goods and delivery days are kept when an order is made or when it is paid (AD-348). */
  holdStockOn: v.picklist(['order', 'payment']),
  /** Bought e-cards wait for the back office to issue their numbers; off = they are issued at payment (rules.md, default 1). */
  reviewECards: v.boolean(),
  /** Hours a given e-card waits to be accepted before it goes back to its giver. */
  giftHours: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(168)),
  /** Days after completion during which goods can be reviewed (MB-055). */
  reviewDays: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(365)),
  /** Whether a review is shown at once or after somebody has read it. */
  showReviews: v.picklist(['atOnce', 'afterApproval']),
  /** Whether the shop shows how many of an offer were sold (AD-345) and how many are left (AD-346). */
  showSales: v.boolean(),
  showStock: v.boolean(),
  /** What new offers (AD-344) and new articles (AD-347) begin with. */
  defaultShelfStatus: v.picklist(['onShelf', 'offShelf']),
  defaultAlertStock: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1_000_000)),
  customerService: customerServiceSchema,
  company: companySchema,
  /** The platform's own warehouse: sender on labels when no store ships. */
  warehouse: v.object({ name: textSchema(20), phone: phoneSchema, address: channelAddressSchema }),
});
export type Settings = v.InferOutput<typeof settingsSchema>;

export const settingsPublicContract = {
  getShop: endpoint({
    method: 'GET',
    path: '/api/public/shop',
    audience: 'public',
    response: v.object({
      brandName: v.string(),
      customerService: customerServiceSchema,
      company: companySchema,
    }),
    summary:
      'What anybody may know of the brand: its name, its customer service, its company (MB-072, MB-073).',
  }),
};

export const settingsAdminContract = {
  getSettings: endpoint({
    method: 'GET',
    path: '/api/admin/settings',
    audience: 'admin',
    permission: 'self',
    response: settingsSchema,
    summary: 'The platform settings.',
  }),
  updateSettings: endpoint({
    method: 'PUT',
    path: '/api/admin/settings',
    audience: 'admin',
    permission: AdminPermission.settingsEdit,
    body: settingsSchema,
    response: settingsSchema,
    summary: 'Replaces the platform settings.',
  }),
};
