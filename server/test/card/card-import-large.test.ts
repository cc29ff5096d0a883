import { cardAdminContract } from '@lakeside/shared/card/card.admin.contract';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Card } from '../../src/modules/card/entities/card.entity';
import { CardImport } from '../../src/modules/card/entities/card-import.entity';
import { CardMovement } from '../../src/modules/card/entities/card-movement.entity';
import { serverModules } from '../../src/modules';
import { TaskRunner } from '../../src/platform/jobs/task-runner';
import { anAdmin, fixedSessions } from '../builders/fixed-sessions';
import { someGoods } from '../builders/goods.builder';
import { anImportFile, cardRows } from '../builders/import-file.builder';
import { upload } from '../builders/upload.builder';
import { describeOnBothDatabases } from '../kit/test-app';

const token = 'admin';
const rowCount = 100_000;
const modules = [...serverModules, fixedSessions({ [token]: anAdmin() })];
const megabyte = 1024 * 1024;
/** Takes seconds to write, so it is written once for both databases. */
let tooLong: Promise<Buffer> | null = null;

/** The most memory the process had while `work` ran, above what it had before. */
async function peakGrowthMb(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
  await work();
  clearInterval(timer);
  return Math.round((Math.max(peak, process.memoryUsage.rss()) - before) / megabyte);
}

describeOnBothDatabases('importing 100,000 cards', { modules }, (context) => {
  it('takes seconds and flat memory, bad rows included', { timeout: 120_000 }, async () => {
    const { app } = context;
    const { productId } = await someGoods(app);
    const rows = function* () {
      let index = 0;
      for (const [cardNo, secret] of cardRows('99', rowCount)) {
        index += 1;
        yield index % 1000 === 0 ? [cardNo, ''] : [cardNo, secret];
      }
    };
    const content = await anImportFile(rows());
    const runner = await app.get(TaskRunner);

    const startedAt = performance.now();
    const queued = await upload(app, cardAdminContract.importCards, {
      token,
      fileName: 'large.xlsx',
      content,
      query: { productId },
    });
    const acceptedAt = performance.now();
    const growthMb = await peakGrowthMb(() => runner.runDueTasks());
    const doneAt = performance.now();

    const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1);
    console.log(
      `100,000 rows on ${context.database}: accepted in ${seconds(startedAt, acceptedAt)} s, ` +
        `imported in ${seconds(acceptedAt, doneAt)} s, peak memory +${growthMb} MB`,
    );
    const { id } = queued.body;
    const done = await app.call(cardAdminContract.getCardImport, { token, input: { params: { id } } });
    expect(done.body).toMatchObject({ status: 'done', importedRows: 99_900, rejectedRows: 100 });
    expect(await app.dataSource.getRepository(Card).countBy({ importId: id })).toBe(99_900);
    expect(
      await app.dataSource
        .getRepository(CardMovement)
        .countBy({ documentKind: 'cardImport', documentId: id }),
    ).toBe(99_900);
    expect(growthMb).toBeLessThan(150);
  });
});

describeOnBothDatabases('a file of more than 200,000 rows', { modules }, (context) => {
  it('is refused when it is uploaded, and nothing of it is kept', { timeout: 120_000 }, async () => {
    const { app } = context;
    const { productId } = await someGoods(app);
    tooLong ??= anImportFile(cardRows('98', 200_001));

    const refused = await upload(app, cardAdminContract.importCards, {
      token,
      fileName: 'too-long.xlsx',
      content: await tooLong,
      query: { productId },
    });

    expect(refused.error).toMatchObject({ code: 'IMPORT_TOO_MANY_ROWS', message: '一次最多导入 200000 行' });
    expect(await app.dataSource.getRepository(CardImport).count()).toBe(0);
    expect(await readdir(join(app.dataDir, 'tmp'))).toEqual([]);
  });
});
