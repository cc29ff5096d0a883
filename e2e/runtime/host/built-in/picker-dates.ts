type Data = Readonly<Record<string, unknown>>;

const firstYear = 1900;
const lastYear = 2100;

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function parse(text: unknown): Day | null {
  const [year, month = 1, day = 1] = String(text ?? '')
    .split('-')
    .map(Number);
  return year ? { year, month, day } : null;
}

function years(data: Data): number[] {
  const first = parse(data['start'])?.year ?? firstYear;
  const last = parse(data['end'])?.year ?? lastYear;
  return sequence(first, last);
}

function sequence(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_value, at) => first + at);
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** How many wheels: a year, a month or a day. */
function depth(data: Data): number {
  return { year: 1, month: 2, day: 3 }[String(data['fields'])] ?? 3;
}

export function dateColumns(data: Data, chosen: readonly number[]): string[][] {
  const year = years(data)[chosen[0] ?? 0] ?? firstYear;
  const days = new Date(Date.UTC(year, (chosen[1] ?? 0) + 1, 0)).getUTCDate();
  const columns = [
    years(data).map((value) => `${value}年`),
    sequence(1, 12).map((value) => `${value}月`),
    sequence(1, days).map((value) => `${value}日`),
  ];
  return columns.slice(0, depth(data));
}

export function readDate(data: Data): number[] {
  const date = parse(data['value']) ?? parse(data['start']);
  if (!date) return [0, 0, 0];
  return [Math.max(0, years(data).indexOf(date.year)), date.month - 1, date.day - 1];
}

/** `2026-11-21`, kept between `start` and `end`. */
export function writeDate(data: Data, chosen: readonly number[]): string {
  const year = years(data)[chosen[0] ?? 0] ?? firstYear;
  const parts = [String(year), twoDigits((chosen[1] ?? 0) + 1), twoDigits((chosen[2] ?? 0) + 1)];
  const date = parts.slice(0, depth(data)).join('-');
  const { start, end } = data;
  if (typeof start === 'string' && start !== '' && date < start) return start;
  return typeof end === 'string' && end !== '' && date > end ? end : date;
}

export function timeColumns(): string[][] {
  return [sequence(0, 23).map(twoDigits), sequence(0, 59).map(twoDigits)];
}

export function readTime(value: unknown): number[] {
  return String(value ?? '')
    .split(':')
    .map((part) => Number(part) || 0);
}

export function writeTime(chosen: readonly number[]): string {
  return [chosen[0] ?? 0, chosen[1] ?? 0].map(twoDigits).join(':');
}
