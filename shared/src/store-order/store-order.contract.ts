import * as v from 'valibot';
import { catalogErrors } from '../catalog/catalog.errors';
import { expressErrors } from '../express/express.errors';
import { fulfilmentErrors } from '../fulfilment/fulfilment.errors';
import { shipBody } from '../fulfilment/fulfilment.contract';
import { waybillEntries } from '../fulfilment/waybill.schemas';
import { AdminPermission } from '../identity/admin-permission';
import { endpoint, type EndpointDefinition } from '../kernel/endpoint';
import { pageOf, pageQueryEntries } from '../kernel/page';
import {
  fenSchema,
  idParams,
  idSchema,
  optionalTextSchema,
  positiveFenSchema,
  textSchema,
} from '../kernel/schemas';
import { valuesOf } from '../kernel/status';
import { ledgerErrors } from '../ledger/ledger.errors';
import { quantitySchema } from '../order/purchase.contract';
import { stockErrors } from '../stock/stock.errors';
import { storeOrderErrors } from './store-order.errors';
import {
  storeAfterSaleDetailSchema,
  storeAfterSaleSchema,
  storeOrderDetailSchema,
  storeOrderSchema,
  storeQuoteSchema,
  storeShipmentDetailSchema,
  storeShipmentSchema,
} from './store-order.schemas';
import {
  StoreAfterSaleKind,
  StoreAfterSaleTurn,
  StoreOrderTab,
  StorePayWay,
  StoreShipmentTab,
} from './store-order.status';
import { storeOnly } from './store-shop.contract';

const maxLines = 20;
function linesSchema<Line extends v.GenericSchema<unknown, { packageId: number }>>(line: Line) {
  return v.pipe(
    v.array(line),
    v.minLength(1, '请选择商品'),
    v.maxLength(maxLines, `一单最多 ${maxLines} 种商品`),
    v.check((lines) => new Set(lines.map((each) => each.packageId)).size === lines.length, '商品不能重复'),
  );
}
const wishEntries = { packageId: idSchema, quantity: quantitySchema };
const searchText = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(40, '最多 40 个字')));
const orderQueryEntries = {
  ...pageQueryEntries,
  tab: v.optional(v.picklist(valuesOf(StoreOrderTab))),
  number: searchText,
  /** A word of the name of what was ordered. */
  goods: searchText,
  /** 订单类型: how it is paid. */
  payWay: v.optional(v.picklist(valuesOf(StorePayWay))),
};
const afterSaleQueryEntries = {
  ...pageQueryEntries,
  turn: v.optional(v.picklist(valuesOf(StoreAfterSaleTurn))),
};
const afterSaleErrors = { ...storeOrderErrors, ...expressErrors, ...stockErrors, ...ledgerErrors };

/** Orders of a 专卖店 as the store itself sees them. */
export const storeOrderChannelContract = {
  quoteStoreOrder: endpoint({
    ...storeOnly,
    method: 'POST',
    path: '/api/channel/store-orders/quote',
    body: v.object({ lines: linesSchema(v.object(wishEntries)) }),
    response: storeQuoteSchema,
    errors: storeOrderErrors,
    summary: 'Prices a wish at the store’s rate and says what the stored value covers (CH-058, CH-060).',
  }),
  placeStoreOrder: endpoint({
    ...storeOnly,
    method: 'POST',
    path: '/api/channel/store-orders',
    body: v.object({
      lines: linesSchema(v.object({ ...wishEntries, unitPriceFen: fenSchema })),
      addressId: idSchema,
      payWay: v.picklist(valuesOf(StorePayWay), '请选择支付方式'),
      remark: optionalTextSchema(50),
      /** Whether the lines come out of the cart, which then loses what is ordered. */
      fromCart: v.optional(v.boolean(), false),
      /** The total the store agreed to. */
      payableFen: fenSchema,
    }),
    response: storeOrderDetailSchema,
    errors: { ...storeOrderErrors, ...catalogErrors, ...stockErrors, ...ledgerErrors },
    idempotent: true,
    summary:
      'Orders goods: from stored value all or nothing, or to be paid offline; any price not seen is refused (CH-064, CH-065).',
  }),
  listStoreOrders: endpoint({
    ...storeOnly,
    method: 'GET',
    path: '/api/channel/store-orders',
    query: v.object(orderQueryEntries),
    response: pageOf(storeOrderSchema),
    summary: 'Own store orders, newest first, by state, number, goods and way of paying.',
  }),
  getStoreOrder: endpoint({
    ...storeOnly,
    method: 'GET',
    path: '/api/channel/store-orders/:id',
    params: idParams,
    response: storeOrderDetailSchema,
    errors: storeOrderErrors,
    summary: 'One own store order.',
  }),
  cancelStoreOrder: endpoint({
    ...storeOnly,
    method: 'POST',
    path: '/api/channel/store-orders/:id/cancel',
    params: idParams,
    response: storeOrderDetailSchema,
    errors: storeOrderErrors,
    idempotent: true,
    summary: 'Cancels an own store order that is not paid; its goods are free again.',
  }),
  receiveStoreShipment: endpoint({
    ...storeOnly,
    method: 'POST',
    path: '/api/channel/store-shipments/:id/receipt',
    params: idParams,
    response: storeOrderDetailSchema,
    errors: { ...storeOrderErrors, ...stockErrors },
    idempotent: true,
    summary: 'Confirms that a parcel has come: its goods enter the stock of the store.',
  }),
  applyStoreAfterSale: endpoint({
    ...storeOnly,
    method: 'POST',
    path: '/api/channel/store-orders/:id/after-sales',
    params: idParams,
    body: v.object({
      kind: v.picklist(valuesOf(StoreAfterSaleKind), '请选择售后方式'),
      /** Null = the whole order, the only way before anything was sent. */
      lineId: v.optional(v.nullable(idSchema), null),
      quantity: v.optional(v.nullable(quantitySchema), null),
      reason: textSchema(60, '请填写原因'),
    }),
    response: storeAfterSaleDetailSchema,
    errors: afterSaleErrors,
    idempotent: true,
    summary: 'Asks for money back, with or without sending goods back; never more than was paid.',
  }),
  listStoreAfterSales: endpoint({
    ...storeOnly,
    method: 'GET',
    path: '/api/channel/store-after-sales',
    query: v.object(afterSaleQueryEntries),
    response: pageOf(storeAfterSaleSchema),
    summary: 'Own after-sale cases, newest first, by whose turn it is.',
  }),
  getStoreAfterSale: endpoint({
    ...storeOnly,
    method: 'GET',
    path: '/api/channel/store-after-sales/:id',
    params: idParams,
    response: storeAfterSaleDetailSchema,
    errors: storeOrderErrors,
    summary: 'One own after-sale case.',
  }),
  withdrawStoreAfterSale: endpoint({
    ...storeOnly,
    method: 'POST',
    path: '/api/channel/store-after-sales/:id/withdraw',
    params: idParams,
    response: storeAfterSaleDetailSchema,
    errors: storeOrderErrors,
    idempotent: true,
    summary: 'Takes an own case back while nothing was given or sent back.',
  }),
  sendStoreReturn: endpoint({
    ...storeOnly,
    method: 'POST',
    path: '/api/channel/store-after-sales/:id/return',
    params: idParams,
    body: v.object(waybillEntries),
    response: storeAfterSaleDetailSchema,
    errors: afterSaleErrors,
    idempotent: true,
    summary: 'Sends the goods back: they leave the stock of the store.',
  }),
};

const view = { audience: 'admin', permission: AdminPermission.orderView } as const;
const refund = {
  audience: 'admin',
  permission: AdminPermission.orderRefund,
  idempotent: true,
} as const satisfies Partial<EndpointDefinition>;
const caseEntries = { params: idParams, response: storeAfterSaleDetailSchema, errors: afterSaleErrors };

/** Orders of all stores in the back office. */
export const storeOrderAdminContract = {
  listStoreOrders: endpoint({
    ...view,
    method: 'GET',
    path: '/api/admin/store-orders',
    query: v.object({ ...orderQueryEntries, channelId: v.optional(idSchema) }),
    response: pageOf(storeOrderSchema),
    summary: 'Store orders by state, number, goods, type and store, newest first (AD-260 … AD-262).',
  }),
  getStoreOrder: endpoint({
    ...view,
    method: 'GET',
    path: '/api/admin/store-orders/:id',
    params: idParams,
    response: storeOrderDetailSchema,
    errors: storeOrderErrors,
    summary: 'One store order with its notes, cases and steps (AD-263).',
  }),
  confirmStorePayment: endpoint({
    method: 'POST',
    path: '/api/admin/store-orders/:id/payment',
    audience: 'admin',
    permission: AdminPermission.financeEdit,
    params: idParams,
    body: v.object({
      amountFen: positiveFenSchema,
      /** Number of the bank receipt. */
      voucherNo: optionalTextSchema(40),
      note: optionalTextSchema(100),
    }),
    response: storeOrderDetailSchema,
    errors: { ...storeOrderErrors, ...ledgerErrors },
    idempotent: true,
    summary: 'Confirms that the money of an offline order has come; it can be shipped from then on (CH-064).',
  }),
  closeStoreOrder: endpoint({
    ...refund,
    method: 'POST',
    path: '/api/admin/store-orders/:id/close',
    params: idParams,
    body: v.object({ reason: textSchema(60, '请填写原因') }),
    response: storeOrderDetailSchema,
    errors: afterSaleErrors,
    summary: 'Closes an order of which nothing was sent; goods are free and what was paid goes back.',
  }),
  listStoreShipments: endpoint({
    ...view,
    method: 'GET',
    path: '/api/admin/store-shipments',
    query: v.object({
      ...pageQueryEntries,
      tab: v.optional(v.picklist(valuesOf(StoreShipmentTab))),
      number: searchText,
    }),
    response: pageOf(storeShipmentSchema),
    summary: 'Shipping notes of store orders by state (AD-267, AD-268).',
  }),
  getStoreShipment: endpoint({
    ...view,
    method: 'GET',
    path: '/api/admin/store-shipments/:id',
    params: idParams,
    response: storeShipmentDetailSchema,
    errors: storeOrderErrors,
    summary: 'One shipping note (AD-269).',
  }),
  shipStoreShipment: endpoint({
    method: 'POST',
    path: '/api/admin/store-shipments/:id/ship',
    audience: 'admin',
    permission: AdminPermission.orderShip,
    params: idParams,
    body: shipBody,
    response: storeShipmentDetailSchema,
    errors: { ...storeOrderErrors, ...fulfilmentErrors, ...expressErrors, ...stockErrors },
    idempotent: true,
    summary: 'Ships a note with carrier and waybill number, a part of it only when 拆单 is on (AD-270).',
  }),
  listStoreAfterSales: endpoint({
    ...view,
    method: 'GET',
    path: '/api/admin/store-after-sales',
    query: v.object({ ...afterSaleQueryEntries, number: searchText }),
    response: pageOf(storeAfterSaleSchema),
    summary: 'After-sale cases of store orders by whose turn it is (AD-264, AD-265).',
  }),
  getStoreAfterSale: endpoint({
    ...view,
    ...caseEntries,
    method: 'GET',
    path: '/api/admin/store-after-sales/:id',
    summary: 'One after-sale case of a store order (AD-265).',
  }),
  confirmStoreAfterSale: endpoint({
    ...refund,
    ...caseEntries,
    method: 'POST',
    path: '/api/admin/store-after-sales/:id/confirm',
    body: v.object({ note: optionalTextSchema(60) }),
    summary:
      'Confirms a case: the money goes back by the original route, or the goods are awaited first; then this confirms their arrival (AD-266).',
  }),
  refuseStoreAfterSale: endpoint({
    ...refund,
    ...caseEntries,
    method: 'POST',
    path: '/api/admin/store-after-sales/:id/refuse',
    body: v.object({ reason: textSchema(60, '请填写原因') }),
    summary: 'Refuses a case with a reason.',
  }),
};
