import * as v from 'valibot';
import { carrierChoiceSchema, carrierCodeSchema } from '../express/carrier.contract';
import { documentStepSchema } from '../document/document.contract';
import { AdminPermission, ChannelModule } from '../identity/admin-permission';
import { expressErrors } from '../express/express.errors';
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
} from '../kernel/schemas';
import { valuesOf } from '../kernel/status';
import { orderErrors } from '../order/order.errors';
import { fulfillerSchema, orderDetailSchema, receiverSchema, trackEventSchema } from '../order/order.schemas';
import { OrderKind, OrderStatus, ShipmentStatus } from '../order/order.status';
import { shippingLabelSchema } from '../printing/shipping-label';
import { stockErrors } from '../stock/stock.errors';
import { fulfilmentErrors } from './fulfilment.errors';
import { waybillEntries } from './waybill.schemas';

/** Why a store cannot ship an order. */
export const storeExclusionSchema = v.picklist(['stockShort', 'closed', 'noLocation']);

/** One 专卖店 as a place to ship from (AD-278, AD-279). */
export const dispatchCandidateSchema = v.object({
  channelId: idSchema,
  name: v.string(),
  /** Straight-line distance in metres; null when either side has no position. */
  distanceMetres: v.nullable(v.number()),
  isEligible: v.boolean(),
  exclusion: v.nullable(storeExclusionSchema),
  /** For `stockShort`: what is missing. */
  missing: v.array(v.object({ skuName: v.string(), needed: countSchema, available: v.number() })),
});
export type DispatchCandidate = v.InferOutput<typeof dispatchCandidateSchema>;

export const shipmentItemSchema = v.object({
  skuId: idSchema,
  name: v.string(),
  spec: v.string(),
  unit: v.string(),
  /** This time (本次发货数). */
  quantity: countSchema,
});

export const shipmentSchema = v.object({
  id: idSchema,
  number: v.string(),
  status: v.picklist(valuesOf(ShipmentStatus)),
  order: v.object({
    id: idSchema,
    kind: v.picklist(valuesOf(OrderKind)),
    number: v.string(),
    status: v.picklist(valuesOf(OrderStatus)),
    title: v.string(),
  }),
  fulfiller: fulfillerSchema,
  receiver: receiverSchema,
  items: v.array(shipmentItemSchema),
  deliveryDay: daySchema,
  remark: v.nullable(v.string()),
  carrierCode: v.nullable(v.string()),
  carrierName: v.nullable(v.string()),
  waybillNo: v.nullable(v.string()),
  createdAt: instantSchema,
  shippedAt: v.nullable(instantSchema),
});
export type ShipmentView = v.InferOutput<typeof shipmentSchema>;

/** A number and a sorting code (大头笔) given by the carrier, to be printed on the label. */
export const eWaybillSchema = v.object({
  carrierCode: v.string(),
  waybillNo: v.string(),
  sortingCode: v.nullable(v.string()),
});

export const shipmentDetailSchema = v.object({
  ...shipmentSchema.entries,
  allowPartial: v.boolean(),
  label: shippingLabelSchema,
  /** The carriers a parcel may leave with. */
  carriers: v.array(carrierChoiceSchema),
  /** Codes of the carriers that give e-waybills; empty when numbers are typed by hand. */
  eWaybillCarriers: v.array(v.string()),
  /** The one that was ordered for this shipment. */
  eWaybill: v.nullable(eWaybillSchema),
  /** Where the parcel is, newest first; empty before it is shipped. */
  track: v.array(trackEventSchema),
  steps: v.array(documentStepSchema),
});
export type ShipmentDetail = v.InferOutput<typeof shipmentDetailSchema>;

const shipmentListQuery = v.object({
  ...pageQueryEntries,
  status: v.optional(v.picklist(valuesOf(ShipmentStatus))),
  number: v.optional(v.string()),
  deliveryDay: v.optional(daySchema),
});

const shipErrors = {
  ...fulfilmentErrors,
  ...stockErrors,
  CARRIER_NOT_OFFERED: expressErrors.CARRIER_NOT_OFFERED,
};

export const orderWaybillBody = v.object({ carrierCode: carrierCodeSchema });

export const shipBody = v.object({
  ...waybillEntries,
  /** null = everything that is left; else the quantities of this parcel. */
  items: v.optional(
    v.nullable(
      v.pipe(
        v.array(v.object({ skuId: idSchema, quantity: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) })),
        v.minLength(1, '请填写发货数量'),
        v.maxLength(20, '最多 20 个单品'),
      ),
    ),
    null,
  ),
});

export const fulfilmentAdminContract = {
  listCandidates: endpoint({
    method: 'GET',
    path: '/api/admin/orders/:id/dispatch-candidates',
    audience: 'admin',
    permission: AdminPermission.orderDispatch,
    params: idParams,
    response: v.object({ platformHasStock: v.boolean(), stores: v.array(dispatchCandidateSchema) }),
    errors: orderErrors,
    summary: 'Stores by distance, with the reason for each that cannot ship (AD-278, AD-279, rules.md §9).',
  }),
  dispatchOrder: endpoint({
    method: 'POST',
    path: '/api/admin/orders/:id/dispatch',
    audience: 'admin',
    permission: AdminPermission.orderDispatch,
    params: idParams,
    body: v.object({
      /** null = the platform ships (AD-277). */
      channelId: v.nullable(idSchema),
    }),
    response: orderDetailSchema,
    errors: { ...orderErrors, ...fulfilmentErrors, ...stockErrors },
    idempotent: true,
    summary:
      'Gives the order to a store or the platform; may be changed until the first parcel leaves (AD-277, AD-280).',
  }),
  listShipments: endpoint({
    method: 'GET',
    path: '/api/admin/shipments',
    audience: 'admin',
    permission: AdminPermission.orderView,
    query: v.object({ ...shipmentListQuery.entries, channelId: v.optional(idSchema) }),
    response: pageOf(shipmentSchema),
    summary: 'Shipping notes of all places (AD-288, AD-289).',
  }),
  getShipment: endpoint({
    method: 'GET',
    path: '/api/admin/shipments/:id',
    audience: 'admin',
    permission: AdminPermission.orderView,
    params: idParams,
    response: shipmentDetailSchema,
    errors: fulfilmentErrors,
    summary: 'One shipping note with its label (AD-290).',
  }),
  shipFromPlatform: endpoint({
    method: 'POST',
    path: '/api/admin/shipments/:id/ship',
    audience: 'admin',
    permission: AdminPermission.orderShip,
    params: idParams,
    body: shipBody,
    response: shipmentDetailSchema,
    errors: shipErrors,
    idempotent: true,
    summary: 'Ships a platform shipment with its waybill number (AD-291).',
  }),
  orderWaybill: endpoint({
    method: 'POST',
    path: '/api/admin/shipments/:id/waybill',
    audience: 'admin',
    permission: AdminPermission.orderShip,
    params: idParams,
    body: orderWaybillBody,
    response: shipmentDetailSchema,
    errors: { ...fulfilmentErrors, ...expressErrors },
    summary: 'Orders an e-waybill; asked again it answers the same one (AD-291).',
  }),
  cancelWaybill: endpoint({
    method: 'DELETE',
    path: '/api/admin/shipments/:id/waybill',
    audience: 'admin',
    permission: AdminPermission.orderShip,
    params: idParams,
    response: shipmentDetailSchema,
    errors: { ...fulfilmentErrors, ...expressErrors },
    summary: 'Gives an e-waybill back that is not used.',
  }),
};

export const fulfilmentChannelContract = {
  listShipments: endpoint({
    method: 'GET',
    path: '/api/channel/shipments',
    audience: 'channel',
    permission: ChannelModule.shipment,
    channelLevels: [1],
    storeOnly: true,
    query: shipmentListQuery,
    response: pageOf(shipmentSchema),
    summary: 'Shipping notes of the own store (CH-074, CH-075, CH-116, CH-117).',
  }),
  getShipment: endpoint({
    method: 'GET',
    path: '/api/channel/shipments/:id',
    audience: 'channel',
    permission: ChannelModule.shipment,
    channelLevels: [1],
    storeOnly: true,
    params: idParams,
    response: shipmentDetailSchema,
    errors: fulfilmentErrors,
    summary: 'One shipping note with its label (CH-076, CH-078, CH-118, CH-120).',
  }),
  ship: endpoint({
    method: 'POST',
    path: '/api/channel/shipments/:id/ship',
    audience: 'channel',
    permission: ChannelModule.shipment,
    channelLevels: [1],
    storeOnly: true,
    params: idParams,
    body: shipBody,
    response: shipmentDetailSchema,
    errors: shipErrors,
    idempotent: true,
    summary: 'Ships with carrier and waybill number; the number is compulsory (CH-077, CH-119).',
  }),
  orderWaybill: endpoint({
    method: 'POST',
    path: '/api/channel/shipments/:id/waybill',
    audience: 'channel',
    permission: ChannelModule.shipment,
    channelLevels: [1],
    storeOnly: true,
    params: idParams,
    body: orderWaybillBody,
    response: shipmentDetailSchema,
    errors: { ...fulfilmentErrors, ...expressErrors },
    summary: 'Orders an e-waybill; asked again it answers the same one (CH-077, CH-119).',
  }),
  cancelWaybill: endpoint({
    method: 'DELETE',
    path: '/api/channel/shipments/:id/waybill',
    audience: 'channel',
    permission: ChannelModule.shipment,
    channelLevels: [1],
    storeOnly: true,
    params: idParams,
    response: shipmentDetailSchema,
    errors: { ...fulfilmentErrors, ...expressErrors },
    summary: 'Gives an e-waybill back that is not used.',
  }),
  recordLabelPrint: endpoint({
    method: 'POST',
    path: '/api/channel/shipments/:id/label-prints',
    audience: 'channel',
    permission: ChannelModule.shipment,
    channelLevels: [1],
    storeOnly: true,
    params: idParams,
    body: v.object({ printerName: optionalTextSchema(60) }),
    response: shipmentDetailSchema,
    errors: fulfilmentErrors,
    summary: 'Notes that the label was printed (CH-078, CH-120).',
  }),
  getTodo: endpoint({
    method: 'GET',
    path: '/api/channel/shipments-todo',
    audience: 'channel',
    permission: 'self',
    channelLevels: [1],
    storeOnly: true,
    response: v.object({ toShip: countSchema }),
    summary: 'How many shipments wait for this store.',
  }),
};

export const settlementSchema = v.object({
  id: idSchema,
  number: v.string(),
  shipmentNumber: v.string(),
  orderNumber: v.string(),
  store: v.object({ id: idSchema, name: v.string() }),
  goodsFen: fenSchema,
  subsidyFen: fenSchema,
  status: v.picklist(['unsettled', 'settled']),
  createdAt: instantSchema,
  settledAt: v.nullable(instantSchema),
});
export type SettlementView = v.InferOutput<typeof settlementSchema>;

export const settlementSummarySchema = v.object({
  settledGoodsFen: fenSchema,
  settledSubsidyFen: fenSchema,
  unsettledGoodsFen: fenSchema,
  unsettledSubsidyFen: fenSchema,
  totalFen: fenSchema,
});

const settlementQuery = v.object({
  ...pageQueryEntries,
  status: v.optional(v.picklist(['unsettled', 'settled'])),
});

export const settlementChannelContract = {
  getSettlementSummary: endpoint({
    method: 'GET',
    path: '/api/channel/settlements/summary',
    audience: 'channel',
    permission: ChannelModule.finance,
    channelLevels: [1],
    storeOnly: true,
    response: settlementSummarySchema,
    summary: 'Settled plus unsettled equals total (CH-079).',
  }),
  listSettlements: endpoint({
    method: 'GET',
    path: '/api/channel/settlements',
    audience: 'channel',
    permission: ChannelModule.finance,
    channelLevels: [1],
    storeOnly: true,
    query: settlementQuery,
    response: pageOf(settlementSchema),
    summary: 'Every settlement record of the own store (CH-080).',
  }),
};

export const settlementAdminContract = {
  listSettlements: endpoint({
    method: 'GET',
    path: '/api/admin/settlements',
    audience: 'admin',
    permission: AdminPermission.financeView,
    query: v.object({ ...settlementQuery.entries, channelId: v.optional(idSchema) }),
    response: pageOf(settlementSchema),
    summary: 'Goods-cost and subsidy settlements of all stores (AD-293, AD-299 … AD-301).',
  }),
  getSettlement: endpoint({
    method: 'GET',
    path: '/api/admin/settlements/:id',
    audience: 'admin',
    permission: AdminPermission.financeView,
    params: idParams,
    response: v.object({ ...settlementSchema.entries, steps: v.array(documentStepSchema) }),
    errors: fulfilmentErrors,
    summary: 'One settlement with its steps.',
  }),
};
