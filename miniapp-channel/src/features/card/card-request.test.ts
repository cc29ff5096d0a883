import type { SelectionPreview } from '@lakeside/shared/card/card.schemas';
import { describe, expect, it } from 'vitest';
import { nextTick, ref } from 'vue';
import { requestRefusal } from './card-request';
import { useSelectionPreview } from './use-selection-preview';

function aPreview(part: Partial<SelectionPreview>): SelectionPreview {
  const product = { id: 1, name: '家宴八只装' };
  return {
    total: 100,
    eligible: 100,
    product,
    products: [{ ...product, count: 100 }],
    excluded: [],
    unitPriceFen: 41_860,
    ...part,
  };
}

describe('sending picked cards', () => {
  it('needs a plain yes before it leaves out cards that cannot take part', () => {
    const preview = aPreview({ eligible: 97, excluded: [{ reason: 'wrongStatus', count: 3, cardNos: [] }] });

    expect(requestRefusal(preview, false, '流转')).toBe('请先确认只流转可用的 97 张');
    expect(requestRefusal(preview, true, '流转')).toBeNull();
  });

  it('is refused without any usable card and with cards of several kinds', () => {
    expect(requestRefusal(aPreview({ eligible: 0 }), true, '激活')).toBe('没有可以激活的卡');
    const several = [
      { id: 1, name: '八只装', count: 60 },
      { id: 2, name: '四只装', count: 40 },
    ];
    expect(requestRefusal(aPreview({ products: several }), false, '返还')).toContain('只能选一种');
  });
});

describe('the check of picked cards', () => {
  it('shows only the answer about what is picked now, although an older answer comes later', async () => {
    const picked = ref('882604150001');
    const answers = new Map<string, (preview: SelectionPreview) => void>();
    const { preview, check } = useSelectionPreview({
      selection: () => ({ ranges: [], cardNos: [picked.value] }),
      load: ({ cardNos }) => new Promise((resolve) => answers.set(cardNos[0] ?? '', resolve)),
    });
    const first = check();
    picked.value = '882604150002';
    await nextTick();
    const second = check();

    answers.get('882604150002')?.(aPreview({ eligible: 2 }));
    answers.get('882604150001')?.(aPreview({ eligible: 1 }));
    await Promise.all([first, second]);

    expect(preview.value?.eligible).toBe(2);
  });
});
