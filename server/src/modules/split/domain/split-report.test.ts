import { describe, expect, it } from 'vitest';
import { nextAskAt, orderCodeOf, readOrderCode } from './split-report';

describe('the number of a try at Sand', () => {
  it('names the line and the try, and nothing else is one', () => {
    const line = { number: 'FZ20261006-0018', attempt: 2 };
    expect(readOrderCode(orderCodeOf(line))).toEqual(line);
    for (const other of ['', 'FZ20261006-0018', 'ZF20261006-0018-1', 'FZ20261006-0018-1x', "FZ' OR 1=1--1"]) {
      expect(readOrderCode(other), other).toBeNull();
    }
  });
});

describe('asking again', () => {
  it('waits longer each time, an hour at most', () => {
    const now = new Date('2026-10-06T01:00:00Z');
    const minutes = [0, 1, 2, 3, 4, 5, 50].map(
      (asks) => (nextAskAt(now, asks).getTime() - now.getTime()) / 60_000,
    );
    expect(minutes).toEqual([2, 4, 8, 16, 32, 60, 60]);
  });
});
