import { describe, expect, it } from 'vitest';
import { chartScale } from './chart-scale';

describe('the scale of the dashboard chart', () => {
  it('uses round steps and holds the highest bar', () => {
    expect(chartScale(37)).toEqual({ top: 40, ticks: [0, 10, 20, 30, 40] });
    expect(chartScale(1001).top).toBeGreaterThanOrEqual(1001);
  });

  it('keeps whole numbers for a few and never divides by zero', () => {
    expect(chartScale(3)).toEqual({ top: 3, ticks: [0, 1, 2, 3] });
    expect(chartScale(0)).toEqual({ top: 1, ticks: [0, 1] });
  });
});
