import { cardAdminContract } from '@lakeside/shared/card/card.admin.contract';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Card } from '../../src/modules/card/entities/card.entity';
import { CardImport } from '../../src/modules/card/entities/card-import.entity';
import { CardImportRow } from '../../src/modules/card/entities/card-import-row.entity';
import { CardMovement } from '../../src/modules/card/entities/card-movement.entity';
import { serverModules } from '../../src/modules';
import { TaskRunner } from '../../src/platform/jobs/task-runner';
import { anAdmin, fixedSessions } from '../builders/fixed-sessions';
import { someGoods } from '../builders/goods.builder';
import { anImportFile, cardRows } from '../builders/import-file.builder';
import { upload } from '../builders/upload.builder';
import { startChild } from '../kit/child-process';
import { describeOnBothDatabases } from '../kit/test-app';

const token = 'admin';
const rowCount = 12_000;
const modules = [...serverModules, fixedSessions({ [token]: anAdmin() })];

describeOnBothDatabases('a server killed while it imports', { modules }, (context) => {
  // Each round kills at another stage: while rows are staged, and at the end, around the one transaction that makes the cards.
  const rounds = [
    { prefix: '51', untilRows: 2000 },
    { prefix: '52', untilRows: rowCount },
  ];

  for (const { prefix, untilRows } of rounds) {
    it(
      `leaves all cards or none, and the next one finishes: killed after ${untilRows} rows`,
      { timeout: 40_000 },
      async () => {
        const { app } = context;
        // The child lives in real time, so that what is queued here must be due by then.
        app.clock.set(new Date(Date.now() - 1000).toISOString());
        const { productId } = await someGoods(app);
        const imports = app.dataSource.getRepository(CardImport);
        const cards = app.dataSource.getRepository(Card);
        const { body } = await upload(app, cardAdminContract.importCards, {
          token,
          fileName: '卡号.xlsx',
          content: await anImportFile(cardRows(prefix, rowCount)),
          query: { productId },
        });
        const databaseUrl = app.server.config.databaseUrl;
        const child = startChild(join(__dirname, 'import-server.ts'), {
          NODE_ENV: 'test',
          HOST: '127.0.0.1',
          PORT: '0',
          DATA_DIR: app.dataDir,
          ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
          LOG_LEVEL: 'silent',
          WORKERS: '1',
        });
        await child.line('listening');
        const processed = async () => (await imports.findOneByOrFail({ id: body.id })).processedRows;
        while ((await processed()) < untilRows) await pause(1);
        await child.kill('SIGKILL');

        const afterKill = await imports.findOneByOrFail({ id: body.id });
        const made = await cards.countBy({ importId: body.id });
        expect(made).toBe(afterKill.status === 'done' ? rowCount : 0);

        app.clock.set(new Date(Date.now() + 120_000).toISOString());
        await (await app.get(TaskRunner)).runDueTasks();

        const finished = await imports.findOneByOrFail({ id: body.id });
        expect(finished).toMatchObject({
          status: 'done',
          importedRows: rowCount,
          rejectedRows: 0,
          processedRows: rowCount,
          storedName: null,
        });
        expect(await cards.countBy({ importId: body.id })).toBe(rowCount);
        const movements = app.dataSource.getRepository(CardMovement);
        expect(await movements.countBy({ documentKind: 'cardImport', documentId: body.id })).toBe(rowCount);
        expect(await app.dataSource.getRepository(CardImportRow).countBy({ importId: body.id })).toBe(0);
      },
    );
  }
});
