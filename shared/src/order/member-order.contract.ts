import * as v from 'valibot';
import { AdminPermission } from '../identity/admin-permission';
import { endpoint } from '../kernel/endpoint';
import { pageOf, pageQueryEntries } from '../kernel/page';
import { countSchema, fenSchema, idParams, instantSchema } from '../kernel/schemas';
import { valuesOf } from '../kernel/status';
import { memberErrors } from '../member/member.errors';
import { monthlyCountsSchema } from '../member/member-record.contract';
import { orderSchema } from './order.schemas';
import { OrderKind } from './order.status';

/** What the back office reads of one member's orders. */
export const memberOrderAdminContract = {
  getMemberSpending: endpoint({
    method: 'GET',
    path: '/api/admin/members/:id/spending',
    audience: 'admin',
    permission: AdminPermission.memberView,
    params: idParams,
    response: v.object({
      /** What was paid less what was asked back. */
      paidFen: fenSchema,
      /** There is no points system: always 0 (rules.md, default 10). */
      points: countSchema,
      /** Paid orders of which not everything went back. */
      purchaseCount: countSchema,
      lastPurchaseAt: v.nullable(instantSchema),
      /** Such orders by the month they were paid in. */
      months: monthlyCountsSchema,
    }),
    errors: memberErrors,
    summary: 'What a member has spent, how often and when last (AD-133 … AD-137).',
  }),
  listOrdersOfMember: endpoint({
    method: 'GET',
    path: '/api/admin/members/:id/orders',
    audience: 'admin',
    permission: AdminPermission.orderView,
    params: idParams,
    query: v.object({ ...pageQueryEntries, kind: v.optional(v.picklist(valuesOf(OrderKind))) }),
    response: pageOf(orderSchema),
    errors: memberErrors,
    summary: 'The orders of a member by kind, newest first (AD-140).',
  }),
};
