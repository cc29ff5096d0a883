import { offerRefSchema } from '@lakeside/shared/catalog/offer-kind';
import { countSchema } from '@lakeside/shared/kernel/schemas';
import * as v from 'valibot';
import type { NewMessage } from '../../platform/outbox/outbox';

/** Offers were sold: an order was paid, cards were activated. Raised by the module that sold them; counted once per paper. */
export const offersSoldTopic = 'catalog.offersSold';
/** Offers sold before were paid back. Raised by the module that sold them; counted once per paper. */
export const offersReturnedTopic = 'catalog.offersReturned';
export const offersSoldPayload = v.object({
  /** `order-12`: kind and id of the paper they were sold by, or paid back by. */
  paper: v.string(),
  lines: v.array(v.object({ ...offerRefSchema.entries, quantity: countSchema })),
});
export type OffersSold = v.InferOutput<typeof offersSoldPayload>;

/** The news to be told; none when nothing was sold. */
export function offersSold(sold: OffersSold): NewMessage[] {
  const lines = sold.lines.filter((line) => line.quantity > 0);
  return lines.length === 0 ? [] : [{ topic: offersSoldTopic, payload: { ...sold, lines } }];
}

/** The news to be told of what was paid back; none when it was nothing. */
export function offersReturned(returned: OffersSold): NewMessage[] {
  const lines = returned.lines.filter((line) => line.quantity > 0);
  return lines.length === 0 ? [] : [{ topic: offersReturnedTopic, payload: { ...returned, lines } }];
}
