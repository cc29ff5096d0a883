import { cardAdminContract } from '@lakeside/shared/card/card.admin.contract';
import type { EndpointDefinition } from '@lakeside/shared/kernel/endpoint';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { CardImportPurgeJob } from '../../src/modules/card/card-import-purge.job';
import { CardSecretService } from '../../src/modules/card/card-secret.service';
import { Card } from '../../src/modules/card/entities/card.entity';
import { CardImportRow } from '../../src/modules/card/entities/card-import-row.entity';
import { CardMovement } from '../../src/modules/card/entities/card-movement.entity';
import { serverModules } from '../../src/modules';
import { TaskRunner } from '../../src/platform/jobs/task-runner';
import { anAdmin, fixedSessions } from '../builders/fixed-sessions';
import { someGoods } from '../builders/goods.builder';
import { anImportFile, cardRows, cellsOf } from '../builders/import-file.builder';
import { upload } from '../builders/upload.builder';
import { describeOnBothDatabases, type TestApp } from '../kit/test-app';

const token = 'admin';
const modules = [...serverModules, fixedSessions({ [token]: anAdmin(), viewer: anAdmin(['card.view'], 2) })];

async function fetchFile(app: TestApp, entry: EndpointDefinition, id: number) {
  const response = await fetch(`${app.url}${entry.path.replace(':id', String(id))}`, {
    method: entry.method,
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) };
}

describeOnBothDatabases('importing cards', { modules }, (context) => {
  let productId = 0;
  beforeAll(async () => {
    productId = (await someGoods(context.app)).productId;
  });

  const send = (content: Uint8Array, fileName = '卡号.xlsx', product = productId) =>
    upload(context.app, cardAdminContract.importCards, {
      token,
      fileName,
      content,
      query: { productId: product },
    });
  const getImport = async (id: number) =>
    (await context.app.call(cardAdminContract.getCardImport, { token, input: { params: { id } } })).body;
  const run = async (id: number) => {
    await (await context.app.get(TaskRunner)).runDueTasks();
    return getImport(id);
  };

  it('makes inactive platform cards of all good rows, each with the first entry of its life line, and keeps no secret [AD-184] [AD-192]', async () => {
    const { app } = context;

    const queued = await send(await anImportFile(cardRows('8826', 25)));
    const done = await run(queued.body.id);

    expect(queued.body).toMatchObject({ status: 'queued', source: 'file', fileName: '卡号.xlsx' });
    expect(queued.body.number).toMatch(/^RK20261006-\d{4}$/);
    expect(done).toMatchObject({
      status: 'done',
      totalRows: 25,
      processedRows: 25,
      importedRows: 25,
      rejectedRows: 0,
      hasErrorFile: false,
      printFile: 'none',
    });
    const cards = await app.dataSource.getRepository(Card).findBy({ importId: done.id });
    expect(cards).toHaveLength(25);
    expect(cards[0]).toMatchObject({
      status: 'inactive',
      holderKind: 'platform',
      productId,
      l1OwnerId: null,
    });
    const secrets = await app.get(CardSecretService);
    const card = await app.dataSource.getRepository(Card).findOneByOrFail({ cardNo: '8826000007' });
    expect(secrets.matches('8826000007', 'pw-000007', card.secretHash)).toBe(true);
    const movements = await app.dataSource.getRepository(CardMovement).findBy({ documentId: done.id });
    expect(movements).toHaveLength(25);
    expect(movements[0]).toMatchObject({ action: 'imported', toStatus: 'inactive', actorName: '王会计' });
    expect(await app.dataSource.getRepository(CardImportRow).countBy({ importId: done.id })).toBe(0);
    expect(await readdir(join(app.dataDir, 'imports'))).toEqual([]);
  });

  it('hands back bad rows with their reasons, in a file that can be corrected and fed back as it is', async () => {
    const { app } = context;
    const file = await anImportFile(
      [
        ['1', '9001-0001', 'AAAA1'],
        ['2', '123', 'AAAA2'],
        ['3', '90010003', ''],
        ['4', '9001 0001', 'AAAA4'],
        ['5', '8826000001', 'AAAA5'],
        ['6', '90010006', '密码'],
        ['7', '90010007', 'AAAA7'],
      ],
      ['序号', '卡号', '卡密'],
    );

    const first = await run((await send(file)).body.id);
    const errors = await cellsOf(
      (await fetchFile(app, cardAdminContract.downloadImportErrors, first.id)).bytes,
    );

    expect(first).toMatchObject({ importedRows: 2, rejectedRows: 5, hasErrorFile: true });
    expect(errors).toEqual([
      ['序号', '卡号', '卡密', '原因'],
      ['2', '123', 'AAAA2', '卡号格式不正确，应为 6–24 位数字或字母'],
      ['3', '90010003', '', '缺少卡密'],
      ['4', '9001 0001', 'AAAA4', '卡号与第 2 行重复'],
      ['5', '8826000001', 'AAAA5', '卡号已存在'],
      ['6', '90010006', '密码', '卡密格式不正确，应为 4–32 位数字或字母'],
    ]);

    const [titles = [], ...rows] = errors;
    const corrected = rows.map(([serial = '', cardNo = '', secret = '', reason = '']) => [
      serial,
      cardNo.length < 6 ? '90010002' : cardNo === '8826000001' ? '90010005' : cardNo,
      /^[A-Z]/.test(secret) ? secret : 'FIXED1',
      reason,
    ]);
    const second = await run((await send(await anImportFile(corrected, titles))).body.id);
    const again = await cellsOf(
      (await fetchFile(app, cardAdminContract.downloadImportErrors, second.id)).bytes,
    );

    expect(second).toMatchObject({ importedRows: 4, rejectedRows: 1 });
    expect(again).toEqual([
      ['序号', '卡号', '卡密', '原因'],
      ['4', '9001 0001', 'AAAA4', '卡号已存在'],
    ]);
  });

  it('keeps what refused rows say sealed in the database', async () => {
    const file = await anImportFile([['12', 'SECRETWORD']]);

    const done = await run((await send(file)).body.id);

    const rows = await context.app.dataSource.getRepository(CardImportRow).findBy({ importId: done.id });
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('SECRETWORD');
  });

  it('refuses what is no import file, at once or as its failure, and makes no card', async () => {
    const { app } = context;
    const before = await app.dataSource.getRepository(Card).count();
    const good = await anImportFile(cardRows('7000', 40));

    const text = await send(Buffer.from('卡号,卡密\n1,2'), '卡号.xlsx');
    const cut = await send(good.subarray(0, good.length - 60));
    const empty = await send(await anImportFile([]));
    const untitled = await send(await anImportFile(cardRows('7000', 3), ['A', 'B']));
    const foreign = await send(good, '卡号.xlsx', 99_999);
    const large = await send(Buffer.alloc(21 * 1024 * 1024));
    const damaged = Buffer.from(good);
    damaged.fill(0xff, 500, 900);
    const late = await send(damaged);
    const failed = late.status === 200 ? await run(late.body.id) : null;

    expect(text.error).toMatchObject({ code: 'IMPORT_FILE_INVALID' });
    expect(cut.error.message).toContain('不是完整的 Excel 表格');
    expect(empty.error.code).toBe('IMPORT_FILE_EMPTY');
    expect(untitled.error.message).toContain('没有找到“卡号”和“卡密”两列');
    expect(foreign.error.code).toBe('CARD_PRODUCT_NOT_FOUND');
    expect(large.error.code).toBe('PAYLOAD_TOO_LARGE');
    expect(failed?.status ?? late.error.code).toMatch(/^(failed|IMPORT_FILE_INVALID)$/);
    expect(await app.dataSource.getRepository(Card).count()).toBe(before);
    expect(await readdir(join(app.dataDir, 'imports'))).toEqual([]);
  });

  it('needs the right to import', async () => {
    const answer = await upload(context.app, cardAdminContract.importCards, {
      token: 'viewer',
      fileName: 'a.xlsx',
      content: await anImportFile(cardRows('7100', 1)),
      query: { productId },
    });

    expect(answer.status).toBe(403);
  });

  it('gives out an empty file whose titles it understands', async () => {
    const template = await fetchFile(context.app, cardAdminContract.downloadImportTemplate, 0);

    expect(await cellsOf(template.bytes)).toEqual([['卡号', '卡密']]);
  });

  it('generates consecutive cards whose secrets can be fetched once [AD-184]', async () => {
    const { app } = context;
    const generate = (firstCardNo: string, count: number, idempotencyKey?: string) =>
      app.call(cardAdminContract.generateCards, {
        token,
        input: { body: { productId, firstCardNo, count } },
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      });

    const queued = (await generate('LK0000000098', 1500, 'generate-1')).body;
    const twin = (await generate('LK0000000098', 1500, 'generate-1')).body;
    const overlapping = await generate('LK0000001500', 5);
    const early = await fetchFile(app, cardAdminContract.takePrintFile, queued.id);
    const done = await run(queued.id);
    const print = await fetchFile(app, cardAdminContract.takePrintFile, queued.id);
    const second = await app.call(cardAdminContract.takePrintFile, {
      token,
      input: { params: { id: queued.id } },
    });
    const taken = await generate('LK0000000001', 98);
    const tooMany = await generate('AAAAA9', 2);

    expect(twin).toEqual(queued);
    expect(overlapping.error.code).toBe('GENERATE_RANGE_TAKEN');
    expect(early.status).toBe(409);
    expect(done).toMatchObject({ status: 'done', importedRows: 1500, printFile: 'ready' });
    const [titles, ...rows] = await cellsOf(print.bytes);
    expect(titles).toEqual(['卡号', '卡密', '二维码内容']);
    expect(rows).toHaveLength(1500);
    expect([rows[0]?.[0], rows[1499]?.[0]]).toEqual(['LK0000000098', 'LK0000001597']);
    expect(new Set(rows.map((row) => row[1])).size).toBe(1500);
    for (const [, secret] of rows) expect(secret).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
    expect(rows[1499]?.[2]).toMatch(/^https?:\/\/[^/]+\/c\/LK0000001597$/);
    const secrets = await app.get(CardSecretService);
    const card = await app.dataSource.getRepository(Card).findOneByOrFail({ cardNo: 'LK0000001597' });
    expect(secrets.matches(card.cardNo, rows[1499]?.[1] ?? '', card.secretHash)).toBe(true);
    expect(second.error).toMatchObject({ code: 'IMPORT_PRINT_FILE_TAKEN' });
    expect((await getImport(queued.id)).printFile).toBe('taken');
    expect(await app.dataSource.getRepository(CardImportRow).countBy({ importId: queued.id })).toBe(0);
    expect(taken.error).toMatchObject({
      code: 'GENERATE_RANGE_TAKEN',
      details: { cardNo: 'LK0000000098' },
    });
    expect(tooMany.error.code).toBe('VALIDATION_FAILED');
  });

  it('forgets refused rows after 30 days, and says so', async () => {
    const { app } = context;
    const done = await run((await send(await anImportFile([['12', 'SECRET1']]))).body.id);
    const purge = await app.get(CardImportPurgeJob);
    const errorFile = () => fetchFile(app, cardAdminContract.downloadImportErrors, done.id);

    app.clock.advance({ days: 29 });
    await purge.run();
    const kept = await errorFile();
    app.clock.advance({ days: 2 });
    await purge.run();
    const gone = await errorFile();

    expect([kept.status, gone.status]).toEqual([200, 404]);
    expect((await getImport(done.id)).hasErrorFile).toBe(false);
    expect(await app.dataSource.getRepository(CardImportRow).countBy({ importId: done.id })).toBe(0);
  });

  it('gives up an import that nobody finished within a day', async () => {
    const { app } = context;
    const { id } = (await send(await anImportFile(cardRows('7300', 2)))).body;
    const purge = await app.get(CardImportPurgeJob);

    await purge.run();
    const sameDay = await getImport(id);
    app.clock.advance({ days: 2 });
    await purge.run();

    expect(sameDay.status).toBe('queued');
    expect(await getImport(id)).toMatchObject({ status: 'failed', failure: '导入没有完成，请重新上传' });
    expect(await run(id)).toMatchObject({ status: 'failed', importedRows: 0 });
    expect(await readdir(join(app.dataDir, 'imports'))).toEqual([]);
  });

  it('lists imports, newest first', async () => {
    const { body } = await context.app.call(cardAdminContract.listCardImports, {
      token,
      input: { query: { pageSize: 3 } },
    });

    expect(body.items).toHaveLength(3);
    expect(body.items).toMatchObject([
      { source: 'file', status: 'failed' },
      { source: 'file' },
      { source: 'generated', createdBy: '王会计' },
    ]);
    expect(body.total).toBeGreaterThan(4);
  });
});
