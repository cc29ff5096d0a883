import { computed, ref, shallowRef } from 'vue';
import { markScanned, receiptDifference, toggleMark, type ReceiptMode } from './receipt-check';

/** Counting cards that arrived against their paper of `cardCount` cards; `numbers` are those of the paper, null while unknown. */
export function useReceiptCheck(cardCount: () => number, numbers: () => readonly string[] | null) {
  const mode = ref<ReceiptMode>('all');
  const missing = shallowRef<readonly string[]>([]);
  const scanned = shallowRef<readonly string[]>([]);

  const numberSet = computed(() => {
    const known = numbers();
    return known === null ? null : new Set(known);
  });
  const difference = computed(() =>
    receiptDifference({
      mode: mode.value,
      cardCount: cardCount(),
      marked: mode.value === 'scan' ? scanned.value : missing.value,
    }),
  );

  /** Takes one scanned card; returns why it was refused, or null. */
  function scan(text: string): string | null {
    const change = markScanned(scanned.value, text, numberSet.value);
    if ('refusal' in change) return change.refusal;
    scanned.value = change.marked;
    return null;
  }

  function undoScan(): void {
    scanned.value = scanned.value.slice(0, -1);
  }

  function toggleMissing(cardNo: string): void {
    missing.value = toggleMark(missing.value, cardNo);
  }

  return { mode, missing, scanned, difference, scan, undoScan, toggleMissing };
}
