import * as v from 'valibot';
import { carrierChoiceSchema } from '../express/carrier.contract';
import { channelAddressSchema } from '../channel/channel.contract';
import { documentStepSchema } from '../document/document.contract';
import { cardNoSchema } from '../card/card-number';
import { cardErrors } from '../card/card.errors';
import { expressErrors } from '../express/express.errors';
import { fulfilmentErrors } from '../fulfilment/fulfilment.errors';
import { waybillEntries } from '../fulfilment/waybill.schemas';
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
  optionalTextSchema,
  positiveFenSchema,
  textSchema,
} from '../kernel/schemas';
import { valuesOf } from '../kernel/status';
import { pictureUrlSchema } from '../media/picture-url';
import { orderErrors } from '../order/order.errors';
import { orderItemSchema } from '../order/order.schemas';
import { OrderKind, OrderStatus } from '../order/order.status';
import { paymentErrors } from '../payment/payment.errors';
import { RefundStatus } from '../payment/payment.status';
import { stockErrors } from '../stock/stock.errors';
import { afterSaleErrors } from './after-sale.errors';
import { AfterSaleKind, AfterSaleReason, AfterSaleStatus, AfterSaleTurn } from './after-sale.status';

export const maxPictures = 9;
const quantitySchema = v.pipe(
  v.number('请填写数量'),
  v.safeInteger('数量必须是整数'),
  v.minValue(1, '数量至少 1'),
  v.maxValue(999, '数量最多 999'),
);
export const returnAddressSchema = v.object({
  name: v.string(),
  phone: v.string(),
  address: channelAddressSchema,
});

/** One case as a line of a list (AD-286). */
export const afterSaleSchema = v.object({
  id: idSchema,
  number: v.string(),
  orderId: idSchema,
  orderNumber: v.string(),
  orderedAt: instantSchema,
  kind: v.picklist(valuesOf(AfterSaleKind)),
  reason: v.picklist(valuesOf(AfterSaleReason)),
  status: v.picklist(valuesOf(AfterSaleStatus)),
  title: v.string(),
  pictureUrl: v.nullable(v.string()),
  quantity: countSchema,
  /** Null for an exchange. */
  askedFen: v.nullable(fenSchema),
  /** Null until the shop has agreed to give money back. */
  approvedFen: v.nullable(fenSchema),
  createdAt: instantSchema,
});
export type AfterSaleView = v.InferOutput<typeof afterSaleSchema>;

const { CARRIER_NOT_OFFERED } = expressErrors;

const waybillViewSchema = v.object({
  carrierCode: v.string(),
  carrierName: v.string(),
  waybillNo: v.string(),
});

export const afterSaleDetailSchema = v.object({
  ...afterSaleSchema.entries,
  description: v.nullable(v.string()),
  pictures: v.array(v.string()),
  /** Why the shop refused it or gives less than was asked for. */
  decisionNote: v.nullable(v.string()),
  /** Until when the buyer has to send the goods back; null when there is nothing to send. */
  returnUntil: v.nullable(instantSchema),
  /** Where to send them, while there is something to send. */
  returnAddress: v.nullable(returnAddressSchema),
  /** The carriers a parcel may leave with. */
  carriers: v.array(carrierChoiceSchema),
  returnWaybill: v.nullable(waybillViewSchema),
  exchangeWaybill: v.nullable(waybillViewSchema),
  refund: v.nullable(
    v.object({ id: idSchema, number: v.string(), status: v.picklist(valuesOf(RefundStatus)) }),
  ),
  steps: v.array(documentStepSchema),
});
export type AfterSaleDetail = v.InferOutput<typeof afterSaleDetailSchema>;

export const afterSaleAdminDetailSchema = v.object({
  ...afterSaleDetailSchema.entries,
  memberId: idSchema,
  memberPhone: v.string(),
  order: v.object({
    kind: v.picklist(valuesOf(OrderKind)),
    status: v.picklist(valuesOf(OrderStatus)),
    paidFen: fenSchema,
    refundedFen: fenSchema,
    items: v.array(orderItemSchema),
  }),
  /** The most that may go back for it today. */
  refundableFen: fenSchema,
});
export type AfterSaleAdminDetail = v.InferOutput<typeof afterSaleAdminDetailSchema>;

/** What of an order a case may be about. */
export const afterSaleTargetSchema = v.object({
  /** A line of a bought order; null = the order as a whole. */
  lineId: v.nullable(idSchema),
  title: v.string(),
  pictureUrl: v.nullable(v.string()),
  /** How many have not been given back yet. */
  quantity: countSchema,
  /** What may go back for all of them. */
  refundableFen: fenSchema,
  /** Nothing of it goes back but all: nothing was sent yet. */
  isWhole: v.boolean(),
  openCaseId: v.nullable(idSchema),
});
export type AfterSaleTarget = v.InferOutput<typeof afterSaleTargetSchema>;

export const afterSaleOptionsSchema = v.object({
  targets: v.array(afterSaleTargetSchema),
  kinds: v.array(
    v.object({
      kind: v.picklist(valuesOf(AfterSaleKind)),
      reasons: v.array(
        v.object({
          reason: v.picklist(valuesOf(AfterSaleReason)),
          needsPictures: v.boolean(),
          /** Null while the goods have not been received: the time has not begun. */
          until: v.nullable(instantSchema),
        }),
      ),
    }),
  ),
  /** The cases of the order, newest first. */
  cases: v.array(afterSaleSchema),
});
export type AfterSaleOptions = v.InferOutput<typeof afterSaleOptionsSchema>;

const own = { audience: 'member', permission: 'self' } as const;
const act = {
  ...own,
  method: 'POST',
  params: idParams,
  response: afterSaleDetailSchema,
  errors: { ...afterSaleErrors, ...orderErrors },
  idempotent: true,
} as const;

export const afterSaleMemberContract = {
  getOptions: endpoint({
    ...own,
    method: 'GET',
    path: '/api/member/orders/:id/after-sale',
    params: idParams,
    response: afterSaleOptionsSchema,
    errors: orderErrors,
    summary: 'What may be asked for an own order today, until when, and what was asked before.',
  }),
  apply: endpoint({
    ...act,
    path: '/api/member/orders/:id/after-sales',
    body: v.object({
      lineId: v.optional(v.nullable(idSchema), null),
      quantity: quantitySchema,
      kind: v.picklist(valuesOf(AfterSaleKind), '请选择售后类型'),
      reason: v.picklist(valuesOf(AfterSaleReason), '请选择原因'),
      /** What is asked back; null for an exchange. */
      amountFen: v.optional(v.nullable(positiveFenSchema), null),
      description: optionalTextSchema(200),
      pictures: v.optional(v.pipe(v.array(pictureUrlSchema), v.maxLength(maxPictures, '最多 9 张照片')), []),
    }),
    summary: 'Asks for money back or a new parcel for one line of an own order (MB-064).',
  }),
  listAfterSales: endpoint({
    ...own,
    method: 'GET',
    path: '/api/member/after-sales',
    query: v.object(pageQueryEntries),
    response: pageOf(afterSaleSchema),
    summary: 'Own cases, newest first: 售后 of the orders (MB-064).',
  }),
  getAfterSale: endpoint({
    ...own,
    method: 'GET',
    path: '/api/member/after-sales/:id',
    params: idParams,
    response: afterSaleDetailSchema,
    errors: afterSaleErrors,
    summary: 'One own case with all its steps.',
  }),
  withdraw: endpoint({
    ...act,
    path: '/api/member/after-sales/:id/withdraw',
    summary: 'Takes an own case back as long as nothing has moved.',
  }),
  sendReturn: endpoint({
    ...act,
    path: '/api/member/after-sales/:id/return',
    body: v.object(waybillEntries),
    errors: { ...act.errors, CARRIER_NOT_OFFERED },
    summary: 'Says by which parcel the goods come back.',
  }),
  confirmExchange: endpoint({
    ...act,
    path: '/api/member/after-sales/:id/confirm-exchange',
    summary: 'Confirms that the new parcel has come.',
  }),
};

const view = { audience: 'admin', permission: AdminPermission.orderView } as const;
const decide = {
  method: 'POST',
  audience: 'admin',
  permission: AdminPermission.orderRefund,
  params: idParams,
  response: afterSaleAdminDetailSchema,
  errors: { ...afterSaleErrors, ...orderErrors, ...paymentErrors },
  idempotent: true,
} as const;
const filterEntries = {
  turn: v.optional(v.picklist(valuesOf(AfterSaleTurn))),
  status: v.optional(v.picklist(valuesOf(AfterSaleStatus))),
  kind: v.optional(v.picklist(valuesOf(AfterSaleKind))),
  /** Of the case or of its order. */
  number: v.optional(v.string()),
  memberId: v.optional(idSchema),
  from: v.optional(daySchema),
  to: v.optional(daySchema),
};
const decisionBody = v.object({
  /** Null gives back what was asked for; less needs a note. */
  amountFen: v.optional(v.nullable(positiveFenSchema), null),
  note: optionalTextSchema(60),
});

export const afterSaleAdminContract = {
  listAfterSales: endpoint({
    ...view,
    method: 'GET',
    path: '/api/admin/after-sales',
    query: v.object({ ...pageQueryEntries, ...filterEntries }),
    response: pageOf(v.object({ ...afterSaleSchema.entries, memberId: idSchema })),
    summary: 'Cases by whose turn it is, state, kind, number, member and day (AD-285, AD-286, AD-141).',
  }),
  exportAfterSales: endpoint({
    ...view,
    method: 'GET',
    path: '/api/admin/after-sales/export',
    kind: 'file',
    query: v.object(filterEntries),
    response: v.unknown(),
    summary: 'The same cases as a streamed xlsx.',
  }),
  getAfterSale: endpoint({
    ...view,
    method: 'GET',
    path: '/api/admin/after-sales/:id',
    params: idParams,
    response: afterSaleAdminDetailSchema,
    errors: afterSaleErrors,
    summary: 'One case with its order and what may go back for it today.',
  }),
  approve: endpoint({
    ...decide,
    path: '/api/admin/after-sales/:id/approve',
    body: decisionBody,
    summary: 'Agrees: money goes back by the original route, or goods or a new parcel come first (AD-287).',
  }),
  reject: endpoint({
    ...decide,
    path: '/api/admin/after-sales/:id/reject',
    body: v.object({ reason: textSchema(60, '请填写驳回原因') }),
    summary: 'Refuses with a reason, also after the goods that came back were looked at.',
  }),
  confirmReturn: endpoint({
    ...decide,
    path: '/api/admin/after-sales/:id/confirm-return',
    body: v.object({
      ...decisionBody.entries,
      /** Printed cards that came back, as many as the case is about; of other goods nothing is named. */
      cardNos: v.optional(
        v.pipe(
          v.array(cardNoSchema),
          v.maxLength(999, '一次最多 999 张'),
          v.check((cardNos) => new Set(cardNos).size === cardNos.length, '卡号有重复'),
        ),
        [],
      ),
    }),
    errors: { ...decide.errors, ...cardErrors },
    summary:
      'The goods have come back: the money goes back by the original route; printed cards go back to stock or are voided (AD-224).',
  }),
  shipExchange: endpoint({
    ...decide,
    path: '/api/admin/after-sales/:id/ship-exchange',
    body: v.object({
      ...waybillEntries,
      items: v.pipe(
        v.array(v.object({ skuId: idSchema, quantity: quantitySchema })),
        v.minLength(1, '请填写补寄的商品'),
        v.maxLength(20, '最多 20 个单品'),
      ),
    }),
    errors: { ...decide.errors, ...fulfilmentErrors, ...stockErrors, CARRIER_NOT_OFFERED },
    summary: 'Sends a new parcel from the platform’s warehouse.',
  }),
};
