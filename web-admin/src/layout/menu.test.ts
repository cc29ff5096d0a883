import { describe, expect, it } from 'vitest';
import { visibleMenu } from './menu';

describe('the side navigation', () => {
  it('leaves out what the person may not open, and areas that become empty', () => {
    const areas = [
      {
        title: '卡',
        icon: 'card' as const,
        entries: [
          { title: '查询', path: '/cards' },
          { title: '导入', path: '/imports', permission: 'card.import' },
        ],
      },
      {
        title: '财务',
        icon: 'wallet' as const,
        entries: [{ title: '充值', path: '/top-ups', permission: 'ledger.topUp' }],
      },
    ];

    const visible = visibleMenu(areas, () => false);

    expect(visible.map((area) => [area.title, area.entries.map((entry) => entry.title)])).toEqual([
      ['卡', ['查询']],
    ]);
  });
});
