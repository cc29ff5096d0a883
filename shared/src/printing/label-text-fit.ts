/**
 * Fits text into rectangles of a label. Widths are counted in columns: an ASCII character takes one, any other two,
 * as in a printer's resident Chinese font, where a column is half as wide as the text is high.
 */

const ellipsis = '…';

/** White space between two lines of one text, in millimetres. */
export const lineGapMm = 0.75;

export interface TextBox {
  widthMm: number;
  heightMm: number;
}

export interface FittedText {
  sizeMm: number;
  lines: string[];
}

export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += characterColumns(character);
  return columns;
}

export function textWidthMm(text: string, sizeMm: number): number {
  return (columnsOf(text) * sizeMm) / 2;
}

/** How many columns of that text size fit into a width. */
export function columnsIn(widthMm: number, sizeMm: number): number {
  return Math.floor((widthMm * 2) / sizeMm);
}

/** How many lines of that text size fit into a height. */
export function linesIn(heightMm: number, sizeMm: number): number {
  return Math.floor((heightMm + lineGapMm) / (sizeMm + lineGapMm));
}

/**
 * Breaks text into lines of at most `columns` columns. Chinese breaks anywhere; a number or word moves to the next
 * line whole, since a room number read in two halves sends the parcel astray, and breaks only when longer than a line.
 */
export function wrapText(text: string, columns: number): string[] {
  if (columns < 2) throw new RangeError(`a line of ${columns} columns cannot hold a Chinese character`);
  const lines: string[] = [];
  let line = '';
  for (const piece of unbreakablePieces(text, columns)) {
    if (columnsOf(line) + columnsOf(piece) > columns) {
      lines.push(line.trimEnd());
      line = '';
    }
    if (line !== '' || piece !== ' ') line += piece;
  }
  if (line !== '') lines.push(line.trimEnd());
  return lines;
}

/** The text itself when it fits into `columns`, else its beginning and `…`. */
export function shortenText(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let kept = '';
  let left = columns - columnsOf(ellipsis);
  for (const character of text) {
    left -= characterColumns(character);
    if (left < 0) break;
    kept += character;
  }
  return kept.trimEnd() + ellipsis;
}

/** Wraps into at most `maxLines` lines; what does not fit is cut off with `…` at the end of the last one. */
export function wrapWithin(text: string, columns: number, maxLines: number): string[] {
  const lines = wrapText(text, columns);
  if (lines.length <= maxLines) return lines;
  const last = lines[maxLines - 1] ?? '';
  return [...lines.slice(0, maxLines - 1), shortenText(last + ellipsis, columns)];
}

/** The text at the largest of `sizesMm` (in falling order) at which all of it fits the box; at the last one with `…` when it never does. */
export function fitText(text: string, box: TextBox, sizesMm: readonly number[]): FittedText {
  const smallestMm = Math.min(...sizesMm);
  const sizeMm =
    sizesMm.find(
      (size) => wrapText(text, columnsIn(box.widthMm, size)).length <= linesIn(box.heightMm, size),
    ) ?? smallestMm;
  return { sizeMm, lines: wrapWithin(text, columnsIn(box.widthMm, sizeMm), linesIn(box.heightMm, sizeMm)) };
}

function unbreakablePieces(text: string, columns: number): string[] {
  const pieces = text.match(/[!-~]+|[^!-~]/gu) ?? [];
  return pieces.flatMap((piece) => (columnsOf(piece) <= columns ? [piece] : [...piece]));
}

function characterColumns(character: string): 1 | 2 {
  return (character.codePointAt(0) ?? 0) <= 0x7f ? 1 : 2;
}
