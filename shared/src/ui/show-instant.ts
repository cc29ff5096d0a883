import { formatInstant } from '../kernel/date';

/** An instant as people read it here: `10-06 09:12`, with the year when it is not this one; empty for null. */
export function showInstant(instant: string | null): string {
  return instant === null ? '' : formatInstant(instant, new Date());
}
