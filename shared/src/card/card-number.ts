import * as v from 'valibot';
import { addToDigits, subtractDigits } from '../kernel/digits';

/** The most cards one document may carry (design.md §2). */
export const maxCardsPerDocument = 10_000;

/** Drops the spaces and dashes people read card numbers with: `8826 0415 0031` → `882604150031`. Letters become upper case. */
export function normalizeCardNo(text: string): string {
  return text.replace(/[\s\-—·]/g, '').toUpperCase();
}

/** A card number is 6 … 24 digits and capital letters. */
export function isCardNo(text: string): boolean {
  return /^[0-9A-Z]{6,24}$/.test(text);
}

/** `882604150031` → `8826 0415 0031`, the way it is printed. */
export function formatCardNo(cardNo: string): string {
  return cardNo.replace(/(.{4})(?=.)/g, '$1 ');
}

export const cardNoSchema = v.pipe(
  v.string('请输入卡号'),
  v.transform(normalizeCardNo),
  v.check(isCardNo, '卡号格式不正确'),
);

/** Both ends included. The ends share everything but trailing digits, so a range is a run of consecutive numbers. */
export interface CardRange {
  from: string;
  to: string;
}

/** How many numbers lie in the range; null when the two ends do not form one. */
export function countOfRange(range: CardRange): number | null {
  if (range.from.length !== range.to.length) return null;
  const fromDigits = trailingDigits(range.from);
  const toDigits = trailingDigits(range.to);
  const width = Math.min(fromDigits.length, toDigits.length);
  const prefix = range.from.slice(0, range.from.length - width);
  if (width === 0 || prefix !== range.to.slice(0, range.to.length - width)) return null;
  const distance = subtractDigits(range.to.slice(-width), range.from.slice(-width));
  return distance !== null && distance >= 0 ? distance + 1 : null;
}

function trailingDigits(cardNo: string): string {
  return /\d*$/.exec(cardNo)?.[0] ?? '';
}

/** True when two ranges share a number: equal length and overlapping in order. */
export function rangesOverlap(one: CardRange, other: CardRange): boolean {
  return one.from.length === other.from.length && one.from <= other.to && other.from <= one.to;
}

/** The number `offset` places after `cardNo`, keeping its width; null when its trailing digits run out. */
export function nextCardNo(cardNo: string, offset: number): string | null {
  const digits = trailingDigits(cardNo);
  if (digits === '') return null;
  const next = addToDigits(digits, offset);
  return next === null || next.length > digits.length
    ? null
    : cardNo.slice(0, cardNo.length - digits.length) + next;
}

/** Reads card numbers typed or pasted with any separators; what does not look like one comes back in `rejected`. */
export function parseCardNoList(text: string): { cardNos: string[]; rejected: string[] } {
  const cardNos = new Set<string>();
  const rejected: string[] = [];
  for (const part of text.split(/[\n\r,，;；、\t]+/)) {
    const cardNo = normalizeCardNo(part);
    if (cardNo === '') continue;
    if (isCardNo(cardNo)) cardNos.add(cardNo);
    else rejected.push(part.trim());
  }
  return { cardNos: [...cardNos], rejected };
}

const rangeSchema = v.pipe(
  v.object({ from: cardNoSchema, to: cardNoSchema }),
  v.check((range) => countOfRange(range) !== null, '起止卡号不是同一号段，或起始大于结束'),
);

/** Which cards a document is about: ranges, single numbers or both; at most 10,000 numbers, none named twice. */
export const cardSelectionSchema = v.pipe(
  v.object({
    ranges: v.optional(v.pipe(v.array(rangeSchema), v.maxLength(100, '最多 100 个号段')), []),
    cardNos: v.optional(
      v.pipe(v.array(cardNoSchema), v.maxLength(maxCardsPerDocument, '一次最多 10,000 张')),
      [],
    ),
  }),
  v.check((selection) => countOfSelection(selection) >= 1, '请选择卡号'),
  v.check((selection) => countOfSelection(selection) <= maxCardsPerDocument, '一次最多 10,000 张'),
  v.check((selection) => new Set(selection.cardNos).size === selection.cardNos.length, '卡号有重复'),
  v.check((selection) => findOverlap(selection) === null, '号段有重叠，或号段里已包含单独填写的卡号'),
);
export type CardSelection = v.InferOutput<typeof cardSelectionSchema>;

export function countOfSelection(selection: {
  ranges: readonly CardRange[];
  cardNos: readonly string[];
}): number {
  return selection.ranges.reduce(
    (total, range) => total + (countOfRange(range) ?? 0),
    selection.cardNos.length,
  );
}

/** The first two parts of a selection that name the same card, as text fit to show; null when there are none. */
export function findOverlap(selection: {
  ranges: readonly CardRange[];
  cardNos: readonly string[];
}): string | null {
  const parts = [
    ...selection.ranges,
    ...selection.cardNos.map((cardNo) => ({ from: cardNo, to: cardNo })),
  ].sort((one, other) => one.from.length - other.from.length || (one.from < other.from ? -1 : 1));
  for (let index = 1; index < parts.length; index += 1) {
    const previous = parts[index - 1];
    const current = parts[index];
    if (previous && current && rangesOverlap(previous, current)) return `${previous.to} / ${current.from}`;
  }
  return null;
}
