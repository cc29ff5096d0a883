import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assertReviewCanBecome,
  averageTenths,
  firstStatus,
  linesToReview,
  requireReviewableLine,
} from './review-rules';

const crab = { kind: 'package', offerId: 1 };
const card = { kind: 'cardProduct', offerId: 1 };
const order = {
  completedAt: new Date('2026-10-06T09:00:00+08:00'),
  until: new Date('2026-11-05T09:00:00+08:00'),
  lines: [crab, card],
};
const facts = { reviewed: [], reviewDays: 30 };
const refusal = (code: string): unknown => expect.objectContaining({ code });

describe('what of an order can be reviewed', () => {
  it('is each of its lines, once', () => {
    expect(requireReviewableLine(order, crab, facts)).toBe(crab);
    expect(linesToReview(order.lines, [crab])).toEqual([card]);
    expect(() => requireReviewableLine(order, crab, { ...facts, reviewed: [crab] })).toThrow(
      refusal('REVIEW_EXISTS'),
    );
    expect(() => requireReviewableLine(order, { kind: 'package', offerId: 2 }, facts)).toThrow(
      refusal('REVIEW_LINE_NOT_FOUND'),
    );
  });

  it('waits for the completion of the order and ends with its days', () => {
    expect(() => requireReviewableLine({ ...order, completedAt: null, until: null }, crab, facts)).toThrow(
      refusal('REVIEW_NOT_OFFERED'),
    );
    expect(() => requireReviewableLine({ ...order, until: null }, crab, facts)).toThrow(
      refusal('REVIEW_TOO_LATE'),
    );
  });
});

describe('the state of a review', () => {
  it('begins shown only when neither the shop nor WeChat wants to read it first', () => {
    expect(firstStatus({ showReviews: 'atOnce', needsReview: false })).toBe('shown');
    expect(firstStatus({ showReviews: 'atOnce', needsReview: true })).toBe('pending');
    expect(firstStatus({ showReviews: 'afterApproval', needsReview: false })).toBe('pending');
  });

  it('never goes back to waiting', () => {
    expect(() => assertReviewCanBecome('shown', 'hidden')).not.toThrow();
    expect(() => assertReviewCanBecome('hidden', 'hidden')).toThrow(refusal('REVIEW_STATUS_CHANGED'));
    expect(() => assertReviewCanBecome('shown', 'pending')).toThrow(refusal('REVIEW_STATUS_CHANGED'));
  });
});

describe('the average score', () => {
  it('is rounded half up to a tenth', () => {
    expect(averageTenths(0, 0)).toBe(0);
    expect(averageTenths(14, 3)).toBe(47);
    expect(averageTenths(19, 4)).toBe(48);
  });

  it('lies between the lowest and the highest score', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 }), (scores) => {
        const tenths = averageTenths(
          scores.reduce((sum, score) => sum + score, 0),
          scores.length,
        );
        expect(tenths).toBeGreaterThanOrEqual(Math.min(...scores) * 10);
        expect(tenths).toBeLessThanOrEqual(Math.max(...scores) * 10);
      }),
    );
  });
});
