import {
  countOfRange,
  isCardNo,
  maxCardsPerDocument,
  normalizeCardNo,
  rangesOverlap,
  type CardRange,
  type CardSelection,
} from '@lakeside/shared/card/card-number';

/** One act of picking cards, which can be undone as a whole. */
export type BasketEntry =
  | { readonly kind: 'range'; readonly range: CardRange; readonly count: number }
  | { readonly kind: 'cards'; readonly cardNos: readonly string[] };

export type BasketChange = { entries: readonly BasketEntry[] } | { refusal: string };

export function selectionOf(entries: readonly BasketEntry[]): CardSelection {
  return {
    ranges: entries.flatMap((entry) => (entry.kind === 'range' ? [entry.range] : [])),
    cardNos: entries.flatMap((entry) => (entry.kind === 'cards' ? entry.cardNos : [])),
  };
}

export function countOfEntries(entries: readonly BasketEntry[]): number {
  return entries.reduce(
    (total, entry) => total + (entry.kind === 'range' ? entry.count : entry.cardNos.length),
    0,
  );
}

/** Reads the two ends of a range; the refusal says which end to look at, and is empty while one is still missing. */
export function readRange(
  fromText: string,
  toText: string,
): { range: CardRange; count: number } | { refusal: string } {
  const range = { from: normalizeCardNo(fromText), to: normalizeCardNo(toText) };
  if (range.from === '' || range.to === '') return { refusal: '' };
  if (!isCardNo(range.from)) return { refusal: '起始卡号格式不正确' };
  if (!isCardNo(range.to)) return { refusal: '结束卡号格式不正确' };
  const count = countOfRange(range);
  if (count === null) return { refusal: '起止卡号不是同一号段，或起始大于结束' };
  if (count > maxCardsPerDocument) return { refusal: '一次最多 10,000 张' };
  return { range, count };
}

/** Adds a range unless it names a card that is picked already. */
export function addRange(entries: readonly BasketEntry[], range: CardRange, count: number): BasketChange {
  const other = entries.find((entry) => entry.kind === 'range' && rangesOverlap(entry.range, range));
  if (other?.kind === 'range') return { refusal: `与号段 ${other.range.from}–${other.range.to} 重叠` };
  const inside = selectionOf(entries).cardNos.find((cardNo) => isInRange(cardNo, range));
  if (inside !== undefined) return { refusal: `号段里已包含单独选的 ${inside}` };
  return withinLimit([...entries, { kind: 'range', range, count }]);
}

/** Adds one scanned or typed number; a number that is picked already is refused. */
export function addCardNo(entries: readonly BasketEntry[], text: string): BasketChange {
  const cardNo = normalizeCardNo(text);
  if (!isCardNo(cardNo)) return { refusal: `不是卡号：${text.trim().slice(0, 24)}` };
  if (isPicked(entries, cardNo)) return { refusal: `${cardNo} 已经选过` };
  return withinLimit([...entries, { kind: 'cards', cardNos: [cardNo] }]);
}

/** Adds the numbers of a pasted list that are not picked yet; tells how many were. */
export function addCardNos(
  entries: readonly BasketEntry[],
  cardNos: readonly string[],
): BasketChange & { repeatedCount: number } {
  const fresh = [...new Set(cardNos)].filter((cardNo) => !isPicked(entries, cardNo));
  const repeatedCount = cardNos.length - fresh.length;
  if (fresh.length === 0) return { refusal: '这些卡号都已经选过', repeatedCount };
  return { ...withinLimit([...entries, { kind: 'cards', cardNos: fresh }]), repeatedCount };
}

function isPicked(entries: readonly BasketEntry[], cardNo: string): boolean {
  return entries.some((entry) =>
    entry.kind === 'range' ? isInRange(cardNo, entry.range) : entry.cardNos.includes(cardNo),
  );
}

function isInRange(cardNo: string, range: CardRange): boolean {
  return rangesOverlap({ from: cardNo, to: cardNo }, range);
}

function withinLimit(entries: readonly BasketEntry[]): BasketChange {
  return countOfEntries(entries) > maxCardsPerDocument ? { refusal: '一次最多 10,000 张' } : { entries };
}
