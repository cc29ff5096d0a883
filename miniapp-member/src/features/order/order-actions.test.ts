import { describe, expect, it } from 'vitest';
import { orderActions } from './order-actions';

const before = new Date('2026-10-05T17:59:00.000+08:00');
const after = new Date('2026-10-05T18:00:00.000+08:00');
const until = '2026-10-05T18:00:00.000+08:00';

describe('what a member may do with an order', () => {
  it('lets the day be changed until the deadline', () => {
    expect(orderActions({ status: 'toShip', rescheduleUntil: until }, before).canReschedule).toBe(true);
    expect(orderActions({ status: 'toShip', rescheduleUntil: until }, after).canReschedule).toBe(false);
    expect(orderActions({ status: 'toShip', rescheduleUntil: null }, before).canReschedule).toBe(false);
  });

  it('shows the way of the parcels once the first has left', () => {
    const canTrack = (status: Parameters<typeof orderActions>[0]['status']) =>
      orderActions({ status, rescheduleUntil: null }, before).canTrack;

    expect(canTrack('toShip')).toBe(false);
    expect(canTrack('partlyShipped')).toBe(true);
    expect(canTrack('shipped')).toBe(true);
    expect(canTrack('completed')).toBe(true);
    expect(canTrack('cancelled')).toBe(false);
  });

  it('takes the confirmation of receipt only when everything has left and only once', () => {
    const canConfirm = (status: Parameters<typeof orderActions>[0]['status']) =>
      orderActions({ status, rescheduleUntil: null }, before).canConfirm;

    expect(canConfirm('partlyShipped')).toBe(false);
    expect(canConfirm('shipped')).toBe(true);
    expect(canConfirm('completed')).toBe(false);
  });
});
