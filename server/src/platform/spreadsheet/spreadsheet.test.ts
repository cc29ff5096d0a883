import { AppError } from '@lakeside/shared/kernel/app-error';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSpreadsheet, type SpreadsheetRow } from './read-spreadsheet';
import { type SpreadsheetCell, writeSpreadsheet } from './write-spreadsheet';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spreadsheet-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, rows: Iterable<readonly SpreadsheetCell[]>): Promise<string> {
  const path = join(folder, name);
  const stream = await writeSpreadsheet({
    sheetName: '卡号',
    columns: [{ title: '卡号' }, { title: '卡密' }],
    rows,
  });
  await pipeline(stream, createWriteStream(path));
  return path;
}

async function read(path: string, maxRows = 1000): Promise<SpreadsheetRow[]> {
  const rows: SpreadsheetRow[] = [];
  for await (const row of readSpreadsheet(path, { maxRows })) rows.push(row);
  return rows;
}

const codeOf = (path: string, maxRows?: number) =>
  read(path, maxRows).then(
    () => 'none',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

describe('a spreadsheet', () => {
  it('comes back as it was written, blank rows left out', async () => {
    const path = await write('plain.xlsx', [
      ['A001', '0012'],
      [null, null],
      [' A002 ', 1234567890123456],
    ]);

    expect(await read(path)).toMatchObject([
      { rowNumber: 1, cells: ['卡号', '卡密'] },
      { rowNumber: 2, cells: ['A001', '0012'] },
      { rowNumber: 4, cells: ['A002', '1234567890123456'] },
    ]);
  });

  it('writes what looks like a formula as text', async () => {
    const path = await write('formula.xlsx', [
      ['=1+1', '+1'],
      ['-1', '@SUM(A1)'],
      ['\t=1', '正常'],
    ]);

    const rows = await read(path);

    expect(rows.slice(1).map((row) => row.cells)).toEqual([
      ['=1+1', '+1'],
      ['-1', '@SUM(A1)'],
      ['=1', '正常'],
    ]);
  });

  it('tells cells with a formula and numbers that have lost digits', async () => {
    const { writeXlsx } = await import('hucre/xlsx');
    const path = join(folder, 'computed.xlsx');
    const bytes: unknown = await writeXlsx({
      sheets: [
        {
          name: '卡号',
          rows: [
            ['卡号', '卡密'],
            ['A001', 'x'],
            [12345678901234567890, 'y'],
          ],
          cells: new Map([['1,1', { formula: 'A1&"1"', value: 'A0011' }]]),
        },
      ],
    });
    if (!(bytes instanceof Uint8Array)) throw new Error('the writer gave no bytes');
    await writeFile(path, bytes);

    const rows: SpreadsheetRow[] = [];
    for await (const row of readSpreadsheet(path, { maxRows: 10, findFormulas: true })) rows.push(row);

    expect(rows.map((row) => row.formulaColumns)).toEqual([[], [1], []]);
    expect(rows[2]?.cells).toEqual(['1.2345678901234567e+19', 'y']);
  });

  it('is refused when cut off, of another kind, protected by a password or too long', async () => {
    const cut = await write('cut.xlsx', [['A', 'B']]);
    await truncate(cut, (await readFile(cut)).length - 40);
    const text = join(folder, 'text.xlsx');
    await writeFile(text, '卡号,卡密\n');
    const encrypted = join(folder, 'encrypted.xlsx');
    await writeFile(encrypted, Buffer.from('d0cf11e0a1b11ae10000', 'hex'));
    const long = await write(
      'long.xlsx',
      Array.from({ length: 11 }, (_, index) => [`A${index}`, 'x']),
    );

    expect(await codeOf(cut)).toBe('SPREADSHEET_UNREADABLE');
    expect(await codeOf(text)).toBe('SPREADSHEET_UNREADABLE');
    expect(await codeOf(encrypted)).toBe('SPREADSHEET_ENCRYPTED');
    expect(await codeOf(long, 11)).toBe('SPREADSHEET_TOO_LARGE');
    expect(await codeOf(long, 12)).toBe('none');
  });
});
