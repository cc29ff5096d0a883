/** An amount of money in integer fen (1 yuan = 100 fen). Never a float. */
export type Fen = number;

/** A rate in basis points: 10,000 is 1.00, 6,000 is 0.60 (六折). */
export type RateBp = number;

export const fullRateBp: RateBp = 10_000;

/** Throws RangeError unless `value` is a safe integer: a fen that is not whole is a bug, never something to round away. */
export function assertFen(value: number): Fen {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not an integer amount of fen: ${value}`);
  return value;
}

/**
 * The price `priceFen` × `rateBp`, rounded half-up to the fen (rules.md opening line, §3).
 *
 * 19990 fen at 6500 bp is 12993.5 and becomes 12994.
 */
export function applyRate(priceFen: Fen, rateBp: RateBp): Fen {
  assertFen(priceFen);
  if (!Number.isSafeInteger(rateBp) || rateBp < 0) throw new RangeError(`not a rate: ${rateBp}`);
  // The product may exceed what a number holds exactly (and some phones have no BigInt): whole ten-thousands and rest apart.
  const size = Math.abs(priceFen);
  const rest = size % fullRateBp;
  const rounded =
    ((size - rest) / fullRateBp) * rateBp + Math.floor((rest * rateBp + fullRateBp / 2) / fullRateBp);
  return assertFen(priceFen < 0 ? 0 - rounded : rounded);
}

/** Adds amounts, refusing anything that is not whole fen. An empty list is 0. */
export function sumFen(amounts: readonly Fen[]): Fen {
  return amounts.reduce((total, amount) => assertFen(total + assertFen(amount)), 0);
}

/** `12345600` → `123,456.00` (no currency sign, minus sign kept). */
export function formatFen(amount: Fen): string {
  assertFen(amount);
  const sign = amount < 0 ? '-' : '';
  const digits = String(Math.abs(amount)).padStart(3, '0');
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${sign}${yuan}.${digits.slice(-2)}`;
}

/** `12345600` → `¥123,456.00`. */
export function formatYuan(amount: Fen): string {
  return amount < 0 ? `-¥${formatFen(-amount)}` : `¥${formatFen(amount)}`;
}

/** Reads what a person typed (`1,234.5`, `¥12`) as fen; null when it is not an amount with at most two decimals. */
export function parseYuan(text: string): Fen | null {
  const match = /^[¥￥]?\s*(-?)(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!match) return null;
  const yuan = Number((match[2] ?? '').replaceAll(',', ''));
  const cents = Number((match[3] ?? '').padEnd(2, '0'));
  const amount = yuan * 100 + cents;
  return match[1] === '-' && amount !== 0 ? -amount : amount;
}

/** 7000 → `7 折`, 8500 → `8.5 折`, 10000 → `原价`: how a Chinese price list names a rate. */
export function formatDiscount(rateBp: RateBp): string {
  if (rateBp === fullRateBp) return '原价';
  const tenth = rateBp / 1000;
  return `${Number(tenth.toFixed(3))} 折`;
}

/**
 * The part of an amount that belongs to `part` of `whole` units, rounded down; the last units take all that is left, so that
 * taking them one after another gives away exactly the amount.
 *
 * 100 fen over 3 units: 33, then 33 of the 67 left over 2, then the last 34.
 */
export function portionOf(amount: Fen, part: number, whole: number): Fen {
  assertFen(amount);
  if (!Number.isSafeInteger(part) || part < 0 || part > whole) throw new RangeError(`not a part: ${part}`);
  if (part === whole) return amount;
  // As in `applyRate`: the product may exceed what a number holds exactly.
  const rest = amount % whole;
  return assertFen(((amount - rest) / whole) * part + Math.floor((rest * part) / whole));
}
