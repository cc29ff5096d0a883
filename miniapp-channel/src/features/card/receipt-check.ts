import { normalizeCardNo } from '@lakeside/shared/card/card-number';

/** How a receiver compares what arrived with the paper: take all, tick what is missing, or scan what is there. */
export type ReceiptMode = 'all' | 'missing' | 'scan';

export interface ReceiptCheck {
  readonly mode: ReceiptMode;
  readonly cardCount: number;
  /** Ticked as missing, or scanned as there, by mode. */
  readonly marked: readonly string[];
}

export interface ReceiptDifference {
  receivedCount: number;
  missingCount: number;
  body: { missingCardNos: string[]; foundCardNos: string[] | null };
}

/** What the confirmation will say and send (CH-030). In scan mode whatever was not scanned counts as missing. */
export function receiptDifference(check: ReceiptCheck): ReceiptDifference {
  const marked = [...new Set(check.marked)];
  if (check.mode === 'scan') {
    return {
      receivedCount: marked.length,
      missingCount: check.cardCount - marked.length,
      body: { missingCardNos: [], foundCardNos: marked },
    };
  }
  const missing = check.mode === 'missing' ? marked : [];
  return {
    receivedCount: check.cardCount - missing.length,
    missingCount: missing.length,
    body: { missingCardNos: missing, foundCardNos: null },
  };
}

/** Marks a scanned number; the refusal tells a card of another paper from one that was scanned before. */
export function markScanned(
  marked: readonly string[],
  text: string,
  numbersOfPaper: ReadonlySet<string> | null,
): { marked: readonly string[] } | { refusal: string } {
  const cardNo = normalizeCardNo(text);
  if (marked.includes(cardNo)) return { refusal: '这张已经扫过' };
  // Without the whole list on the phone the server tells at the end.
  if (numbersOfPaper !== null && !numbersOfPaper.has(cardNo)) return { refusal: `${cardNo} 不在这张单里` };
  return { marked: [...marked, cardNo] };
}

export function toggleMark(marked: readonly string[], cardNo: string): readonly string[] {
  return marked.includes(cardNo) ? marked.filter((other) => other !== cardNo) : [...marked, cardNo];
}
