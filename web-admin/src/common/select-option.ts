/** One line of a select box; `value` is the id as text. */
export interface SelectOption {
  readonly value: string;
  readonly label: string;
  /** Small text at the right edge. */
  readonly hint?: string;
}

/** The entries of a name table as the options of a select box. */
export function optionsOf(names: Readonly<Record<string, string>>): SelectOption[] {
  return Object.entries(names).map(([value, label]) => ({ value, label }));
}
