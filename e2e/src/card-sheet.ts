import { readXlsx, writeXlsx } from 'hucre/xlsx';

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** An xlsx file of the rows below the titles 卡号 and 卡密. */
export async function writeCardSheet(
  rows: readonly (readonly [cardNo: string, secret: string])[],
): Promise<Buffer> {
  const sheet = { name: '卡号', rows: [['卡号', '卡密'], ...rows.map((row) => [...row])] };
  return Buffer.from(await writeXlsx({ sheets: [sheet] }));
}

/** The rows of the first sheet as text, titles included. */
export async function readSheet(file: Uint8Array): Promise<string[][]> {
  const workbook = await readXlsx(file);
  const rows = workbook.sheets[0]?.rows ?? [];
  return rows.map((cells) => cells.map((cell) => String(cell ?? '')));
}
