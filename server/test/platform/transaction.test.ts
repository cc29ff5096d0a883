import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, inject, it } from 'vitest';
import { lockById } from '../../src/platform/database/dialect';
import { TransactionService } from '../../src/platform/database/transaction';
import { systemActor } from '../../src/platform/http/actor';
import { IdempotencyRecord } from '../../src/platform/idempotency/idempotency-record.entity';
import { IdempotencyStore } from '../../src/platform/idempotency/idempotency-store';
import { demoModules } from '../demo/demo.module';
import { noteContract } from '../demo/note.contract';
import { Note } from '../demo/note.entity';
import { bootTestApp, describeOnBothDatabases } from '../kit/test-app';

const actor = systemActor('test');
const createdAt = new Date('2026-10-06T01:00:00.000Z');

describeOnBothDatabases('an idempotent request', { modules: demoModules }, (context) => {
  const create = (title: string, idempotencyKey: string, token = 'member') =>
    context.app.call(noteContract.createNote, { token, idempotencyKey, input: { body: { title } } });
  const countNotes = (title: string) => context.app.dataSource.getRepository(Note).countBy({ title });

  it('has one effect and one answer however often it comes', async () => {
    const first = await create('一次', 'key-once-1');
    const second = await create('一次', 'key-once-1');

    expect(second.body).toEqual(first.body);
    expect([first.headers.get('idempotency-replayed'), second.headers.get('idempotency-replayed')]).toEqual([
      null,
      'true',
    ]);
    expect(await countNotes('一次')).toBe(1);
  });

  it('gives 20 parallel twins the same answer', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, () => create('孪生', 'key-twins-1')));

    expect(results.map((result) => result.status)).toEqual(Array(20).fill(200));
    expect(new Set(results.map((result) => JSON.stringify(result.body))).size).toBe(1);
    expect(await countNotes('孪生')).toBe(1);
  });

  it('is refused when the key came with something else before', async () => {
    await create('甲', 'key-reused-1');
    const other = await create('乙', 'key-reused-1');

    expect(other.status).toBe(409);
    expect(other.error.code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(await countNotes('乙')).toBe(0);
  });

  it('may carry a key that another person also used', async () => {
    const mine = await create('我的', 'key-shared-1');
    const theirs = await create('他的', 'key-shared-1', 'other-member');

    expect([mine.status, theirs.status]).toEqual([200, 200]);
  });

  it('is refused without a key, and a refused request leaves no answer behind', async () => {
    const without = await create('无', '');
    await create('占用', 'key-taken-1');
    const taken = await create('占用', 'key-taken-2');

    expect(without.error.code).toBe('IDEMPOTENCY_KEY_REQUIRED');
    expect(taken.error.code).toBe('TITLE_TAKEN');
    expect(
      await context.app.dataSource.getRepository(IdempotencyRecord).countBy({ key: 'key-taken-2' }),
    ).toBe(0);
  });

  it('is forgotten after a week', async () => {
    await create('旧', 'key-old-1');
    context.app.clock.advance({ days: 8 });

    const purged = await (await context.app.get(IdempotencyStore)).purge();

    expect(purged).toBeGreaterThan(0);
    expect(await context.app.dataSource.getRepository(IdempotencyRecord).count()).toBe(0);
  });
});

describeOnBothDatabases('a transaction', { modules: demoModules }, (context) => {
  it('shows nobody what is not committed, and takes everything back on a throw', async () => {
    const { dataSource } = context.app;
    const transactions = await context.app.get(TransactionService);
    const notes = dataSource.getRepository(Note);

    const failing = transactions.run(actor, async (tx) => {
      await tx.insert(Note, { memberId: 1, title: 'never', createdAt });
      await pause(30);
      throw new Error('rolled back');
    });
    const seen = await notes.countBy({ title: 'never' });

    await expect(failing).rejects.toThrow('rolled back');
    expect(seen).toBe(0);
    expect(await notes.countBy({ title: 'never' })).toBe(0);
  });

  it('refuses a query beside it instead of waiting for itself or missing its rows', async () => {
    const transactions = await context.app.get(TransactionService);
    const notes = context.app.dataSource.getRepository(Note);

    const misuse = transactions.run(actor, () => notes.count());

    await expect(misuse).rejects.toThrow('beside the running transaction');
    expect(await notes.countBy({ title: 'never' })).toBe(0);
  });

  it('loses nothing among 50 that overlap and partly fail', async () => {
    const transactions = await context.app.get(TransactionService);
    const notes = context.app.dataSource.getRepository(Note);
    const { identifiers } = await notes.insert({ memberId: 1, title: 'counter', createdAt, likes: 0 });
    const id = Number(identifiers[0]?.['id']);

    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) =>
        transactions.run(actor, async (tx) => {
          const [note] = await lockById(tx, Note, [id]);
          await pause(1);
          await tx.update(Note, { id }, { likes: (note?.likes ?? 0) + 1 });
          if (index % 5 === 0) throw new Error('forced');
        }),
      ),
    );

    const succeeded = outcomes.filter((outcome) => outcome.status === 'fulfilled').length;
    expect(succeeded).toBe(40);
    expect((await notes.findOneByOrFail({ id })).likes).toBe(40);
  });
});

describe.skipIf('reason' in inject('mariadb'))('on MariaDB', () => {
  it('a deadlock is tried again until both have committed', async () => {
    const app = await bootTestApp({ database: 'mariadb', modules: demoModules });
    try {
      const transactions = await app.get(TransactionService);
      const notes = app.dataSource.getRepository(Note);
      await notes.insert(['a', 'b'].map((title) => ({ memberId: 1, title, createdAt, likes: 0 })));
      let attempts = 0;
      const likeBoth = (first: string, second: string) =>
        transactions.run(actor, async (tx) => {
          attempts += 1;
          await tx.increment(Note, { title: first }, 'likes', 1);
          await pause(100);
          await tx.increment(Note, { title: second }, 'likes', 1);
        });

      await Promise.all([likeBoth('a', 'b'), likeBoth('b', 'a')]);

      expect(attempts).toBeGreaterThan(2);
      expect((await notes.findBy({ memberId: 1 })).map((note) => note.likes)).toEqual([2, 2]);
    } finally {
      await app.stop();
    }
  });
});
