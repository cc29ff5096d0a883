import { Between, In, IsNull, LessThan, LessThanOrEqual, MoreThan, MoreThanOrEqual, Not } from 'typeorm';
import { expect, it } from 'vitest';
import { affectedRows, isUniqueViolation, lockById } from '../../src/platform/database/dialect';
import {
  directCount,
  directFind,
  directInsert,
  directUpdate,
} from '../../src/platform/database/direct-statements';
import { TransactionService, type Tx } from '../../src/platform/database/transaction';
import { systemActor } from '../../src/platform/http/actor';
import { demoModules } from '../demo/demo.module';
import { Note } from '../demo/note.entity';
import { describeOnBothDatabases } from '../kit/test-app';

const createdAt = new Date('2026-10-06T01:02:03.456Z');
/** Everything that ends a string, a statement or a comment somewhere, and what is special in LIKE and in JSON. */
const oddText = `'"\`\\; -- /* ? :x ${'%'}_ \n\r\t\u001a 你好 😀 ' OR '1'='1`;

describeOnBothDatabases('direct statements', { modules: demoModules }, (context) => {
  let lastOwner = 0;
  /** An owner of notes whom no other test knows. */
  const anOwner = () => (lastOwner += 1);
  const whole = (memberId: number, title: string) => ({
    memberId,
    title,
    content: null,
    code: null,
    status: 'draft',
    costFen: 0,
    views: null,
    likes: 0,
    isPinned: false,
    extra: null,
    writtenOn: null,
    createdAt,
    editedAt: null,
  });
  const manager = () => context.app.dataSource.manager;
  const inTransaction = async <Result>(work: (tx: Tx) => Promise<Result>) =>
    (await context.app.get(TransactionService)).run(systemActor('test'), work);
  const find = async (options: Parameters<typeof directFind<Note>>[2]) => {
    const found = directFind(manager(), Note, options);
    if (!found) throw new Error('not a direct statement');
    return found;
  };
  const insert = async (rows: object | object[]) => {
    const inserted = directInsert(manager(), Note, rows);
    if (!inserted) throw new Error('not a direct statement');
    return inserted;
  };
  const update = async (criteria: object, change: object) => {
    const updated = directUpdate(manager(), Note, { criteria, change });
    if (!updated) throw new Error('not a direct statement');
    return updated;
  };

  it('brings values of every kind back as entities, nulls as null', async () => {
    const memberId = anOwner();
    const full = {
      ...whole(memberId, `full ${memberId}`),
      content: oddText,
      code: 'A-1',
      costFen: Number.MAX_SAFE_INTEGER,
      views: -Number.MAX_SAFE_INTEGER,
      likes: -(2 ** 31),
      isPinned: true,
      extra: { tags: [oddText] },
      writtenOn: '2026-10-06',
      editedAt: new Date('1999-12-31T23:59:59.999Z'),
    };
    const empty = whole(memberId, `empty ${memberId}`);

    await insert([full, empty]);
    const [first, second, ...others] = await find({ where: { memberId }, order: { id: 'ASC' } });

    expect(first).toBeInstanceOf(Note);
    expect(first).toEqual(full);
    expect(second).toEqual(empty);
    expect(others).toEqual([]);
  });

  it('gives each inserted row its id, one or many', async () => {
    const memberId = anOwner();
    const one = { ...whole(memberId, `one ${memberId}`), id: undefined };
    const many = Array.from({ length: 7 }, (_, index) => whole(memberId, `many ${memberId} ${index}`));

    await insert(one);
    const { identifiers } = await insert(many);
    const stored = await find({ where: { memberId }, order: { id: 'ASC' } });

    expect(stored.map(({ id, title }) => ({ id, title }))).toEqual(
      [one, ...many].map((row) => ({ id: Reflect.get(row, 'id') as number, title: row.title })),
    );
    expect(identifiers).toEqual(stored.slice(1).map(({ id }) => ({ id })));
  });

  it('keeps text that looks like SQL as text, in conditions too', async () => {
    const memberId = anOwner();
    const title = `${oddText.slice(0, 40)}${memberId}`;
    await insert([whole(memberId, title), whole(memberId, `other ${memberId}`)]);

    const found = await find({ where: { memberId, title } });
    const changed = await update({ title }, { content: oddText });
    const after = await find({ where: { memberId }, order: { id: 'ASC' } });

    expect(found.map((note) => note.title)).toEqual([title]);
    expect(affectedRows(changed)).toBe(1);
    expect(after.map((note) => note.content)).toEqual([oddText, null]);
  });

  it('finds by equality, list, null, instant and alternatives, a page at a time', async () => {
    const memberId = anOwner();
    await insert(
      Array.from({ length: 5 }, (_, likes) => ({
        ...whole(memberId, `find ${memberId} ${likes}`),
        likes,
        code: likes % 2 === 0 ? `C${likes}` : null,
        createdAt: new Date(createdAt.getTime() + likes),
      })),
    );
    const likesOf = async (options: Parameters<typeof find>[0]) =>
      (await find({ order: { id: 'ASC' }, ...options })).map((note) => note.likes);

    expect(await likesOf({ where: { memberId, likes: In([1, 3, 99]) } })).toEqual([1, 3]);
    expect(await likesOf({ where: { memberId, likes: In([]) } })).toEqual([]);
    expect(await likesOf({ where: { memberId, code: IsNull() } })).toEqual([1, 3]);
    expect(await likesOf({ where: { memberId, createdAt: new Date(createdAt.getTime() + 2) } })).toEqual([2]);
    expect(await likesOf({ where: { memberId, likes: MoreThan(3) } })).toEqual([4]);
    expect(await likesOf({ where: { memberId, likes: MoreThanOrEqual(3) } })).toEqual([3, 4]);
    expect(await likesOf({ where: { memberId, likes: LessThan(1) } })).toEqual([0]);
    expect(await likesOf({ where: { memberId, likes: LessThanOrEqual(1) } })).toEqual([0, 1]);
    expect(await likesOf({ where: { memberId, likes: Between(1, 3) } })).toEqual([1, 2, 3]);
    expect(
      await likesOf({
        where: [
          { memberId, likes: 0 },
          { memberId, code: 'C4' },
        ],
      }),
    ).toEqual([0, 4]);
    expect(await likesOf({ where: { memberId }, order: { id: 'DESC' }, skip: 1, take: 2 })).toEqual([3, 2]);
  });

  it('counts what a condition names, and a page beside the count of all', async () => {
    const memberId = anOwner();
    await insert(
      Array.from({ length: 5 }, (_, likes) => ({ ...whole(memberId, `c ${memberId} ${likes}`), likes })),
    );
    const where = { memberId, likes: MoreThan(0) };

    const [page, total] = await manager().findAndCount(Note, {
      where,
      order: { id: 'ASC' },
      skip: 1,
      take: 2,
    });

    expect(await directCount(manager(), Note, where)).toBe(4);
    expect(await manager().countBy(Note, { memberId: In([]) })).toBe(0);
    expect(page.map((note) => note.likes)).toEqual([2, 3]);
    expect(total).toBe(4);
    expect(directCount(manager(), Note, { likes: Not(3) })).toBeNull();
  });

  it('reads only the columns asked for', async () => {
    const memberId = anOwner();
    await insert(whole(memberId, `select ${memberId}`));

    const [note] = await find({ select: { title: true, isPinned: true }, where: { memberId } });

    expect({ ...note }).toEqual({ title: `select ${memberId}`, isPinned: false });
  });

  it('counts the rows an UPDATE matched, also those that had the value before', async () => {
    const memberId = anOwner();
    await insert([whole(memberId, `count ${memberId} a`), whole(memberId, `count ${memberId} b`)]);
    const editedAt = new Date('2026-10-07T00:00:00.001Z');

    const both = await update({ memberId }, { code: null, isPinned: true, extra: { tags: [] }, editedAt });
    const again = await update({ memberId }, { isPinned: true });
    const none = await update({ memberId, title: 'nobody' }, { isPinned: false });

    expect([both, again, none].map(affectedRows)).toEqual([2, 2, 0]);
    expect(await find({ where: { memberId } })).toMatchObject([
      { isPinned: true, extra: { tags: [] }, editedAt },
      { isPinned: true, extra: { tags: [] }, editedAt },
    ]);
  });

  it('names the unique index that refused a row and leaves a transaction to roll back', async () => {
    const memberId = anOwner();
    const title = `twin ${memberId}`;
    const error: unknown = await inTransaction(async (tx) => {
      await tx.insert(Note, whole(memberId, title));
      await tx.insert(Note, whole(memberId, title));
    }).catch((thrown: unknown) => thrown);

    expect(isUniqueViolation(error, 'ux_note_title')).toBe(true);
    expect(isUniqueViolation(error, 'ux_other')).toBe(false);
    expect(await find({ where: { memberId } })).toEqual([]);
  });

  it('sees its own writes in a transaction, locks them, and nobody else sees them before', async () => {
    const memberId = anOwner();
    const row = whole(memberId, `own ${memberId}`);
    const seen = await inTransaction(async (tx) => {
      await tx.insert(Note, row);
      const [locked] = await lockById(tx, Note, [Reflect.get(row, 'id') as number]);
      const beside = await find({ where: { memberId } }).catch(String);
      return { title: locked?.title, beside };
    });

    expect(seen.title).toBe(row.title);
    expect(seen.beside).toContain('beside the running transaction');
    expect(await find({ where: { memberId } })).toHaveLength(1);
  });

  it('refuses a number that is no safe integer rather than answer a wrong one', async () => {
    const memberId = anOwner();
    await insert(whole(memberId, `big ${memberId}`));
    await context.app.dataSource.query('UPDATE note SET costFen = 9007199254740993 WHERE memberId = ?', [
      memberId,
    ]);

    await expect(find({ where: { memberId } })).rejects.toThrow(RangeError);
  });

  it('tells what a faulty statement was refused for', async () => {
    const error: unknown = await context.app.dataSource
      .query('SELECT nothing FROM nowhere')
      .catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ name: 'QueryFailedError', query: 'SELECT nothing FROM nowhere' });
  });

  it('leaves to TypeORM what it does not know', () => {
    expect(directFind(manager(), Note, { where: { unknown: 1 } })).toBeNull();
    expect(directFind(manager(), Note, { where: {} })).toBeNull();
    expect(directFind(manager(), Note, { skip: 1 })).toBeNull();
    expect(directInsert(manager(), Note, { memberId: 1, title: 'without defaults', createdAt })).toBeNull();
    expect(directInsert(manager(), Note, { ...whole(1, 'x'), likes: () => '1 + 1' })).toBeNull();
    expect(directUpdate(manager(), Note, { criteria: {}, change: { likes: 1 } })).toBeNull();
    expect(
      directUpdate(manager(), Note, { criteria: { id: 1 }, change: { likes: () => 'likes + 1' } }),
    ).toBeNull();
  });
});
