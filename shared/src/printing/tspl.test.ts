import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aLabel } from '../../test/a-label';
import { boundsOf, printTspl, TsplPrinter } from '../../test/tspl-renderer';
import type { PrintedLabel } from '../../test/tspl-renderer';
import { layoutShippingLabel } from './label-layout';
import type { LabelLayout } from './label-layout';
import { toTspl } from './tspl';

const printed = (layout: LabelLayout): PrintedLabel => printTspl(toTspl(layout, { dotsPerMm: 8 }));

const textsOf = (label: PrintedLabel): string[] =>
  label.elements.flatMap((element) => (element.kind === 'text' ? [element.text] : []));

function layoutWith(primitive: LabelLayout['primitives'][number]): LabelLayout {
  return { widthMm: 76, heightMm: 130, primitives: [primitive] };
}

const barcode = (value: string) =>
  layoutWith({ kind: 'barcode128', xMm: 3.5, yMm: 10, maxWidthMm: 69, heightMm: 15, value });

describe('TSPL job', () => {
  it('prints one label of 76 × 130 mm with every text of the layout', () => {
    const layout = layoutShippingLabel(aLabel());

    const label = printed(layout);

    expect([label.widthDots, label.heightDots]).toEqual([608, 1040]);
    expect(textsOf(label)).toEqual(
      layout.primitives.flatMap((primitive) => (primitive.kind === 'text' ? [primitive.text] : [])),
    );
  });

  it('is short enough to go over Bluetooth in a few dozen small writes', () => {
    expect(toTspl(layoutShippingLabel(aLabel()), { dotsPerMm: 8 }).length).toBeLessThan(1600);
  });

  it('draws each primitive at its millimetres, eight dots each', () => {
    const layout: LabelLayout = {
      widthMm: 76,
      heightMm: 130,
      primitives: [
        { kind: 'box', xMm: 1.5, yMm: 1.5, widthMm: 73, heightMm: 127, strokeMm: 0.375 },
        { kind: 'line', xMm: 1.5, yMm: 20, widthMm: 73, heightMm: 0.25 },
        { kind: 'text', xMm: 3.5, yMm: 3, sizeMm: 6, text: '顺丰', maxWidthMm: 45 },
      ],
    };

    expect(printed(layout).elements).toEqual([
      { kind: 'frame', x: 12, y: 12, width: 584, height: 1016, stroke: 3 },
      { kind: 'fill', x: 12, y: 160, width: 584, height: 2 },
      { kind: 'text', x: 28, y: 24, factor: 2, text: '顺丰' },
    ]);
  });

  it('carries quotes and brackets through unchanged and cannot be broken by typed commands', () => {
    const name = '礼盒"至尊"\\[R]["]\r\nPRINT 99,1';

    const texts = textsOf(
      printed(layoutWith({ kind: 'text', xMm: 3, yMm: 3, sizeMm: 3, text: name, maxWidthMm: 60 })),
    );

    expect(texts).toEqual(['礼盒"至尊"＼[R]["] PRINT 99,1']);
  });

  it('starts clean even when the job before it was cut off at any byte', () => {
    const job = toTspl(layoutShippingLabel(aLabel()), { dotsPerMm: 8 });
    const whole = printTspl(job);
    const printCommand = job.length - 'PRINT 1,1\r\n'.length;

    fc.assert(
      fc.property(fc.integer({ min: 0, max: printCommand }), (cutAt) => {
        const printer = new TsplPrinter();
        printer.receive(job.slice(0, cutAt));
        printer.receive(job);
        expect(printer.labels).toEqual([whole]);
      }),
    );
  });

  it('chooses the widest barcode that fits between its quiet zones', () => {
    for (const length of [1, 8, 15, 20, 30, 40]) {
      const [bars] = printed(barcode('A'.repeat(length))).elements;
      if (bars?.kind !== 'barcode') throw new Error('no barcode');
      const { x, width } = boundsOf(bars);
      const quietDots = 10 * bars.moduleDots;

      expect(x - quietDots).toBeGreaterThanOrEqual(28);
      expect(x + width + quietDots).toBeLessThanOrEqual(28 + 69 * 8);
      expect(bars.moduleDots).toBe({ 1: 4, 8: 3, 15: 2, 20: 2, 30: 1, 40: 1 }[length]);
    }
  });

  it('refuses a waybill number whose barcode cannot fit', () => {
    expect(() => printed(barcode('A'.repeat(60)))).toThrow(
      expect.objectContaining({ code: 'LABEL_BARCODE_TOO_LONG' }),
    );
  });

  it('centres a QR code of any allowed length in its square with a quiet zone of four cells', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/), (text) => {
        const [qr] = printed(layoutWith({ kind: 'qr', xMm: 3.5, yMm: 90, sizeMm: 24.5, text })).elements;
        if (qr?.kind !== 'qr') throw new Error('no QR code');
        const { x, width } = boundsOf(qr);
        expect(qr.text).toBe(text);
        expect(x - 4 * qr.cellDots).toBeGreaterThanOrEqual(28);
        expect(x + width + 4 * qr.cellDots).toBeLessThanOrEqual(28 + 24.5 * 8);
      }),
      { numRuns: 30 },
    );
  });

  it('refuses QR text beyond what the square can hold', () => {
    const qr = layoutWith({ kind: 'qr', xMm: 3.5, yMm: 90, sizeMm: 24.5, text: 'x'.repeat(300) });

    expect(() => printed(qr)).toThrow(expect.objectContaining({ code: 'LABEL_QR_TOO_LONG' }));
  });

  it('names a character the printer does not have', () => {
    const receiver = { name: '王𠮷', phone: '13812340001', address: '苏州' };

    expect(() => printed(layoutShippingLabel(aLabel({ receiver })))).toThrow('𠮷');
  });
});
