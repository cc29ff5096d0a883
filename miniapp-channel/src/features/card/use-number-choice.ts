import { computed, shallowRef } from 'vue';
import { sdk } from '@/app/api';
import { loadAllNumbers } from './load-all-numbers';
import { toggleMark } from './receipt-check';

/** More numbers than this are not chosen from one by one on a phone. */
export const chooseLimit = 2000;

/** Which cards of an activation order are to be activated: all, until some are left out. */
export function useNumberChoice(activationId: () => number) {
  const allNumbers = shallowRef<readonly string[] | null>(null);
  const leftOut = shallowRef<readonly string[]>([]);

  /** The chosen numbers; null when it is all of them. */
  const chosenNumbers = computed(() => {
    if (leftOut.value.length === 0 || allNumbers.value === null) return null;
    const skipped = new Set(leftOut.value);
    return allNumbers.value.filter((cardNo) => !skipped.has(cardNo));
  });

  /** Fetches the numbers to choose from; false when there are too many for that. */
  async function load(): Promise<boolean> {
    allNumbers.value ??= await loadAllNumbers(
      (query) => sdk.card.listActivationCards({ params: { id: activationId() }, query }),
      chooseLimit,
    );
    return allNumbers.value !== null;
  }

  function toggle(cardNo: string): void {
    leftOut.value = toggleMark(leftOut.value, cardNo);
  }

  function clear(): void {
    leftOut.value = [];
  }

  return { allNumbers, leftOut, chosenNumbers, load, toggle, clear };
}
