import * as v from 'valibot';
import { AdminPermission } from '../identity/admin-permission';
import { endpoint } from '../kernel/endpoint';
import { pageOf, pageQueryEntries } from '../kernel/page';
import { countSchema, idParams, idSchema, instantSchema } from '../kernel/schemas';
import { valuesOf } from '../kernel/status';
import { erpErrors } from './erp.errors';
import { ErpPushKind, ErpPushStatus } from './erp.status';

export const erpStateSchema = v.object({
  isOn: v.boolean(),
  /** When goods and stock were last taken over in full. */
  syncedAt: v.nullable(instantSchema),
  /** Why the latest attempt failed; null when it went well. */
  syncError: v.nullable(v.string()),
  refusedPushes: countSchema,
});
export type ErpState = v.InferOutput<typeof erpStateSchema>;

export const erpSkuSchema = v.object({
  id: idSchema,
  code: v.string(),
  name: v.string(),
  spec: v.string(),
  unit: v.string(),
  /** What the ERP counts in the central warehouse; null before the first count. */
  onHand: v.nullable(v.number()),
  countedAt: v.nullable(instantSchema),
  /** The article it stands for, and how many of it the platform's warehouse holds here. */
  sku: v.nullable(v.object({ id: idSchema, name: v.string(), spec: v.string() })),
  ownOnHand: v.nullable(v.number()),
  /** How many are promised here beyond what the ERP counts: 0 is well. */
  short: countSchema,
});
export type ErpSkuView = v.InferOutput<typeof erpSkuSchema>;

export const erpPushSchema = v.object({
  id: idSchema,
  kind: v.picklist(valuesOf(ErpPushKind)),
  number: v.string(),
  status: v.picklist(valuesOf(ErpPushStatus)),
  reason: v.nullable(v.string()),
  createdAt: instantSchema,
  sentAt: v.nullable(instantSchema),
});
export type ErpPushView = v.InferOutput<typeof erpPushSchema>;

export const erpAdminContract = {
  getErpState: endpoint({
    method: 'GET',
    path: '/api/admin/erp',
    audience: 'admin',
    permission: AdminPermission.stockView,
    response: erpStateSchema,
    summary: 'Whether the ERP is connected and when it was last heard (AD-158).',
  }),
  synchronise: endpoint({
    method: 'POST',
    path: '/api/admin/erp/synchronise',
    audience: 'admin',
    permission: AdminPermission.stockEdit,
    response: erpStateSchema,
    errors: erpErrors,
    summary: 'Takes goods and stock over from the ERP now (IF-005, IF-006).',
  }),
  listErpSkus: endpoint({
    method: 'GET',
    path: '/api/admin/erp/skus',
    audience: 'admin',
    permission: AdminPermission.stockView,
    query: v.object({
      ...pageQueryEntries,
      search: v.optional(v.string()),
      linked: v.optional(v.picklist(['true', 'false'])),
    }),
    response: pageOf(erpSkuSchema),
    summary: 'Goods of the ERP with their central stock and the article they stand for (IF-005, AD-158).',
  }),
  linkErpSku: endpoint({
    method: 'PUT',
    path: '/api/admin/erp/skus/:id/sku',
    audience: 'admin',
    permission: AdminPermission.stockEdit,
    params: idParams,
    body: v.object({ skuId: v.nullable(idSchema) }),
    response: erpSkuSchema,
    errors: erpErrors,
    summary: 'Says which article an ERP code stands for, or none (IF-005).',
  }),
  listErpPushes: endpoint({
    method: 'GET',
    path: '/api/admin/erp/pushes',
    audience: 'admin',
    permission: AdminPermission.stockView,
    query: v.object({ ...pageQueryEntries, status: v.optional(v.picklist(valuesOf(ErpPushStatus))) }),
    response: pageOf(erpPushSchema),
    summary: 'Orders and shipping notes told to the ERP (IF-007, IF-008).',
  }),
  pushAgain: endpoint({
    method: 'POST',
    path: '/api/admin/erp/pushes/:id/again',
    audience: 'admin',
    permission: AdminPermission.stockEdit,
    params: idParams,
    response: erpPushSchema,
    errors: erpErrors,
    summary: 'Sends a refused document to the ERP again.',
  }),
};
