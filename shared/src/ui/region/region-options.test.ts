import { describe, expect, it } from 'vitest';
import { areaNames } from './area-names';
import { regionOptions, withRegion } from './region-options';

const names = {
  province_list: { '310000': '上海市', '320000': '江苏省' },
  city_list: { '310100': '上海市', '320500': '苏州市' },
  county_list: { '310106': '静安区', '320505': '虎丘区' },
};
const jiangsu = (districts: string[]) => ({
  value: '江苏省',
  children: [{ value: '苏州市', children: districts.map((value) => ({ value })) }],
});
const shanghai = { value: '上海市', children: [{ value: '上海市', children: [{ value: '静安区' }] }] };

describe('regions of a cascade', () => {
  it('hang districts under cities and cities under provinces', () => {
    expect(regionOptions(names)).toEqual([shanghai, jiangsu(['虎丘区'])]);
  });

  it('leave no official city without a district', () => {
    const options = regionOptions(areaNames);
    expect(options).toHaveLength(34);
    const cities = options.flatMap((province) => province.children ?? []);
    expect(cities.filter((city) => !city.children?.length)).toEqual([]);
  });

  it('keep a stored name the data does not have, at its place', () => {
    const options = regionOptions(names);
    expect(withRegion(options, { province: '江苏省', city: '苏州市', district: '工业园区' })).toEqual([
      shanghai,
      jiangsu(['虎丘区', '工业园区']),
    ]);
    expect(withRegion([], { province: '江苏省', city: '苏州市', district: '虎丘区' })).toEqual([
      jiangsu(['虎丘区']),
    ]);
    expect(withRegion(options, { province: '江苏省', city: '苏州市', district: '虎丘区' })).toEqual(options);
    expect(withRegion(options, { province: '', city: '', district: '' })).toEqual(options);
  });
});
