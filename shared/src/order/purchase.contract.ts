import * as v from 'valibot';
import { packageItemSchema } from '../catalog/catalog.contract';
import { cardErrors } from '../card/card.errors';
import { catalogErrors } from '../catalog/catalog.errors';
import { AdminPermission } from '../identity/admin-permission';
import { endpoint } from '../kernel/endpoint';
import {
  countSchema,
  daySchema,
  fenSchema,
  idParams,
  idSchema,
  instantSchema,
  optionalTextSchema,
  positiveFenSchema,
  textSchema,
} from '../kernel/schemas';
import { memberErrors } from '../member/member.errors';
import { paymentErrors } from '../payment/payment.errors';
import { stockErrors } from '../stock/stock.errors';
import { orderErrors } from './order.errors';
import { orderDetailSchema } from './order.schemas';

/** How many of one offer: 1 … 999. */
export const quantitySchema = v.pipe(
  v.number('请填写数量'),
  v.safeInteger('数量必须是整数'),
  v.minValue(1, '数量至少 1'),
  v.maxValue(999, '数量最多 999'),
);
/** One offer that may lie in a cart, and how many. */
export const wishEntries = {
  kind: v.picklist(['package']),
  id: idSchema,
  quantity: quantitySchema,
};
/** What is bought to be sent: packages, or printed cards in an order of their own (MB-035). */
const sentWishEntries = { ...wishEntries, kind: v.picklist(['package', 'cardProduct']) };
function linesSchema<Line extends v.GenericSchema<unknown, { kind: string; id: number }>>(line: Line) {
  return v.pipe(
    v.array(line),
    v.minLength(1, '请选择商品'),
    v.maxLength(20, '一单最多 20 种商品'),
    v.check(
      (lines) => new Set(lines.map(({ kind, id }) => `${kind}:${id}`)).size === lines.length,
      '商品不能重复',
    ),
    v.check(
      (lines) => lines.length === 1 || lines.every(({ kind }) => kind === 'package'),
      '实体卡请单独下单',
    ),
  );
}

/** What became of one wished line since the member saw it. */
export const quoteLineSchema = v.object({
  kind: sentWishEntries.kind,
  id: idSchema,
  name: v.string(),
  pictureUrl: v.nullable(v.string()),
  items: v.array(packageItemSchema),
  quantity: countSchema,
  retailPriceFen: fenSchema,
  unitPriceFen: fenSchema,
  amountFen: fenSchema,
  /** Sold by delivery day: the member must choose one. Otherwise it is sold from stock. */
  needsDay: v.boolean(),
  /** The price the member saw before, when it is another now; else null. */
  changedFromFen: v.nullable(fenSchema),
  /** Why it cannot be bought as wished (taken off the shelf, sold out, day full), fit to show; else null. */
  problem: v.nullable(v.string()),
});
export type QuoteLine = v.InferOutput<typeof quoteLineSchema>;

export const purchaseQuoteSchema = v.object({
  lines: v.array(quoteLineSchema),
  goodsFen: fenSchema,
  freightFen: fenSchema,
  payableFen: fenSchema,
  needsDay: v.boolean(),
  /** The day at which goods sold without a day arrive at the earliest. */
  earliestDay: daySchema,
  /** Why the address cannot be delivered to, fit to show; null when it can, or none was given. */
  addressProblem: v.nullable(v.string()),
});
export type PurchaseQuote = v.InferOutput<typeof purchaseQuoteSchema>;

/** What to hand to `wx.requestPayment`. */
export const jsapiParamsSchema = v.object({
  timeStamp: v.string(),
  nonceStr: v.string(),
  package: v.string(),
  signType: v.literal('RSA'),
  paySign: v.string(),
});
/** How the payer goes on: `wx.requestPayment(params)`, or the cashier page at `url`. */
export const payAnswerSchema = v.variant('way', [
  v.object({ way: v.literal('jsapi'), params: jsapiParamsSchema, payUntil: instantSchema }),
  v.object({ way: v.literal('h5'), url: v.string(), payUntil: instantSchema }),
]);
export type PayAnswer = v.InferOutput<typeof payAnswerSchema>;

export const purchaseMemberContract = {
  quotePurchase: endpoint({
    method: 'POST',
    path: '/api/member/purchases/quote',
    audience: 'member',
    permission: 'self',
    body: v.object({
      lines: linesSchema(
        v.object({
          ...sentWishEntries,
          /** The unit price on the page the member comes from. */
          seenPriceFen: v.optional(v.nullable(fenSchema), null),
        }),
      ),
      addressId: v.optional(v.nullable(idSchema), null),
      deliveryDay: v.optional(v.nullable(daySchema), null),
    }),
    response: purchaseQuoteSchema,
    errors: { ...catalogErrors, ...memberErrors },
    summary: 'Prices a wish at the member’s own level and says what changed; nothing is kept (MB-016).',
  }),
  placePurchase: endpoint({
    method: 'POST',
    path: '/api/member/purchases',
    audience: 'member',
    permission: 'self',
    body: v.object({
      lines: linesSchema(v.object({ ...sentWishEntries, unitPriceFen: fenSchema })),
      addressId: idSchema,
      /** Needed when the quote says `needsDay`. */
      deliveryDay: v.optional(v.nullable(daySchema), null),
      remark: optionalTextSchema(50),
      /** Whether the lines come out of the cart, which then loses what is ordered. */
      fromCart: v.optional(v.boolean(), false),
      /** The total the member agreed to. */
      payableFen: fenSchema,
    }),
    response: orderDetailSchema,
    errors: { ...orderErrors, ...cardErrors, ...catalogErrors, ...stockErrors, ...memberErrors },
    idempotent: true,
    summary: 'Makes an order to be paid; refuses any price the member has not seen (MB-016, MB-019).',
  }),
  payOrder: endpoint({
    method: 'POST',
    path: '/api/member/orders/:id/pay',
    audience: 'member',
    permission: 'self',
    params: idParams,
    body: v.object({ way: v.picklist(['jsapi', 'h5']) }),
    response: payAnswerSchema,
    errors: { ...orderErrors, ...paymentErrors },
    summary: 'Begins, or begins again, the WeChat payment of an own unpaid order (MB-025).',
  }),
  cancelOrder: endpoint({
    method: 'POST',
    path: '/api/member/orders/:id/cancel',
    audience: 'member',
    permission: 'self',
    params: idParams,
    response: orderDetailSchema,
    errors: orderErrors,
    idempotent: true,
    summary: 'Cancels an own unpaid order; a payment that still arrives goes back by itself.',
  }),
};

export const purchaseAdminContract = {
  refundOrder: endpoint({
    method: 'POST',
    path: '/api/admin/orders/:id/refunds',
    audience: 'admin',
    permission: AdminPermission.orderRefund,
    params: idParams,
    body: v.object({ amountFen: positiveFenSchema, reason: textSchema(60, '请填写退款原因') }),
    response: orderDetailSchema,
    errors: { ...orderErrors, ...paymentErrors },
    idempotent: true,
    summary:
      'Gives back a part or all of what was paid, by the original route; all of it before shipping cancels the order.',
  }),
};
