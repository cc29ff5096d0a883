import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { writeSpreadsheet, xlsxContentType } from '../platform/spreadsheet/write-spreadsheet';
import type { AdminClient } from './demo-client';
import { demoMemberCards, demoReceivedCards } from './demo-world';
import type { SeedContext } from './seed-context';

const pollEveryMs = 200;
const giveUpAfterMs = 60_000;

/** Waits until an import has run to its end; throws when it failed or refused a row. */
export async function waitForImport(admin: AdminClient, importId: number): Promise<void> {
  for (let waitedMs = 0; waitedMs < giveUpAfterMs; waitedMs += pollEveryMs) {
    const state = await admin.card.getCardImport({ params: { id: importId } });
    if (state.status === 'failed' || state.rejectedRows > 0)
      throw new Error(`demo cards were refused: ${state.failure ?? '见错误文件'}`);
    if (state.status === 'done') return;
    await pause(pollEveryMs);
  }
  throw new Error('the import of the demo cards did not end');
}

/** Imports the few cards whose secrets the landing page tells, from a file as the back office would. */
export async function seedCardMemberFile(context: SeedContext): Promise<void> {
  const rows = [...demoMemberCards, ...demoReceivedCards].map(({ cardNo, secret }) => [cardNo, secret]);
  const stream = await writeSpreadsheet({
    sheetName: '卡号',
    columns: [{ title: '卡号' }, { title: '卡密' }],
    rows,
  });
  const blob = new Blob([await buffer(stream)], { type: xlsxContentType });
  const started = await context.admin.card.importCards({
    query: { productId: context.productIds[0] ?? 0 },
    file: { kind: 'blob', blob, fileName: '演示卡.xlsx' },
  });
  await waitForImport(context.admin, started.id);
}
