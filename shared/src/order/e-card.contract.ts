import * as v from 'valibot';
import { cardErrors } from '../card/card.errors';
import { cardNoSchema } from '../card/card-number';
import { cardStatusSchema } from '../card/card.schemas';
import { catalogErrors } from '../catalog/catalog.errors';
import { AdminPermission } from '../identity/admin-permission';
import { endpoint } from '../kernel/endpoint';
import { pageOf, pageQueryEntries } from '../kernel/page';
import {
  countSchema,
  daySchema,
  fenSchema,
  idParams,
  idSchema,
  instantSchema,
  textSchema,
} from '../kernel/schemas';
import { memberErrors } from '../member/member.errors';
import { paymentErrors } from '../payment/payment.errors';
import { orderErrors } from './order.errors';
import { orderDetailSchema } from './order.schemas';
import { OrderStatus } from './order.status';

/** The most e-cards one order may have. */
export const maxECardsPerOrder = 99;

export const eCardMemberContract = {
  placeECardPurchase: endpoint({
    method: 'POST',
    path: '/api/member/e-card-purchases',
    audience: 'member',
    permission: 'self',
    body: v.object({
      productId: idSchema,
      quantity: v.pipe(
        v.number('请填写数量'),
        v.safeInteger('数量必须是整数'),
        v.minValue(1, '数量至少 1'),
        v.maxValue(maxECardsPerOrder, '一次最多购买 99 张'),
      ),
      /** The price of one and the total the member agreed to. */
      unitPriceFen: fenSchema,
      payableFen: fenSchema,
    }),
    response: orderDetailSchema,
    errors: { ...orderErrors, ...catalogErrors, ...memberErrors },
    idempotent: true,
    summary: 'Makes an e-card order to be paid, without an address (MB-048, AD-250).',
  }),
};

/** The states an e-card order goes through (AD-254). */
export const eCardOrderStatuses = [
  OrderStatus.toPay,
  OrderStatus.toIssue,
  OrderStatus.partlyIssued,
  OrderStatus.completed,
  OrderStatus.cancelled,
] as const;

export const eCardOrderSchema = v.object({
  id: idSchema,
  number: v.string(),
  title: v.string(),
  quantity: countSchema,
  issuedCount: countSchema,
  amountFen: fenSchema,
  buyer: v.object({ id: idSchema, nickname: v.string(), phone: v.string() }),
  status: v.picklist(eCardOrderStatuses),
  createdAt: instantSchema,
});
export type ECardOrder = v.InferOutput<typeof eCardOrderSchema>;

/** One number of an e-card order (AD-257, AD-258). */
export const issuedCardSchema = v.object({
  cardNo: v.string(),
  status: cardStatusSchema,
  owner: v.object({ id: idSchema, nickname: v.string() }),
  issuedAt: instantSchema,
  /** Unused, not given away and on no way: its money can be given back. */
  isRefundable: v.boolean(),
});
export type IssuedCard = v.InferOutput<typeof issuedCardSchema>;

export const eCardOrderDetailSchema = v.object({
  order: orderDetailSchema,
  buyer: eCardOrderSchema.entries.buyer,
  unitPriceFen: fenSchema,
  /** Paid for, and neither issued nor refunded. */
  toIssueCount: countSchema,
  cards: v.array(issuedCardSchema),
});
export type ECardOrderDetail = v.InferOutput<typeof eCardOrderDetailSchema>;

const cardCountSchema = v.pipe(
  v.number('请填写张数'),
  v.safeInteger('张数必须是整数'),
  v.minValue(0, '张数不能小于 0'),
  v.maxValue(maxECardsPerOrder, '一单最多 99 张'),
);

export const eCardAdminContract = {
  listECardOrders: endpoint({
    method: 'GET',
    path: '/api/admin/e-card-orders',
    audience: 'admin',
    permission: AdminPermission.orderView,
    query: v.object({
      ...pageQueryEntries,
      number: v.optional(v.string()),
      /** The beginning of the buyer's phone number. */
      phone: v.optional(v.string()),
      status: v.optional(v.picklist(eCardOrderStatuses)),
      from: v.optional(daySchema),
      to: v.optional(daySchema),
    }),
    response: pageOf(eCardOrderSchema),
    summary: 'E-card orders by number, buyer, day and state (AD-253 … AD-255).',
  }),
  getECardOrder: endpoint({
    method: 'GET',
    path: '/api/admin/e-card-orders/:id',
    audience: 'admin',
    permission: AdminPermission.orderView,
    params: idParams,
    response: eCardOrderDetailSchema,
    errors: orderErrors,
    summary: 'One e-card order with its numbers and their states (AD-256 … AD-258).',
  }),
  issueECards: endpoint({
    method: 'POST',
    path: '/api/admin/e-card-orders/:id/issue',
    audience: 'admin',
    permission: AdminPermission.cardOrder,
    params: idParams,
    body: v.object({ count: v.pipe(cardCountSchema, v.minValue(1, '至少 1 张')) }),
    response: eCardOrderDetailSchema,
    errors: { ...orderErrors, ...catalogErrors },
    idempotent: true,
    summary: 'Approves a paid order: issues all or a part of its numbers (AD-251, AD-252, AD-254).',
  }),
  refundECards: endpoint({
    method: 'POST',
    path: '/api/admin/e-card-orders/:id/refunds',
    audience: 'admin',
    permission: AdminPermission.orderRefund,
    params: idParams,
    body: v.pipe(
      v.object({
        /** How many that are not issued yet. */
        unissuedCount: v.optional(cardCountSchema, 0),
        /** Issued ones, which are voided. */
        cardNos: v.optional(v.pipe(v.array(cardNoSchema), v.maxLength(maxECardsPerOrder)), []),
        reason: textSchema(60, '请填写退款原因'),
      }),
      v.check(({ unissuedCount, cardNos }) => unissuedCount + cardNos.length > 0, '请选择要退的卡'),
      v.check(({ cardNos }) => new Set(cardNos).size === cardNos.length, '卡号有重复'),
    ),
    response: eCardOrderDetailSchema,
    errors: { ...orderErrors, ...cardErrors, ...paymentErrors },
    idempotent: true,
    summary: 'Gives back the price of cards: of unissued ones, and of unused ones, which are voided with it.',
  }),
};
