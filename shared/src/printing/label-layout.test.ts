import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aLabel } from '../../test/a-label';
import { layoutShippingLabel } from './label-layout';
import type { LabelLayout, LabelPrimitive } from './label-layout';
import { columnsOf, textWidthMm } from './label-text-fit';
import type { ShippingLabel } from './shipping-label';

const textsOf = (label: ShippingLabel): string[] =>
  layoutShippingLabel(label).primitives.flatMap((primitive) =>
    primitive.kind === 'text' ? [primitive.text] : [],
  );

/** Any text a person may have typed: Chinese, Latin, digits, spaces, line ends, quotes, emoji. */
const anyText = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.string({
      unit: fc.constantFrom(...'阳澄湖大闸蟹苏州市巴城镇１号，、A1 -"\n\t'),
      maxLength: 300,
    }),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 120 }) },
);
const anyContact = fc.record({ name: anyText, phone: anyText, address: anyText });
const anyCount = fc.integer({ min: 1, max: 99_999_999 });
const anyLabel: fc.Arbitrary<ShippingLabel> = fc.record({
  carrierName: anyText,
  sortingCode: fc.option(anyText),
  waybillNo: fc.option(fc.stringMatching(/^[\w./-]{1,40}$/)),
  shipmentNumber: anyText,
  receiver: anyContact,
  sender: anyContact,
  goods: fc.array(fc.record({ name: anyText, quantity: anyCount }), { maxLength: 30 }),
  remark: fc.option(anyText),
  deliveryDay: fc.constant('2026-10-06'),
  pageNo: anyCount,
  pageCount: anyCount,
  qrText: fc.stringMatching(/^[\x20-\x7e]{1,200}$/),
});

interface Rectangle {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

function rectangleOf(primitive: LabelPrimitive): Rectangle {
  const { xMm: left, yMm: top } = primitive;
  const sized = (width: number, height: number) => ({ left, top, right: left + width, bottom: top + height });
  switch (primitive.kind) {
    case 'box':
    case 'line':
      return sized(primitive.widthMm, primitive.heightMm);
    case 'text':
      return sized(textWidthMm(primitive.text, primitive.sizeMm), primitive.sizeMm);
    case 'barcode128':
      return sized(primitive.maxWidthMm, primitive.heightMm);
    case 'qr':
      return sized(primitive.sizeMm, primitive.sizeMm);
  }
}

/** Half a dot of a 203 dpi head, which rounding to dots may cost. */
const toleranceMm = 0.0625;

function overlap(a: Rectangle, b: Rectangle): boolean {
  const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return across > toleranceMm && down > toleranceMm;
}

function faultsOf(layout: LabelLayout): string[] {
  const [frame, ...inner] = layout.primitives;
  if (frame?.kind !== 'box') return ['no frame'];
  const edge = { ...rectangleOf(frame) };
  const marks = inner.filter((primitive) => primitive.kind !== 'line');
  const faults: string[] = [];
  for (const [index, mark] of marks.entries()) {
    const place = rectangleOf(mark);
    const name = JSON.stringify(mark);
    if (place.left < edge.left + frame.strokeMm || place.right > edge.right - frame.strokeMm + toleranceMm)
      faults.push(`beside the frame: ${name}`);
    if (place.top < edge.top + frame.strokeMm || place.bottom > edge.bottom - frame.strokeMm + toleranceMm)
      faults.push(`above or below the frame: ${name}`);
    if (mark.kind === 'text' && place.right - place.left > mark.maxWidthMm)
      faults.push(`wider than its place: ${name}`);
    for (const other of [
      ...marks.slice(index + 1),
      ...inner.filter((primitive) => primitive.kind === 'line'),
    ]) {
      if (overlap(place, rectangleOf(other))) faults.push(`${name} overlaps ${JSON.stringify(other)}`);
    }
  }
  return faults;
}

describe('layout of a shipping label', () => {
  it('keeps every text, barcode and QR inside the frame and off each other, whatever was typed', () => {
    fc.assert(
      fc.property(anyLabel, (label) => {
        expect(faultsOf(layoutShippingLabel(label))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('shows carrier, codes, people, goods, remark, day and page of an ordinary label in full', () => {
    expect(textsOf(aLabel())).toEqual([
      '顺丰速运',
      '配送 2026-10-06',
      '第 1/2 页',
      '512W-EA-012',
      'SF1234567890123',
      '收',
      '张三 138****0001',
      '江苏省苏州市工业园',
      '区星湖街328号5栋',
      '1201室',
      '寄',
      '阳澄湖专卖店 139****5678',
      '江苏省昆山市巴城镇湖滨北路88号',
      'FD20261006000123',
      '大闸蟹 公4.0两母3.0两 8只装',
      '×2',
      '备注：活鲜，请勿倒置',
    ]);
  });

  it('never shows a whole phone number', () => {
    const texts = textsOf(aLabel()).join('|');

    expect(texts).not.toContain('13812340001');
    expect(texts).not.toContain('13900005678');
  });

  it('leaves out the sorting code and says that the waybill number is missing', () => {
    const layout = layoutShippingLabel(aLabel({ sortingCode: null, waybillNo: null }));

    expect(layout.primitives.some((primitive) => primitive.kind === 'barcode128')).toBe(false);
    expect(textsOf(aLabel({ waybillNo: null }))).toContain('运单号：待录入');
    expect(faultsOf(layout)).toEqual([]);
  });

  it('keeps the quantity whole when it shortens the name of the goods', () => {
    const goods = Array.from({ length: 7 }, (_, index) => ({
      name: '阳澄湖大闸蟹'.repeat(8),
      quantity: 120 + index,
    }));

    const lines = textsOf(aLabel({ goods, remark: null })).filter((text) => text.includes('×'));

    expect(lines).toHaveLength(7);
    expect(lines.map((line) => /… ×(\d+)$/.exec(line)?.[1])).toEqual([
      '120',
      '121',
      '122',
      '123',
      '124',
      '125',
      '126',
    ]);
  });

  it('counts the goods it has no room to name', () => {
    const goods = Array.from({ length: 30 }, (_, index) => ({ name: `礼盒 ${index + 1}`, quantity: 2 }));

    expect(textsOf(aLabel({ goods, remark: null })).at(-1)).toBe('…等 30 种，共 60 件');
  });

  it('shortens an endless address with an ellipsis on its last line', () => {
    const receiver = { name: '李四', phone: '13812340001', address: '江苏省苏州市'.repeat(60) };

    const address = textsOf(aLabel({ receiver })).filter((text) => text.includes('苏州'));

    expect(address).toHaveLength(5);
    expect(address[4]).toMatch(/…$/);
    expect(Math.max(...address.map(columnsOf))).toBeLessThanOrEqual(38);
  });
});
