import { describe, expect, it } from 'vitest';
import { regionColumns, regionIndexes } from './region-columns';

const names = {
  province_list: { '310000': '上海市', '320000': '江苏省' },
  city_list: { '310100': '上海市', '320100': '南京市', '320500': '苏州市' },
  county_list: { '310106': '静安区', '320102': '玄武区', '320505': '虎丘区', '320571': '工业园区' },
};

describe('choosing a region', () => {
  it('shows the cities of the province and the districts of the city', () => {
    expect(regionColumns(names, [1, 1, 1])).toEqual({
      columns: [
        ['上海市', '江苏省'],
        ['南京市', '苏州市'],
        ['虎丘区', '工业园区'],
      ],
      indexes: [1, 1, 1],
      region: { province: '江苏省', city: '苏州市', district: '工业园区' },
    });
  });

  it('falls back to the first row where the chosen one does not exist under the new parent', () => {
    expect(regionColumns(names, [0, 1, 1]).region).toEqual({
      province: '上海市',
      city: '上海市',
      district: '静安区',
    });
  });

  it('finds the rows of an address that is edited', () => {
    expect(regionIndexes(names, { province: '江苏省', city: '苏州市', district: '工业园区' })).toEqual([
      1, 1, 1,
    ]);
    expect(regionIndexes(names, { province: '', city: '', district: '' })).toEqual([0, 0, 0]);
  });
});
