import { isCardNo, normalizeCardNo } from '@lakeside/shared/card/card-number';

/** Where the two columns of an import file are, beginning at 0. */
export interface ImportColumns {
  readonly cardNo: number;
  readonly secret: number;
}

export interface ImportRow {
  readonly cells: readonly string[];
  readonly formulaColumns: readonly number[];
}

export type CheckedImportRow =
  | { readonly cardNo: string; readonly secret: string; readonly problem: null }
  | { readonly problem: string };

const cardNoTitles = new Set(['卡号', '提货卡号', '卡号码', 'CARDNO', 'CARDNUMBER', '号码']);
const secretTitles = new Set(['卡密', '密码', '提货密码', '卡密码', 'SECRET', 'PASSWORD', 'PIN']);

/** Titles of the file we hand out; the last column appears in error files and is ignored when they come back. */
export const importTitles = { cardNo: '卡号', secret: '卡密', problem: '原因' } as const;

/** Finds the two columns in a row of titles; null when it is not one, or names a column twice. */
export function findImportColumns(cells: readonly string[]): ImportColumns | null {
  const titles = cells.map((cell) =>
    plainText(cell)
      .replace(/[\s_*:：]/g, '')
      .toUpperCase(),
  );
  const cardNo = indexOfOnly(titles, cardNoTitles);
  const secret = indexOfOnly(titles, secretTitles);
  return cardNo === null || secret === null ? null : { cardNo, secret };
}

function indexOfOnly(titles: readonly string[], wanted: ReadonlySet<string>): number | null {
  const found = titles.flatMap((title, index) => (wanted.has(title) ? [index] : []));
  return found.length === 1 ? (found[0] ?? null) : null;
}

/**
 * Reads one row of an import file. Full-width characters, spaces and dashes are forgiven; anything doubtful is refused with
 * the reason in words fit for the error file. Whether the number is free is for the caller to find out.
 */
export function checkImportRow(row: ImportRow, columns: ImportColumns): CheckedImportRow {
  const columnsInUse = [columns.cardNo, columns.secret];
  if (row.formulaColumns.some((column) => columnsInUse.includes(column))) {
    return { problem: '单元格是公式，请改为文本' };
  }
  const cardNo = normalizeCardNo(plainText(row.cells[columns.cardNo] ?? ''));
  const secret = normalizeSecret(plainText(row.cells[columns.secret] ?? ''));
  if (cardNo === '') return { problem: '缺少卡号' };
  if (/^\d\.\d+E\+\d+$/.test(cardNo)) return { problem: '卡号被表格当作数字并丢失末位，请把该列设为文本' };
  if (!isCardNo(cardNo)) return { problem: '卡号格式不正确，应为 6–24 位数字或字母' };
  if (secret === '') return { problem: '缺少卡密' };
  if (!/^[0-9A-Z]{4,32}$/.test(secret)) return { problem: '卡密格式不正确，应为 4–32 位数字或字母' };
  return { cardNo, secret, problem: null };
}

/** The secret as it is hashed: what people put between its characters, and letter case, do not count. */
function normalizeSecret(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase();
}

/** Full-width digits and letters become plain ones. */
function plainText(text: string): string {
  return text.normalize('NFKC');
}
