import { formatRate } from '@lakeside/shared/kernel/rate';
import { computed, ref } from 'vue';
import { sdk } from '@/app/api';

/** The rate every channel must stay below: the lowest of all member levels (rules.md §3). Only a hint; the server decides. */
export function useRateCeiling() {
  const ceilingBp = ref<number | null>(null);

  async function loadCeiling(): Promise<void> {
    try {
      const levels = await sdk.memberLevel.listMemberLevels();
      ceilingBp.value = levels.length === 0 ? null : Math.min(...levels.map((level) => level.rateBp));
    } catch {
      // Without the right to see member levels the form works all the same, only without the hint.
    }
  }

  const ceilingText = computed(() =>
    ceilingBp.value === null ? '' : `须低于会员最低折扣 ${formatRate(ceilingBp.value)}`,
  );
  return { ceilingText, loadCeiling };
}
