import { Clock } from '../../src/platform/clock';

/** A clock that stands still until a test moves it. Begins on the morning of 2026-10-06 in Shanghai. */
export class TestClock extends Clock {
  private current = new Date('2026-10-06T09:00:00.000+08:00');

  override now(): Date {
    return new Date(this.current);
  }

  /** Sets the time; takes an instant with offset. */
  set(instant: string): void {
    this.current = new Date(instant);
  }

  advance(span: { days?: number; hours?: number; minutes?: number; seconds?: number; ms?: number }): void {
    const hours = (span.days ?? 0) * 24 + (span.hours ?? 0);
    const seconds = (hours * 60 + (span.minutes ?? 0)) * 60 + (span.seconds ?? 0);
    this.current = new Date(this.current.getTime() + seconds * 1000 + (span.ms ?? 0));
  }
}
