import { make, onPress } from './dom';

interface PickerSheet {
  /** The lines of each column for the lines chosen so far; asked again after every choice. */
  readonly columns: (chosen: readonly number[]) => readonly (readonly string[])[];
  readonly chosen: readonly number[];
  readonly onColumn?: (column: number, index: number) => void;
}

/** Where an open sheet is told that its columns have changed. */
let redrawOpen: (() => void) | null = null;

export function redrawPickerSheet(): void {
  redrawOpen?.();
}

/** Columns to choose from; the chosen lines, or null when the person cancels. */
export function showPickerSheet(sheet: PickerSheet): Promise<number[] | null> {
  return new Promise((resolve) => {
    let chosen = [...sheet.chosen];
    const mask = make('div', 'mp-mask mp-picker');
    const box = make('div', 'mp-picker__box');
    const close = (result: number[] | null) => {
      redrawOpen = null;
      mask.remove();
      resolve(result);
    };
    const draw = () => {
      const columns = sheet.columns(chosen);
      chosen = columns.map((lines, at) => Math.min(chosen[at] ?? 0, Math.max(0, lines.length - 1)));
      const wheels = make('div', 'mp-picker__columns');
      columns.forEach((lines, at) =>
        wheels.append(
          drawColumn(lines, chosen[at] ?? 0, (index) => {
            chosen = chosen.map((old, column) => (column < at ? old : column === at ? index : 0));
            sheet.onColumn?.(at, index);
            draw();
          }),
        ),
      );
      box.replaceChildren(bar, wheels);
      for (const line of box.querySelectorAll('.mp-picker__item--chosen'))
        line.scrollIntoView({ block: 'center' });
    };
    const bar = make('div', 'mp-picker__bar');
    bar.append(
      onPress(make('div', 'mp-picker__cancel', '取消'), () => close(null)),
      onPress(make('div', 'mp-picker__confirm', '确定'), () => close(chosen)),
    );
    redrawOpen = draw;
    draw();
    mask.append(box);
    document.body.append(mask);
  });
}

function drawColumn(lines: readonly string[], chosen: number, choose: (index: number) => void): HTMLElement {
  const column = make('div', 'mp-picker__column');
  lines.forEach((line, index) => {
    const isChosen = index === chosen;
    const item = make('div', `mp-picker__item${isChosen ? ' mp-picker__item--chosen' : ''}`, line);
    column.append(onPress(item, () => choose(index)));
  });
  return column;
}
