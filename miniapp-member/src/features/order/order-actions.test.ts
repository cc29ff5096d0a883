import { describe, expect, it } from 'vitest';
import { orderActions } from './order-actions';

const before = new Date('2026-10-05T17:59:00.000+08:00');
const after = new Date('2026-10-05T18:00:00.000+08:00');
const until = '2026-10-05T18:00:00.000+08:00';

describe('what a member may do with an order', () => {
  it('lets the day be changed until the deadline', () => {
    expect(
      orderActions(
        { kind: 'redemption', status: 'toShip', rescheduleUntil: until, reviewUntil: null, purchase: null },
        before,
      ).canReschedule,
    ).toBe(true);
    expect(
      orderActions(
        { kind: 'redemption', status: 'toShip', rescheduleUntil: until, reviewUntil: null, purchase: null },
        after,
      ).canReschedule,
    ).toBe(false);
    expect(
      orderActions(
        { kind: 'redemption', status: 'toShip', rescheduleUntil: null, reviewUntil: null, purchase: null },
        before,
      ).canReschedule,
    ).toBe(false);
  });

  it('shows the way of the parcels once the first has left', () => {
    const canTrack = (status: Parameters<typeof orderActions>[0]['status']) =>
      orderActions(
        { kind: 'redemption', status, rescheduleUntil: null, reviewUntil: null, purchase: null },
        before,
      ).canTrack;

    expect(canTrack('toShip')).toBe(false);
    expect(canTrack('partlyShipped')).toBe(true);
    expect(canTrack('shipped')).toBe(true);
    expect(canTrack('completed')).toBe(true);
    expect(canTrack('cancelled')).toBe(false);
  });

  it('takes the confirmation of receipt only when everything has left and only once', () => {
    const canConfirm = (status: Parameters<typeof orderActions>[0]['status']) =>
      orderActions(
        { kind: 'redemption', status, rescheduleUntil: null, reviewUntil: null, purchase: null },
        before,
      ).canConfirm;

    expect(canConfirm('partlyShipped')).toBe(false);
    expect(canConfirm('shipped')).toBe(true);
    expect(canConfirm('completed')).toBe(false);
  });

  it('lets an unpaid order be paid until its time is over, and cancelled as long as it is unpaid [MB-025]', () => {
    const unpaid = {
      kind: 'purchase',
      status: 'toPay',
      rescheduleUntil: null,
      reviewUntil: null,
      purchase: { payUntil: until },
    } as const;

    expect(orderActions(unpaid, before)).toMatchObject({ canPay: true, canCancel: true });
    expect(orderActions(unpaid, after)).toMatchObject({ canPay: false, canCancel: true });
    expect(orderActions({ ...unpaid, status: 'toShip' }, before)).toMatchObject({
      canPay: false,
      canCancel: false,
    });
  });

  it('lets goods be reviewed until the last day [MB-055]', () => {
    const done = {
      kind: 'redemption',
      status: 'completed',
      rescheduleUntil: null,
      reviewUntil: until,
      purchase: null,
    } as const;

    expect(orderActions(done, before).canReview).toBe(true);
    expect(orderActions(done, after).canReview).toBe(false);
    expect(orderActions({ ...done, reviewUntil: null }, before).canReview).toBe(false);
  });
});
