import { cardError } from '@lakeside/shared/card/card.errors';
import { AppError } from '@lakeside/shared/kernel/app-error';
import { readSpreadsheet } from '../../platform/spreadsheet/read-spreadsheet';
import { findImportColumns, type ImportColumns, type ImportRow } from './domain/check-import-row';

/** The most rows one file may have, its titles not counted. */
export const maxImportRows = 200_000;

/** Titles may stand below a heading, but not far below. */
const titleSearchRows = 5;

export interface ImportHead {
  readonly titles: readonly string[];
  readonly columns: ImportColumns;
  /** The row the titles stand in. */
  readonly rowNumber: number;
}

export interface NumberedImportRow extends ImportRow {
  readonly rowNumber: number;
}

/**
 * Finds the titles and makes sure that a row follows, reading no more than that. Throws IMPORT_FILE_INVALID for files that
 * are damaged, no .xlsx or without the two columns, IMPORT_FILE_EMPTY.
 */
export async function readImportHead(path: string): Promise<ImportHead> {
  let head: ImportHead | null = null;
  let seen = 0;
  for await (const row of readRows(path, { findFormulas: false })) {
    if (head) return head;
    const columns = findImportColumns(row.cells);
    if (columns) head = { titles: row.cells, columns, rowNumber: row.rowNumber };
    seen += 1;
    if (!head && seen === titleSearchRows) break;
  }
  if (head || seen === 0) throw cardError('IMPORT_FILE_EMPTY');
  throw cardError('IMPORT_FILE_INVALID', { reason: '没有找到“卡号”和“卡密”两列，请使用导入模板' });
}

/** How many rows follow the titles. Reads the whole file, so that a damaged one is found before anything is written. */
export async function countImportRows(path: string, head: ImportHead): Promise<number> {
  let count = 0;
  for await (const row of readRows(path, { findFormulas: false }))
    if (row.rowNumber > head.rowNumber) count += 1;
  if (count > maxImportRows) throw cardError('IMPORT_TOO_MANY_ROWS', { limit: maxImportRows });
  return count;
}

/** The rows behind `afterRow`, a batch at a time. */
export async function* readImportBatches(
  path: string,
  from: { afterRow: number; batchSize: number },
): AsyncGenerator<NumberedImportRow[]> {
  let batch: NumberedImportRow[] = [];
  for await (const row of readRows(path, { findFormulas: true })) {
    if (row.rowNumber <= from.afterRow) continue;
    batch.push(row);
    if (batch.length === from.batchSize) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

async function* readRows(
  path: string,
  options: { findFormulas: boolean },
): AsyncGenerator<NumberedImportRow> {
  try {
    yield* readSpreadsheet(path, { maxRows: maxImportRows + titleSearchRows, ...options });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'SPREADSHEET_TOO_LARGE')
      throw cardError('IMPORT_TOO_MANY_ROWS', { limit: maxImportRows });
    throw cardError('IMPORT_FILE_INVALID', { reason: error.message });
  }
}
