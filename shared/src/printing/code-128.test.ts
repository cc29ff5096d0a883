import bwipjs from 'bwip-js/node';
import { describe, expect, it } from 'vitest';
import { code128Bars } from './code-128';

/** The widths bwip-js would draw, bars and gaps in turn. */
function widthsByReference(text: string): number[] {
  const [code] = bwipjs.raw({
    bcid: 'code128',
    text,
    parsefnc: false,
    newencoder: false,
    suppressc: true,
  } as never) as unknown as {
    sbs: number[];
  }[];
  return [...(code?.sbs ?? [])];
}

function widthsOf(text: string): number[] {
  const { bars } = code128Bars(text);
  return bars.flatMap((bar, index) => {
    const next = bars[index + 1];
    return next ? [bar.width, next.start - bar.start - bar.width] : [bar.width];
  });
}

describe('a barcode on the label preview', () => {
  it('has the bars an independent encoder gives the same waybill number', () => {
    for (const text of ['SF-A', 'JDVB', 'a.b/c_d', 'ZTO'])
      expect(widthsOf(text)).toEqual(widthsByReference(text));
  });

  it('is as long as Code 128 says: 11 modules a symbol and 13 for the stop', () => {
    expect(code128Bars('SF1398').modules).toBe(11 * (6 + 2) + 13);
  });

  it('refuses what Code 128 cannot say', () => {
    expect(() => code128Bars('运单')).toThrow(RangeError);
  });
});
