import { financeKindSchema } from '@lakeside/shared/ledger/ledger.contract';
import { idSchema, instantSchema } from '@lakeside/shared/kernel/schemas';
import * as v from 'valibot';

/** A paper of finance was booked. */
export const financeBookedTopic = 'finance.booked';
/** A paper of finance was undone, which happens once at most. */
export const financeReversedTopic = 'finance.reversed';

export const financeNewsPayload = v.object({
  documentId: idSchema,
  kind: financeKindSchema,
  /** When it was booked or undone. */
  at: instantSchema,
});
export type FinanceNews = v.InferOutput<typeof financeNewsPayload>;
