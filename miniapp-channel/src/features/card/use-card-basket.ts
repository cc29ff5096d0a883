import { parseCardNoList } from '@lakeside/shared/card/card-number';
import { computed, reactive, shallowRef } from 'vue';
import {
  addCardNo,
  addCardNos,
  addRange,
  countOfEntries,
  readRange,
  selectionOf,
  type BasketChange,
  type BasketEntry,
} from './card-basket';

/**
 * The cards picked for one document, by range, by scan or from a pasted list. The range being typed counts as soon as
 * both ends are there; no number can be picked twice.
 */
export function useCardBasket() {
  const entries = shallowRef<readonly BasketEntry[]>([]);
  const draft = reactive({ from: '', to: '' });

  const drafted = computed(() => {
    const read = readRange(draft.from, draft.to);
    return 'refusal' in read ? read : addRange(entries.value, read.range, read.count);
  });
  const draftError = computed(() => ('refusal' in drafted.value ? drafted.value.refusal : ''));
  const allEntries = computed(() => ('entries' in drafted.value ? drafted.value.entries : entries.value));
  const selection = computed(() => selectionOf(allEntries.value));
  const count = computed(() => countOfEntries(allEntries.value));

  /** Takes a change over; returns why not, or null. */
  function take(change: BasketChange): string | null {
    if ('refusal' in change) return change.refusal;
    entries.value = change.entries;
    return null;
  }

  /** Adds one scanned number; returns why it was refused, or null. */
  function scan(text: string): string | null {
    // A range that is typed but not kept yet already names its cards.
    keepRange();
    return take(addCardNo(entries.value, text));
  }

  /** Adds a pasted list; says in one sentence what came of it. */
  function paste(text: string): { isAdded: boolean; message: string } {
    const { cardNos, rejected } = parseCardNoList(text);
    if (cardNos.length === 0) return { isAdded: false, message: '没有找到卡号' };
    keepRange();
    const before = count.value;
    const change = addCardNos(entries.value, cardNos);
    const refusal = take(change);
    if (refusal !== null) return { isAdded: false, message: refusal };
    const parts = [`已加入 ${count.value - before} 张`];
    if (change.repeatedCount > 0) parts.push(`重复 ${change.repeatedCount} 张`);
    if (rejected.length > 0) parts.push(`${rejected.length} 行不是卡号`);
    return { isAdded: true, message: parts.join('，') };
  }

  /** Turns the typed range into a kept one, so that another can be typed. */
  function keepRange(): void {
    if (!('entries' in drafted.value)) return;
    entries.value = drafted.value.entries;
    draft.from = '';
    draft.to = '';
  }

  function undo(): void {
    entries.value = entries.value.slice(0, -1);
  }

  function remove(index: number): void {
    entries.value = entries.value.filter((_, position) => position !== index);
  }

  function clear(): void {
    entries.value = [];
    draft.from = '';
    draft.to = '';
  }

  return { entries, draft, draftError, selection, count, scan, paste, keepRange, undo, remove, clear };
}

export type CardBasket = ReturnType<typeof useCardBasket>;
