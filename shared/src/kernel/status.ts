/** For each state the states it may change into: the one transition table of a document or a thing. */
export type TransitionTable<Status extends string> = Readonly<Record<Status, readonly Status[]>>;

export function canTransit<Status extends string>(
  table: TransitionTable<Status>,
  from: Status,
  to: Status,
): boolean {
  return table[from].includes(to);
}

export function isFinal<Status extends string>(table: TransitionTable<Status>, status: Status): boolean {
  return table[status].length === 0;
}

/** The values of a const object of strings, as a tuple type that picklists accept. */
export function valuesOf<const Values extends Record<string, string>>(
  values: Values,
): [Values[keyof Values], ...Values[keyof Values][]] {
  return Object.values(values) as [Values[keyof Values], ...Values[keyof Values][]];
}
