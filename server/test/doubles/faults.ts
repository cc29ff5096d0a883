import * as v from 'valibot';

/**
 * - `slow` answers after `slowMs`;
 * - `serverError` answers 500;
 * - `rateLimit` answers as the service does when called too often;
 * - `malformed` answers 200 with half a JSON text;
 * - `dropped` closes the connection without an answer.
 */
export const faultKindSchema = v.picklist(['slow', 'serverError', 'rateLimit', 'malformed', 'dropped']);
export type FaultKind = v.InferOutput<typeof faultKindSchema>;

export const faultSchema = v.object({
  kind: faultKindSchema,
  /** Share of the requests it strikes, 0 … 1. */
  probability: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 1),
  slowMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(120_000)), 0),
  /** Only requests whose path begins so. */
  path: v.optional(v.string(), '/'),
  /** `after` does the work and spoils only its answer: the money has moved, and the caller does not know. */
  when: v.optional(v.picklist(['before', 'after']), 'before'),
  /** Ends after it has struck so often; absent is for good. */
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});
export type Fault = v.InferOutput<typeof faultSchema>;
export type FaultInput = v.InferInput<typeof faultSchema>;

export const faultSwitchSchema = v.object({
  faults: v.array(faultSchema),
  /** Chance is drawn from it, so a run can be repeated. */
  seed: v.optional(v.pipe(v.number(), v.integer()), 1),
});

interface Switch {
  faults: { fault: Fault; left: number }[];
  chance: () => number;
}

/** The switches of all doubles. */
export class Faults {
  private readonly switchByDouble = new Map<string, Switch>();

  /** Replaces the faults of one double; an empty list makes it well again. Throws ValiError for a malformed fault. */
  set(double: string, faults: readonly FaultInput[], seed = 1): void {
    const parsed = v.parse(faultSwitchSchema, { faults, seed });
    this.switchByDouble.set(double, {
      faults: parsed.faults.map((fault) => ({ fault, left: fault.times ?? Number.POSITIVE_INFINITY })),
      chance: seededChance(parsed.seed),
    });
  }

  clear(): void {
    this.switchByDouble.clear();
  }

  /** The faults that are still in force, for the control page. */
  of(double: string): Fault[] {
    return (this.switchByDouble.get(double)?.faults ?? [])
      .filter(({ left }) => left > 0)
      .map(({ fault }) => fault);
  }

  /** What strikes this request: any delay, and the first of the faults that spoil the answer. */
  strike(double: string, path: string): Fault[] {
    const found = this.switchByDouble.get(double);
    if (!found) return [];
    const struck: Fault[] = [];
    for (const entry of found.faults) {
      if (entry.left <= 0 || !path.startsWith(entry.fault.path)) continue;
      if (entry.fault.kind !== 'slow' && struck.some((fault) => fault.kind !== 'slow')) continue;
      if (found.chance() >= entry.fault.probability) continue;
      entry.left -= 1;
      struck.push(entry.fault);
    }
    return struck;
  }
}

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
function seededChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
