import { HandoverKind, HandoverStatus } from '@lakeside/shared/card/card.status';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assertHandoverMayBecome,
  assertMayTransfer,
  ownerAfterReceipt,
  planReceipt,
  returnTargetOf,
} from './handover-rules';

const cardNos = ['A00001', 'A00002', 'A00003'];
const all = { missingCardNos: [], foundCardNos: null };

describe('handovers', () => {
  it('refuses a transfer by a level 3', () => {
    expect(() => assertMayTransfer({ level: 3 })).toThrow('三级渠道不能再流转');
    expect(() => assertMayTransfer({ level: 2 })).not.toThrow();
  });

  it('returns one hop up: level 1 to the platform, the others to their parent', () => {
    expect(returnTargetOf({ id: 1, level: 1, parentId: null })).toBeNull();
    expect(returnTargetOf({ id: 2, level: 2, parentId: 1 })).toBe(1);
    expect(returnTargetOf({ id: 3, level: 3, parentId: 2 })).toBe(2);
  });

  it('marks the level 1 owner with the order, keeps it on the way down and frees it at the platform', () => {
    expect(ownerAfterReceipt({ kind: HandoverKind.cardOrder, toChannelId: 1 })).toBe(1);
    expect(ownerAfterReceipt({ kind: HandoverKind.cardTransfer, toChannelId: 2 })).toBeUndefined();
    expect(ownerAfterReceipt({ kind: HandoverKind.cardReturn, toChannelId: 1 })).toBeUndefined();
    expect(ownerAfterReceipt({ kind: HandoverKind.cardReturn, toChannelId: null })).toBeNull();
  });

  it('is received or cancelled once', () => {
    expect(() =>
      assertHandoverMayBecome({ status: HandoverStatus.inTransit }, HandoverStatus.received),
    ).not.toThrow();
    expect(() =>
      assertHandoverMayBecome({ status: HandoverStatus.received }, HandoverStatus.cancelled),
    ).toThrow('单据已收卡，请刷新');
    expect(() =>
      assertHandoverMayBecome({ status: HandoverStatus.cancelled }, HandoverStatus.received),
    ).toThrow('单据已撤回，请刷新');
  });

  it('takes a report of what is missing, or of what was found', () => {
    expect(planReceipt(cardNos, all)).toEqual({ receivedCount: 3, missingCardNos: [] });
    expect(planReceipt(cardNos, { ...all, missingCardNos: ['A00002'] })).toEqual({
      receivedCount: 2,
      missingCardNos: ['A00002'],
    });
    expect(planReceipt(cardNos, { missingCardNos: [], foundCardNos: ['A00003'] })).toEqual({
      receivedCount: 1,
      missingCardNos: ['A00001', 'A00002'],
    });
  });

  it('refuses a report about cards that are not on the paper', () => {
    expect(() => planReceipt(cardNos, { missingCardNos: [], foundCardNos: ['A00009', 'A00001'] })).toThrow(
      '有 1 张卡不在这张单里',
    );
  });

  it('loses no card between received and missing', () => {
    fc.assert(
      fc.property(fc.subarray(cardNos), fc.boolean(), (reported, byFound) => {
        const report = byFound
          ? { missingCardNos: [], foundCardNos: reported }
          : { ...all, missingCardNos: reported };
        const receipt = planReceipt(cardNos, report);

        expect(receipt.receivedCount + receipt.missingCardNos.length).toBe(cardNos.length);
        expect(receipt.missingCardNos).toHaveLength(
          byFound ? cardNos.length - reported.length : reported.length,
        );
      }),
    );
  });
});
