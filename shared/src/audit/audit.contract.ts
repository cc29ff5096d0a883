import * as v from 'valibot';
import { AdminPermission } from '../identity/admin-permission';
import { endpoint } from '../kernel/endpoint';
import { pageOf, pageQueryEntries } from '../kernel/page';
import { daySchema, idSchema, instantSchema } from '../kernel/schemas';

export const auditEntrySchema = v.object({
  id: idSchema,
  actorKind: v.string(),
  actorId: v.nullable(idSchema),
  actorName: v.string(),
  /** `<module>.<verb>`, for instance `channel.changeRate`. */
  action: v.string(),
  targetKind: v.string(),
  targetId: v.nullable(v.string()),
  targetLabel: v.nullable(v.string()),
  before: v.nullable(v.record(v.string(), v.unknown())),
  after: v.nullable(v.record(v.string(), v.unknown())),
  requestId: v.string(),
  ip: v.nullable(v.string()),
  at: instantSchema,
});
export type AuditEntry = v.InferOutput<typeof auditEntrySchema>;

export const auditAdminContract = {
  listAuditEntries: endpoint({
    method: 'GET',
    path: '/api/admin/audit-entries',
    audience: 'admin',
    permission: AdminPermission.auditView,
    query: v.object({
      ...pageQueryEntries,
      actorName: v.optional(v.string()),
      action: v.optional(v.string()),
      targetKind: v.optional(v.string()),
      targetId: v.optional(v.string()),
      requestId: v.optional(v.string()),
      from: v.optional(daySchema),
      to: v.optional(daySchema),
    }),
    response: pageOf(auditEntrySchema),
    summary: 'Who changed what and when, newest first.',
  }),
};
