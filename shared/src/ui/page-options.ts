/** Reads what a page was opened with; `onLoad` gives every value as text or not at all. */
export type PageOptions = Readonly<Record<string, string | undefined>> | undefined;

/** The row id of that name; 0, which no row has, when it is missing or no number. */
export function idOption(options: PageOptions, name: string): number {
  const value = Number(options?.[name]);
  return Number.isSafeInteger(value) && value > 0 ? value : 0;
}

/** The text of that name, decoded: a mini program hands over what stands in the address. */
export function textOption(options: PageOptions, name: string): string {
  const value = options?.[name] ?? '';
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
