import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { readSpreadsheet } from '../../src/platform/spreadsheet/read-spreadsheet';
import { type SpreadsheetCell, writeSpreadsheet } from '../../src/platform/spreadsheet/write-spreadsheet';

export const importTitles = ['卡号', '卡密'];

/** An .xlsx file with these rows below its titles. */
export async function anImportFile(
  rows: Iterable<readonly SpreadsheetCell[]>,
  titles: readonly string[] = importTitles,
): Promise<Buffer> {
  return inFolder(async (path) => {
    const columns = titles.map((title) => ({ title }));
    await pipeline(await writeSpreadsheet({ sheetName: '卡号', columns, rows }), createWriteStream(path));
    return readFile(path);
  });
}

/** The cells of a downloaded .xlsx file, titles first. */
export async function cellsOf(file: Uint8Array): Promise<string[][]> {
  return inFolder(async (path) => {
    await writeFile(path, file);
    const rows: string[][] = [];
    for await (const row of readSpreadsheet(path, { maxRows: 1_000_000 })) rows.push([...row.cells]);
    return rows;
  });
}

/** Numbers `prefix` + 000001 … with secrets that fit. */
export function* cardRows(prefix: string, count: number): Generator<[string, string]> {
  for (let index = 1; index <= count; index += 1) {
    const serial = String(index).padStart(6, '0');
    yield [`${prefix}${serial}`, `PW${serial}`];
  }
}

async function inFolder<Result>(work: (path: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'lakeside-import-'));
  try {
    return await work(join(folder, 'file.xlsx'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
