export interface ChartScale {
  /** Value at the top edge, at least 1. */
  readonly top: number;
  readonly ticks: readonly number[];
}

const tickCount = 4;

/** Round whole-number ticks from 0 up to a top that holds `highest`. */
export function chartScale(highest: number): ChartScale {
  const rawStep = Math.max(1, highest / tickCount);
  const power = 10 ** Math.floor(Math.log10(rawStep));
  const step =
    [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rawStep) ?? rawStep;
  const count = Math.max(1, Math.ceil(highest / step));
  return { top: step * count, ticks: Array.from({ length: count + 1 }, (_tick, index) => index * step) };
}
