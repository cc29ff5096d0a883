import {
  cardSelectionSchema,
  countOfRange,
  normalizeCardNo,
  parseCardNoList,
  type CardRange,
  type CardSelection,
} from '@lakeside/shared/card/card-number';
import * as v from 'valibot';
import { computed, reactive } from 'vue';

/**
 * Card numbers as people give them: ranges typed, single numbers pasted. `selection` is null while there is nothing
 * usable, and `problem` says why in one sentence.
 */
export function useCardSelection(initialNumbers: readonly string[] = []) {
  const model = reactive<{ ranges: CardRange[]; pasted: string }>({
    ranges: initialNumbers.length > 0 ? [] : [{ from: '', to: '' }],
    pasted: initialNumbers.join('\n'),
  });

  const filledRanges = computed(() =>
    model.ranges
      .map((range) => ({ from: normalizeCardNo(range.from), to: normalizeCardNo(range.to) }))
      .filter((range) => range.from !== '' || range.to !== ''),
  );
  const pasted = computed(() => parseCardNoList(model.pasted));
  const checked = computed(() =>
    v.safeParse(cardSelectionSchema, { ranges: filledRanges.value, cardNos: pasted.value.cardNos }),
  );
  const isEmpty = computed(() => filledRanges.value.length === 0 && model.pasted.trim() === '');
  const selection = computed<CardSelection | null>(() =>
    checked.value.success && pasted.value.rejected.length === 0 ? checked.value.output : null,
  );
  const problem = computed(() => {
    if (isEmpty.value) return '';
    const first = pasted.value.rejected[0];
    if (first !== undefined) return `“${first}”不是卡号`;
    return checked.value.success ? '' : checked.value.issues[0].message;
  });
  const count = computed(() =>
    filledRanges.value.reduce((sum, range) => sum + (countOfRange(range) ?? 0), pasted.value.cardNos.length),
  );

  return { model, selection, problem, count, isEmpty };
}
