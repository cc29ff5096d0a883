/** A level as the upgrade rule sees it. */
export interface LevelStep {
  readonly id: number;
  /** Basis points; the lower, the better the level. */
  readonly rateBp: number;
  /** Paid amount in fen that lifts a member to it; null = never by itself. */
  readonly upgradeAtFen: number | null;
}

/**
 * The level to which `paidFen` lifts a member of the level `currentId`; null when the member stays. The best of the levels
 * whose amount is reached, and only when it is better than the present one: nobody is lowered (rules.md, default 18; AD-120).
 */
export function levelReached<Level extends LevelStep>(
  levels: readonly Level[],
  member: { currentId: number; paidFen: number },
): Level | null {
  const current = levels.find(({ id }) => id === member.currentId);
  let best: Level | null = null;
  for (const level of levels) {
    const isReached = level.upgradeAtFen !== null && level.upgradeAtFen <= member.paidFen;
    if (isReached && (!best || isBetter(level, best))) best = level;
  }
  return best && (!current || isBetter(best, current)) ? best : null;
}

/** A lower rate; at one rate, the level that more has to be paid for. */
function isBetter(level: LevelStep, than: LevelStep): boolean {
  if (level.rateBp !== than.rateBp) return level.rateBp < than.rateBp;
  return (level.upgradeAtFen ?? -1) > (than.upgradeAtFen ?? -1);
}
