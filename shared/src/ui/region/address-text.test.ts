import { describe, expect, it } from 'vitest';
import { addressText, maskPhone, regionText } from './address-text';

describe('an address in one line', () => {
  it('names every part of it', () => {
    const place = { province: '江苏省', city: '苏州市', district: '工业园区', detail: '星湖街 328 号' };

    expect(addressText(place)).toBe('江苏省苏州市工业园区星湖街 328 号');
    expect(regionText(place, ' ')).toBe('江苏省 苏州市 工业园区');
  });

  it('names a municipality once', () => {
    const place = { province: '上海市', city: '上海市', district: '静安区', detail: '南京西路 1 号' };

    expect(addressText(place)).toBe('上海市静安区南京西路 1 号');
  });

  it('hides the middle of a phone number and leaves what is hidden already', () => {
    expect(maskPhone('13800000415')).toBe('138****0415');
    expect(maskPhone('138****0415')).toBe('138****0415');
  });
});
