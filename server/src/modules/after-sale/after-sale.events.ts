import { AfterSaleStatus } from '@lakeside/shared/after-sale/after-sale.status';
import { idSchema } from '@lakeside/shared/kernel/schemas';
import { valuesOf } from '@lakeside/shared/kernel/status';
import * as v from 'valibot';

/** A case has come into this state. Told once per state, delivered at least once to each listener. */
export const afterSaleMovedTopic = 'afterSale.moved';
export const afterSaleMovedPayload = v.object({
  afterSaleId: idSchema,
  status: v.picklist(valuesOf(AfterSaleStatus)),
});
export type AfterSaleMoved = v.InferOutput<typeof afterSaleMovedPayload>;
