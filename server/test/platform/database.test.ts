import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { schemaOf } from '../../src/platform/wire-modules';
import {
  insertInChunks,
  isUniqueViolation,
  lockById,
  upsertIgnore,
} from '../../src/platform/database/dialect';
import { rawInstant, rawNumber, shanghaiDaySql } from '../../src/platform/database/raw-values';
import { TransactionService } from '../../src/platform/database/transaction';
import { systemActor } from '../../src/platform/http/actor';
import { DocumentNumbers } from '../../src/platform/document-number/document-numbers';
import { demoModule, demoModules } from '../demo/demo.module';
import { Note } from '../demo/note.entity';
import { schemaDrift } from '../kit/schema-drift';
import { describeOnBothDatabases } from '../kit/test-app';

const createdAt = new Date('2026-10-06T01:02:03.456Z');

describeOnBothDatabases('the database', { modules: demoModules }, (context) => {
  it('brings every kind of column back as it was written', async () => {
    const notes = context.app.dataSource.getRepository(Note);
    const written = {
      memberId: 1,
      title: '😀 标题',
      content: 'x'.repeat(100_000),
      code: 'A0001',
      status: 'sent',
      costFen: Number.MAX_SAFE_INTEGER,
      views: 2 ** 40,
      likes: -3,
      isPinned: true,
      extra: { tags: ['一'] },
      writtenOn: '2026-10-06',
      createdAt,
      editedAt: null,
    };

    const { identifiers } = await notes.insert(written);
    const read = await notes.findOneByOrFail({ id: Number(identifiers[0]?.['id']) });

    expect(read).toMatchObject(written);
    // A card number in small letters is another number.
    expect(await notes.countBy({ code: 'a0001' })).toBe(0);
  });

  it('takes null as the first value of a statement', async () => {
    const notes = context.app.dataSource.getRepository(Note);
    await notes.insert({ memberId: 12, title: 'first null', code: 'N1', createdAt });

    await notes.update({ memberId: 12 }, { code: null });

    expect(await notes.findOneByOrFail({ memberId: 12 })).toMatchObject({ code: null });
  });

  it('finds rows by instant to the millisecond', async () => {
    const notes = context.app.dataSource.getRepository(Note);
    await notes.insert({ memberId: 2, title: 'instant', createdAt });

    const count = (limit: Date) =>
      notes
        .createQueryBuilder('note')
        .where('note.memberId = 2 AND note.createdAt < :limit', { limit })
        .getCount();

    expect(await count(createdAt)).toBe(0);
    expect(await count(new Date(createdAt.getTime() + 1))).toBe(1);
  });

  it('groups by the Shanghai day and reads raw values alike', async () => {
    const { dataSource } = context.app;
    const notes = dataSource.getRepository(Note);
    const instants = ['2026-10-05T15:59:59.999Z', '2026-10-05T16:00:00.000Z', '2026-10-06T15:59:59.999Z'];
    await notes.insert(
      instants.map((instant) => ({ memberId: 9, title: instant, createdAt: new Date(instant), costFen: 50 })),
    );

    const rows = await notes
      .createQueryBuilder('note')
      .select(shanghaiDaySql(dataSource, 'note.createdAt'), 'day')
      .addSelect('SUM(note.costFen)', 'costFen')
      .addSelect('MAX(note.createdAt)', 'latest')
      .where('note.memberId = 9')
      .groupBy('day')
      .orderBy('day')
      .getRawMany<{ day: string; costFen: unknown; latest: unknown }>();

    expect(
      rows.map((row) => [row.day, rawNumber(row.costFen), rawInstant(row.latest).toISOString()]),
    ).toEqual([
      ['2026-10-05', 50, instants[0]],
      ['2026-10-06', 100, instants[2]],
    ]);
  });

  it('inserts in chunks, skips twins, names the violated index, locks in id order', async () => {
    const transactions = await context.app.get(TransactionService);
    const rows = Array.from({ length: 450 }, (_, index) => ({
      memberId: 3,
      title: `chunk ${index}`,
      createdAt,
    }));

    const outcome = await transactions.run(systemActor('test'), async (tx) => {
      const ids = await insertInChunks(tx, Note, rows);
      const again = await upsertIgnore(tx, Note, [
        ...rows.slice(0, 10),
        { memberId: 3, title: 'chunk new', createdAt },
      ]);
      const locked = await lockById(tx, Note, [...ids].reverse());
      return { ids, again, locked: locked.map((note) => note.id) };
    });
    const error: unknown = await context.app.dataSource
      .getRepository(Note)
      .insert(rows[0] ?? {})
      .catch((thrown: unknown) => thrown);

    expect(outcome.ids).toHaveLength(450);
    expect(outcome.again).toBe(1);
    expect(outcome.locked).toEqual(outcome.ids);
    expect(isUniqueViolation(error, 'ux_note_title')).toBe(true);
    expect(isUniqueViolation(error, 'ux_other')).toBe(false);
  });

  it('numbers documents without gaps inside a process and never twice', async () => {
    const numbers = await context.app.get(DocumentNumbers);

    const given = await Promise.all(Array.from({ length: 45 }, () => numbers.next('LZ', '2026-10-06')));
    const nextDay = await numbers.next('LZ', '2026-10-07');

    expect(given[0]).toBe('LZ20261006-0001');
    expect(given[44]).toBe('LZ20261006-0045');
    expect(new Set(given).size).toBe(45);
    expect(nextDay).toBe('LZ20261007-0001');
  });

  it('refuses to number a document inside a transaction, and a transaction inside another', async () => {
    const numbers = await context.app.get(DocumentNumbers);
    const transactions = await context.app.get(TransactionService);
    const actor = systemActor('test');

    await expect(transactions.run(actor, () => numbers.next('LZ', '2026-10-06'))).rejects.toThrow(
      'inside another one',
    );
    await expect(transactions.run(actor, () => transactions.run(actor, async () => 1))).rejects.toThrow(
      'inside another one',
    );
  });
});

describeOnBothDatabases('all migrations', { modules: [...serverModules, demoModule] }, (context) => {
  it('make exactly the tables the entities describe', async () => {
    expect(await schemaDrift(context.app.dataSource)).toEqual([]);
  });

  it('can be undone one by one and run again', async () => {
    const { dataSource } = context.app;
    const { migrations } = schemaOf([...serverModules, demoModule]);

    for (const _ of migrations) await dataSource.undoLastMigration();
    const runner = dataSource.createQueryRunner();
    const tables = dataSource.entityMetadatas.map((entity) => entity.tableName);
    const left: string[] = [];
    for (const table of tables) if (await runner.hasTable(table)) left.push(table);
    await runner.release();
    await dataSource.runMigrations();

    expect(left).toEqual([]);
    expect(await schemaDrift(dataSource)).toEqual([]);
    // Every table of every module is dropped and made again; MariaDB takes a third of a second for each.
  }, 180_000);
});
