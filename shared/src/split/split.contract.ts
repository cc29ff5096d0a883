import * as v from 'valibot';
import { AdminPermission } from '../identity/admin-permission';
import { endpoint } from '../kernel/endpoint';
import { pageOf, pageQueryEntries } from '../kernel/page';
import {
  countSchema,
  daySchema,
  idParams,
  idSchema,
  instantSchema,
  signedFenSchema,
} from '../kernel/schemas';
import { valuesOf } from '../kernel/status';
import { splitErrors } from './split.errors';
import { SplitParty, SplitSource, SplitState } from './split.status';

/** Money that came belongs to one party; what went out again is negative. */
export const splitLineSchema = v.object({
  id: idSchema,
  number: v.string(),
  source: v.picklist(valuesOf(SplitSource)),
  /** The number of the payment, refund or top-up. */
  sourceNumber: v.string(),
  party: v.picklist(valuesOf(SplitParty)),
  amountFen: signedFenSchema,
  state: v.picklist(valuesOf(SplitState)),
  /** Sand's own number; null before Sand has taken it. */
  sandNo: v.nullable(v.string()),
  /** Why Sand did not split it; null unless it failed. */
  failure: v.nullable(v.string()),
  /** When the money came or went. */
  happenedAt: instantSchema,
  finishedAt: v.nullable(instantSchema),
});
export type SplitLineView = v.InferOutput<typeof splitLineSchema>;

export const splitTotalsSchema = v.object({
  /** False without an account at Sand: lines are kept and sent once there is one. */
  isConnected: v.boolean(),
  parties: v.array(
    v.object({
      party: v.picklist(valuesOf(SplitParty)),
      count: countSchema,
      amountFen: signedFenSchema,
      /** The part that Sand has split. */
      succeededFen: signedFenSchema,
    }),
  ),
});
export type SplitTotals = v.InferOutput<typeof splitTotalsSchema>;

const view = { audience: 'admin', permission: AdminPermission.financeView } as const;
const filterEntries = {
  party: v.optional(v.picklist(valuesOf(SplitParty))),
  source: v.optional(v.picklist(valuesOf(SplitSource))),
  state: v.optional(v.picklist(valuesOf(SplitState))),
  /** The number of the line or of what it came from. */
  number: v.optional(v.string()),
  from: v.optional(daySchema),
  to: v.optional(daySchema),
};

export const splitAdminContract = {
  listSplits: endpoint({
    ...view,
    method: 'GET',
    path: '/api/admin/splits',
    query: v.object({ ...pageQueryEntries, ...filterEntries }),
    response: pageOf(splitLineSchema),
    summary: 'Split lines by party, source, state, number and day (AD-334).',
  }),
  sumSplits: endpoint({
    ...view,
    method: 'GET',
    path: '/api/admin/splits/totals',
    query: v.object(filterEntries),
    response: splitTotalsSchema,
    summary: 'What the same lines come to for each party (AD-329, AD-330, AD-334).',
  }),
  exportSplits: endpoint({
    ...view,
    method: 'GET',
    path: '/api/admin/splits/export',
    kind: 'file',
    query: v.object(filterEntries),
    response: v.unknown(),
    summary: 'The same lines as a streamed xlsx.',
  }),
  retrySplit: endpoint({
    method: 'POST',
    path: '/api/admin/splits/:id/retry',
    audience: 'admin',
    permission: AdminPermission.financeEdit,
    params: idParams,
    response: splitLineSchema,
    errors: splitErrors,
    idempotent: true,
    summary: 'Sends a line that failed to Sand again.',
  }),
};

/** What Sand calls: a form with `data` and `sign`, checked over the raw text. */
export const splitCallbackContract = {
  receiveSplitNotice: endpoint({
    method: 'POST',
    path: '/api/callback/sand/splits',
    audience: 'callback',
    kind: 'text',
    response: v.literal('respCode=000000'),
    errors: splitErrors,
    summary: 'Sand tells what became of a split; may come late, repeated or never (IF-012).',
  }),
};
