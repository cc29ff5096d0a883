import * as v from 'valibot';
import { cardSelectionSchema } from '../card/card-number';
import { cardErrors } from '../card/card.errors';
import { cardStatusSchema, productRefSchema } from '../card/card.schemas';
import { catalogErrors } from '../catalog/catalog.errors';
import { fulfilmentErrors } from '../fulfilment/fulfilment.errors';
import { AdminPermission } from '../identity/admin-permission';
import { endpoint } from '../kernel/endpoint';
import { pageOf, pageQueryEntries } from '../kernel/page';
import { countSchema, idParams, idSchema, textSchema } from '../kernel/schemas';
import { orderErrors } from './order.errors';
import { orderDetailSchema, orderSchema } from './order.schemas';
import { OrderStatus } from './order.status';

/** The states an order of printed cards goes through. */
export const physicalCardOrderStatuses = [
  OrderStatus.toPay,
  OrderStatus.toIssue,
  OrderStatus.toShip,
  OrderStatus.shipped,
  OrderStatus.completed,
  OrderStatus.cancelled,
] as const;

/** One printed card of an order. */
export const soldCardSchema = v.object({ cardNo: v.string(), status: cardStatusSchema });
export type SoldCard = v.InferOutput<typeof soldCardSchema>;

/** An order of printed cards with the numbers that were allotted to it. */
export const physicalCardOrderSchema = v.object({
  order: orderDetailSchema,
  buyer: v.object({ id: idSchema, nickname: v.string(), phone: v.string() }),
  product: productRefSchema,
  quantity: countSchema,
  /** In the order of their numbers; empty before they are allotted. */
  cards: v.array(soldCardSchema),
});
export type PhysicalCardOrder = v.InferOutput<typeof physicalCardOrderSchema>;

export const physicalCardMemberContract = {
  listOrderCards: endpoint({
    method: 'GET',
    path: '/api/member/orders/:id/cards',
    audience: 'member',
    permission: 'self',
    params: idParams,
    response: v.array(soldCardSchema),
    errors: orderErrors,
    summary: 'The printed cards that were sent with an own order; none before they have left (MB-039).',
  }),
};

const act = {
  audience: 'admin',
  permission: AdminPermission.cardOrder,
  params: idParams,
  response: physicalCardOrderSchema,
  errors: { ...orderErrors, ...cardErrors, ...catalogErrors, ...fulfilmentErrors },
} as const;

/** Numbers for the printed cards that members bought (rules.md §5). */
export const physicalCardAdminContract = {
  listPhysicalCardOrders: endpoint({
    method: 'GET',
    path: '/api/admin/physical-card-orders',
    audience: 'admin',
    permission: AdminPermission.orderView,
    query: v.object({
      ...pageQueryEntries,
      number: v.optional(v.string()),
      /** The beginning of the receiver's phone number. */
      phone: v.optional(v.string()),
      status: v.optional(v.picklist(physicalCardOrderStatuses)),
    }),
    response: pageOf(orderSchema),
    summary: 'Printed cards that members bought; those that wait for their numbers oldest first (AD-206).',
  }),
  getPhysicalCardOrder: endpoint({
    ...act,
    method: 'GET',
    path: '/api/admin/physical-card-orders/:id',
    permission: AdminPermission.orderView,
    summary: 'One order of printed cards with its numbers and their states.',
  }),
  suggestCards: endpoint({
    ...act,
    method: 'GET',
    path: '/api/admin/physical-card-orders/:id/free-cards',
    response: v.object({
      /** The first free numbers, as many as the order wants or as there are. */
      cardNos: v.array(v.string()),
    }),
    summary: 'Which numbers of the platform could be allotted.',
  }),
  allotCards: endpoint({
    ...act,
    method: 'POST',
    path: '/api/admin/physical-card-orders/:id/allot',
    body: v.object({ selection: cardSelectionSchema }),
    idempotent: true,
    summary:
      'Allots exactly as many numbers as were bought; they are locked in the shipping note that is made (AD-206 … AD-208).',
  }),
  takeCardsBack: endpoint({
    ...act,
    method: 'POST',
    path: '/api/admin/physical-card-orders/:id/take-back',
    body: v.object({ reason: textSchema(100, '请填写原因') }),
    idempotent: true,
    summary: 'Takes allotted numbers back to stock as long as they have not left.',
  }),
};
