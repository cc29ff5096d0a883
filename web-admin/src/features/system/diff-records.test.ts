import { describe, expect, it } from 'vitest';
import { diffRecords } from './diff-records';

describe('before and after in the audit log', () => {
  it('shows only what changed, nested fields by path', () => {
    const before = { name: '平江店', rateBp: 6000, address: { city: '苏州市', detail: '1 号' } };
    const after = { name: '平江店', rateBp: 6500, address: { city: '苏州市', detail: '2 号' } };

    expect(diffRecords(before, after)).toEqual([
      { name: 'rateBp', before: '6000', after: '6500' },
      { name: 'address.detail', before: '1 号', after: '2 号' },
    ]);
  });

  it('shows everything of a record that was created or removed', () => {
    expect(diffRecords(null, { name: '平江店' })).toEqual([{ name: 'name', before: null, after: '平江店' }]);
    expect(diffRecords({ name: '平江店' }, null)).toEqual([{ name: 'name', before: '平江店', after: null }]);
  });
});
