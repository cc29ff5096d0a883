import { listenToPress } from '../screen/dom';
import { redrawPickerSheet, showPickerSheet } from '../screen/picker-sheet';
import type { BuiltIn, Mounted } from './built-in';
import { dateColumns, readDate, readTime, timeColumns, writeDate, writeTime } from './picker-dates';
import { regionCode, regionColumns, regionIndexes, regionNames } from './picker-regions';

type Data = Readonly<Record<string, unknown>>;

interface Mode {
  readonly columns: (data: Data, chosen: readonly number[]) => string[][];
  readonly chosen: (data: Data) => number[];
  readonly detail: (data: Data, chosen: readonly number[]) => object;
}

function labels(lines: unknown, key: unknown): string[] {
  return (Array.isArray(lines) ? (lines as unknown[]) : []).map((line) =>
    typeof line === 'object' && line !== null && typeof key === 'string'
      ? String(Reflect.get(line, key))
      : String(line),
  );
}

const modes: Readonly<Record<string, Mode>> = {
  selector: {
    columns: ({ range, rangeKey }) => [labels(range, rangeKey)],
    chosen: ({ value }) => [Number(value) || 0],
    detail: (_data, [index]) => ({ value: index ?? 0 }),
  },
  multiSelector: {
    columns: ({ range, rangeKey }) =>
      (Array.isArray(range) ? (range as unknown[]) : []).map((column) => labels(column, rangeKey)),
    chosen: ({ value }) => (Array.isArray(value) ? value.map(Number) : []),
    detail: (_data, chosen) => ({ value: [...chosen] }),
  },
  date: {
    columns: (data, chosen) => dateColumns(data, chosen),
    chosen: (data) => readDate(data),
    detail: (data, chosen) => ({ value: writeDate(data, chosen) }),
  },
  time: {
    columns: () => timeColumns(),
    chosen: ({ value }) => readTime(value),
    detail: (_data, chosen) => ({ value: writeTime(chosen) }),
  },
  region: {
    columns: (_data, chosen) => regionColumns(chosen),
    chosen: ({ value }) => regionIndexes(value),
    detail: (_data, chosen) => {
      const code = regionCode(chosen);
      return { value: regionNames(chosen), code, postcode: code[2] };
    },
  },
};

/** Opens its wheels when it is tapped. */
export const pickerBuiltIn: BuiltIn = {
  properties: {
    mode: { type: String, value: 'selector' },
    range: { type: null, value: [] },
    rangeKey: String,
    value: { type: null, value: '' },
    start: String,
    end: String,
    fields: { type: String, value: 'day' },
    disabled: Boolean,
    headerText: String,
    level: String,
    name: String,
  },
  mount(element) {
    listenToPress(element.host, () => {
      if (element.data()['disabled'] !== true) void choose(element);
    });
    // A program may change the columns while the person turns the wheels.
    return () => redrawPickerSheet();
  },
};

async function choose({ data, fire }: Mounted): Promise<void> {
  const mode = modes[String(data()['mode'])];
  if (!mode) return;
  const isMulti = data()['mode'] === 'multiSelector';
  const chosen = await showPickerSheet({
    columns: (now) => mode.columns(data(), now),
    chosen: mode.chosen(data()),
    ...(isMulti
      ? { onColumn: (column: number, value: number) => fire('columnchange', { column, value }) }
      : {}),
  });
  if (chosen === null) fire('cancel');
  else fire('change', mode.detail(data(), chosen));
}
