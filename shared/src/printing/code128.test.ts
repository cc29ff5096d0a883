import bwipjs from 'bwip-js/node';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { code128Modules } from './code128';

/** The bars of an independent encoder. */
function patternOf(value: string): number[] {
  const [drawing] = bwipjs.raw('code128', value, '');
  if (drawing === undefined || !('sbs' in drawing)) throw new Error('bwip-js drew no bars');
  return drawing.sbs;
}

const sum = (widths: readonly number[]) => widths.reduce((total, width) => total + width, 0);

describe('Code 128', () => {
  it('draws waybill numbers of carriers bar for bar as another encoder does', () => {
    for (const value of [
      'SF1234567890123',
      'JDVB12345678901',
      '78123456789012',
      'YT1234567890123',
      'A',
      'AB-12',
      'SF-A',
      'JDVB',
      'a.b/c_d',
      'ZTO',
    ]) {
      expect(code128Modules(value), value).toEqual(patternOf(value));
    }
  });

  it('is never wider than one symbol a character', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\x20-\x7e]{1,40}$/), (value) => {
        expect(sum(code128Modules(value))).toBeLessThanOrEqual(11 * (value.length + 2) + 13);
      }),
    );
  });

  it('draws any value of letters only and of an even number of digits as another encoder does', () => {
    const values = fc.oneof(fc.stringMatching(/^[A-Za-z./-]{1,30}$/), fc.stringMatching(/^(\d\d){2,15}$/));
    fc.assert(
      fc.property(values, (value) => {
        expect(code128Modules(value)).toEqual(patternOf(value));
      }),
    );
  });

  it('refuses what Code 128 cannot spell', () => {
    expect(() => code128Modules('顺丰')).toThrow(RangeError);
    expect(() => code128Modules('运单')).toThrow(RangeError);
    expect(() => code128Modules('')).toThrow(RangeError);
  });
});
