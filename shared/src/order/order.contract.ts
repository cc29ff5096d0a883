import * as v from 'valibot';
import { cardNoSchema } from '../card/card-number';
import { cardErrors } from '../card/card.errors';
import { packageItemSchema } from '../catalog/catalog.contract';
import { AdminPermission } from '../identity/admin-permission';
import { endpoint } from '../kernel/endpoint';
import { pageOf, pageQueryEntries } from '../kernel/page';
import {
  countSchema,
  daySchema,
  idParams,
  idSchema,
  instantSchema,
  optionalTextSchema,
} from '../kernel/schemas';
import { valuesOf } from '../kernel/status';
import { addressBody } from '../member/member.contract';
import { memberErrors } from '../member/member.errors';
import { deliveryDaySchema, monthSchema } from '../stock/stock.contract';
import { stockErrors } from '../stock/stock.errors';
import { orderErrors } from './order.errors';
import {
  deliveryOrderSchema,
  deskOrderDetailSchema,
  orderDetailSchema,
  orderSchema,
  trackEventSchema,
} from './order.schemas';
import { DeliveryType, OrderKind, OrderStage, OrderStatus, OrderWait } from './order.status';

const redeemErrors = { ...cardErrors, ...stockErrors, ...memberErrors };

export const orderMemberContract = {
  listDeliveryDays: endpoint({
    method: 'GET',
    path: '/api/member/delivery-days',
    audience: 'member',
    permission: 'self',
    query: v.object({ packageId: idSchema, month: monthSchema }),
    response: v.array(deliveryDaySchema),
    summary: 'The days of a month and which are free for a package.',
  }),
  redeemCard: endpoint({
    method: 'POST',
    path: '/api/member/redemptions',
    audience: 'member',
    permission: 'self',
    body: v.object({
      cardId: idSchema,
      addressId: idSchema,
      deliveryDay: daySchema,
      remark: optionalTextSchema(50),
    }),
    response: orderDetailSchema,
    errors: redeemErrors,
    idempotent: true,
    summary: 'Redeems an own active card for its fixed package on a free day (MB-054).',
  }),
  listOrders: endpoint({
    method: 'GET',
    path: '/api/member/orders',
    audience: 'member',
    permission: 'self',
    query: v.object({
      ...pageQueryEntries,
      kind: v.optional(v.picklist(valuesOf(OrderKind))),
      status: v.optional(v.picklist(valuesOf(OrderStatus))),
      wait: v.optional(v.picklist(valuesOf(OrderWait))),
    }),
    response: pageOf(orderSchema),
    summary: 'Own orders (MB-063 … MB-065).',
  }),
  countOrders: endpoint({
    method: 'GET',
    path: '/api/member/order-counts',
    audience: 'member',
    permission: 'self',
    query: v.object({ kind: v.optional(v.picklist(valuesOf(OrderKind))) }),
    response: v.object({
      toPay: countSchema,
      toShip: countSchema,
      toReceive: countSchema,
      toReview: countSchema,
    }),
    summary: 'How many own orders wait for what (MB-064).',
  }),
  getOrder: endpoint({
    method: 'GET',
    path: '/api/member/orders/:id',
    audience: 'member',
    permission: 'self',
    params: idParams,
    response: orderDetailSchema,
    errors: orderErrors,
    summary: 'One own order (MB-066).',
  }),
  getTrack: endpoint({
    method: 'GET',
    path: '/api/member/orders/:id/track',
    audience: 'member',
    permission: 'self',
    params: idParams,
    response: v.array(trackEventSchema),
    errors: orderErrors,
    summary: 'Where the parcels are, newest first (MB-067).',
  }),
  rescheduleOrder: endpoint({
    method: 'PUT',
    path: '/api/member/orders/:id/delivery-day',
    audience: 'member',
    permission: 'self',
    params: idParams,
    body: v.object({ deliveryDay: daySchema }),
    response: orderDetailSchema,
    errors: { ...orderErrors, ...stockErrors },
    idempotent: true,
    summary: 'Moves an order that is not dispatched to another free day.',
  }),
  confirmReceipt: endpoint({
    method: 'POST',
    path: '/api/member/orders/:id/confirm-receipt',
    audience: 'member',
    permission: 'self',
    params: idParams,
    response: orderDetailSchema,
    errors: orderErrors,
    idempotent: true,
    summary: 'Confirms receipt of everything (MB-068).',
  }),
};

const typedSchema = v.pipe(v.string(), v.trim(), v.maxLength(60, '最多 60 个字'));

/** The filters of the back office's delivery orders (AD-281, AD-282). */
const deskFilterEntries = {
  number: v.optional(typedSchema),
  /** A part of the name of a package, a card or an article. */
  product: v.optional(typedSchema),
  type: v.optional(v.picklist(valuesOf(DeliveryType))),
  /** Who ships; `none` = waiting for dispatch. */
  shipper: v.optional(v.picklist(['none', 'platform', 'store'])),
  /** The 专卖店 that ships. */
  storeId: v.optional(idSchema),
  /** The beginning of the receiver's name or phone number. */
  receiver: v.optional(typedSchema),
  /** The whole phone number of the member who ordered. */
  buyerPhone: v.optional(typedSchema),
  /** The channel the member who ordered belongs to. */
  channelId: v.optional(idSchema),
  deliveryDay: v.optional(daySchema),
  from: v.optional(daySchema),
  to: v.optional(daySchema),
};
const stageEntry = { stage: v.optional(v.picklist(valuesOf(OrderStage))) };

const cardSecretSchema = v.pipe(
  v.string('请输入卡密'),
  v.trim(),
  v.minLength(1, '请输入卡密'),
  v.maxLength(32, '卡密格式不正确'),
);

/** What a caller's card stands for, told once its number and secret are right. */
export const checkedCardSchema = v.object({
  cardNo: v.string(),
  productName: v.string(),
  pictureUrl: v.nullable(v.string()),
  packageId: idSchema,
  items: v.array(packageItemSchema),
  expiresAt: v.nullable(instantSchema),
});
export type CheckedCard = v.InferOutput<typeof checkedCardSchema>;

export const orderAdminContract = {
  listOrders: endpoint({
    method: 'GET',
    path: '/api/admin/orders',
    audience: 'admin',
    permission: AdminPermission.orderView,
    query: v.object({ ...pageQueryEntries, ...deskFilterEntries, ...stageEntry }),
    response: pageOf(deliveryOrderSchema),
    summary: 'Delivery orders, newest first (AD-271 … AD-273, AD-281 … AD-283).',
  }),
  countOrders: endpoint({
    method: 'GET',
    path: '/api/admin/order-counts',
    audience: 'admin',
    permission: AdminPermission.orderView,
    query: v.object(deskFilterEntries),
    response: v.object({
      all: countSchema,
      toPay: countSchema,
      toShip: countSchema,
      partlyShipped: countSchema,
      toReceive: countSchema,
      ended: countSchema,
    }),
    summary: 'How many delivery orders of a filter are in each stage (AD-282).',
  }),
  exportOrders: endpoint({
    method: 'GET',
    path: '/api/admin/orders/export',
    audience: 'admin',
    permission: AdminPermission.orderView,
    kind: 'file',
    query: v.object({ ...deskFilterEntries, ...stageEntry }),
    response: v.unknown(),
    summary: 'The same delivery orders as a streamed xlsx.',
  }),
  getOrder: endpoint({
    method: 'GET',
    path: '/api/admin/orders/:id',
    audience: 'admin',
    permission: AdminPermission.orderView,
    params: idParams,
    response: deskOrderDetailSchema,
    errors: orderErrors,
    summary: 'One order with its buyer and its payment (AD-284).',
  }),
  checkCard: endpoint({
    method: 'POST',
    path: '/api/admin/redemption-checks',
    audience: 'admin',
    permission: AdminPermission.orderDispatch,
    body: v.object({ cardNo: cardNoSchema, secret: cardSecretSchema }),
    response: checkedCardSchema,
    errors: redeemErrors,
    summary: 'Whether a card is genuine and can be redeemed now; wrong secrets are counted (AD-274).',
  }),
  listDeliveryDays: endpoint({
    method: 'GET',
    path: '/api/admin/redemption-days',
    audience: 'admin',
    permission: AdminPermission.orderDispatch,
    query: v.object({ packageId: idSchema, month: monthSchema }),
    response: v.array(deliveryDaySchema),
    summary: 'The days of a month and which are free for a package (AD-275).',
  }),
  redeemByPhone: endpoint({
    method: 'POST',
    path: '/api/admin/redemptions',
    audience: 'admin',
    permission: AdminPermission.orderDispatch,
    body: v.object({
      cardNo: cardNoSchema,
      secret: cardSecretSchema,
      deliveryDay: daySchema,
      receiver: addressBody,
      remark: optionalTextSchema(50),
    }),
    response: orderDetailSchema,
    errors: redeemErrors,
    idempotent: true,
    summary: 'Enters a redemption for a caller: card, secret, day and receiver (AD-274 … AD-276).',
  }),
};
