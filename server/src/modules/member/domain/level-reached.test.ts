import fc from 'fast-check';
import { expect, it } from 'vitest';
import { levelReached, type LevelStep } from './level-reached';

const plain = { id: 1, rateBp: 10_000, upgradeAtFen: null };
const silver = { id: 2, rateBp: 9500, upgradeAtFen: 100_000 };
const gold = { id: 3, rateBp: 9000, upgradeAtFen: 500_000 };
const invited = { id: 4, rateBp: 8800, upgradeAtFen: null };
const levels = [plain, silver, gold, invited];

it('lifts to the best level whose amount is reached, to the fen [AD-120]', () => {
  const of = (currentId: number, paidFen: number) => levelReached(levels, { currentId, paidFen })?.id ?? null;

  expect(of(1, 99_999)).toBeNull();
  expect(of(1, 100_000)).toBe(2);
  expect(of(1, 500_000)).toBe(3);
  expect(of(2, 499_999)).toBeNull();
  expect(of(2, 10_000_000_000)).toBe(3);
});

it('never lowers: a better level of an invite or of the back office stays [AD-120]', () => {
  expect(levelReached(levels, { currentId: 4, paidFen: 900_000 })).toBeNull();
  expect(levelReached(levels, { currentId: 3, paidFen: 100_000 })).toBeNull();
});

it('tells levels of one rate apart by what has to be paid', () => {
  const named = { id: 5, rateBp: 10_000, upgradeAtFen: 1 };

  expect(levelReached([plain, named], { currentId: 1, paidFen: 1 })).toBe(named);
  expect(levelReached([plain, named], { currentId: 5, paidFen: 1 })).toBeNull();
});

it('paying more never leads to a worse level, and doing it twice changes nothing', () => {
  const level = fc.record({
    rateBp: fc.integer({ min: 1, max: 10_000 }),
    upgradeAtFen: fc.option(fc.integer({ min: 0, max: 1000 })),
  });
  fc.assert(
    fc.property(
      fc.array(level, { minLength: 1, maxLength: 6 }),
      fc.nat(1000),
      fc.nat(1000),
      (drawn, one, more) => {
        const steps: LevelStep[] = drawn.map((item, index) => ({ ...item, id: index + 1 }));
        const rateAfter = (currentId: number, paidFen: number) => {
          const reached = levelReached(steps, { currentId, paidFen });
          return (reached ?? steps.find(({ id }) => id === currentId))?.rateBp ?? 0;
        };
        const first = levelReached(steps, { currentId: 1, paidFen: one });
        expect(rateAfter(1, one + more)).toBeLessThanOrEqual(rateAfter(1, one));
        expect(rateAfter(1, one)).toBeLessThanOrEqual(steps[0]?.rateBp ?? 0);
        if (first) expect(levelReached(steps, { currentId: first.id, paidFen: one })).toBeNull();
      },
    ),
  );
});
