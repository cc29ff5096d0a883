import type { CardSelection } from '@lakeside/shared/card/card-number';
import { AppError } from '@lakeside/shared/kernel/app-error';
import { expect, it } from 'vitest';
import {
  type CardDocumentRef,
  type LifeLineEntry,
  lockCards,
  releaseCards,
} from '../../src/modules/card/card-documents';
import { findSelectedCards } from '../../src/modules/card/card-selection.queries';
import { CardMovementAction } from '../../src/modules/card/domain/card-movement-action';
import { Card } from '../../src/modules/card/entities/card.entity';
import { CardDocumentItem } from '../../src/modules/card/entities/card-document-item.entity';
import { CardMovement } from '../../src/modules/card/entities/card-movement.entity';
import { TransactionService, type Tx } from '../../src/platform/database/transaction';
import { systemActor } from '../../src/platform/http/actor';
import { someCards } from '../builders/card.builder';
import { describeOnBothDatabases } from '../kit/test-app';

const rule = { holder: null, statuses: ['inactive'], productId: null } as const;
const entry: LifeLineEntry = {
  action: CardMovementAction.orderSent,
  actorName: '仓管',
  note: null,
  at: new Date('2026-10-06T01:00:00.000Z'),
};
const refusalOf = (error: unknown) => (error instanceof AppError ? error.code : String(error));

let nextDocumentId = 1;
const aDocument = (): CardDocumentRef => ({ kind: 'cardOrder', id: nextDocumentId++ });

describeOnBothDatabases('the cards of a document', {}, (context) => {
  const inTransaction = async <Result>(work: (tx: Tx) => Promise<Result>) =>
    (await context.app.get(TransactionService)).run(systemActor('test'), work);

  const lock = (
    document: CardDocumentRef,
    selection: CardSelection,
    extras: { onlyEligible?: boolean; expectedCount: number },
  ) =>
    inTransaction((tx) =>
      lockCards(tx, { document, selection, rule, onlyEligible: false, entry, ...extras }),
    );

  it('are taken by range and by number, listed in the document and written on their life lines', async () => {
    await someCards(context.app, { productId: 1, count: 10, firstCardNo: 'DA0001' });
    const document = aDocument();

    const locked = await lock(
      document,
      { ranges: [{ from: 'DA0001', to: 'DA0003' }], cardNos: ['DA0007', 'DA0005'] },
      { expectedCount: 5 },
    );

    expect(locked).toEqual({ count: 5, productIds: [1], firstCardNo: 'DA0001', lastCardNo: 'DA0007' });
    const items = await context.app.dataSource
      .getRepository(CardDocumentItem)
      .find({ where: { documentKind: document.kind, documentId: document.id }, order: { cardNo: 'ASC' } });
    expect(items.map((item) => [item.cardNo, item.outcome])).toEqual(
      ['DA0001', 'DA0002', 'DA0003', 'DA0005', 'DA0007'].map((cardNo) => [cardNo, 'pending']),
    );
    const movements = await context.app.dataSource
      .getRepository(CardMovement)
      .findBy({ cardId: items[0]?.cardId ?? 0 });
    expect(movements).toMatchObject([
      {
        action: 'orderSent',
        fromStatus: 'inactive',
        toStatus: 'inactive',
        holderKind: 'platform',
        at: entry.at,
      },
    ]);
  });

  it('do not include numbers that only look as if they lay in the range', async () => {
    for (const firstCardNo of ['RA0001', 'RA00015', 'RA0010', 'RA00A2']) {
      await someCards(context.app, { productId: 1, count: 1, firstCardNo });
    }
    const selection = { ranges: [{ from: 'RA0001', to: 'RA0010' }], cardNos: [] };

    const cards = await findSelectedCards(context.app.dataSource.manager, selection);

    expect(cards.map((card) => card.cardNo).sort()).toEqual(['RA0001', 'RA0010']);
  });

  it('are refused as a whole, with every exclusion explained, when one cannot take part', async () => {
    await someCards(context.app, { productId: 1, count: 3, firstCardNo: 'DB0001' });
    const selection = { ranges: [{ from: 'DB0001', to: 'DB0005' }], cardNos: [] };

    const error: unknown = await lock(aDocument(), selection, { expectedCount: 5 }).catch(
      (thrown: unknown) => thrown,
    );

    expect(error).toMatchObject({
      code: 'CARDS_NOT_ELIGIBLE',
      details: {
        excludedCount: 2,
        excluded: [{ reason: 'unknown', count: 2, cardNos: ['DB0004', 'DB0005'] }],
      },
    });
    expect(
      await context.app.dataSource.getRepository(Card).countBy({ cardNo: 'DB0001', lockDocumentId: 1 }),
    ).toBe(0);
  });

  it('may be taken without the others when the person agreed to that many, and only to that many', async () => {
    await someCards(context.app, { productId: 1, count: 3, firstCardNo: 'DC0001' });
    const selection = { ranges: [{ from: 'DC0001', to: 'DC0005' }], cardNos: [] };

    const surprised = await lock(aDocument(), selection, { onlyEligible: true, expectedCount: 4 }).catch(
      refusalOf,
    );
    const agreed = await lock(aDocument(), selection, { onlyEligible: true, expectedCount: 3 });

    expect(surprised).toBe('CARD_COUNT_CHANGED');
    expect(agreed.count).toBe(3);
  });

  it('belong to one of two documents that reach for them at once', async () => {
    await someCards(context.app, { productId: 1, count: 300, firstCardNo: 'DD0001' });
    const ranges = [
      { from: 'DD0001', to: 'DD0200' },
      { from: 'DD0100', to: 'DD0300' },
      { from: 'DD0150', to: 'DD0160' },
    ];

    const outcomes = await Promise.all(
      ranges.map((range, index) =>
        lock(
          aDocument(),
          { ranges: [range], cardNos: [] },
          { expectedCount: [200, 201, 11][index] ?? 0 },
        ).then((locked) => locked.count, refusalOf),
      ),
    );

    expect(outcomes.filter((outcome) => outcome === 'CARDS_NOT_ELIGIBLE')).toHaveLength(2);
    const winner = outcomes.find((outcome) => typeof outcome === 'number');
    const locked = await context.app.dataSource
      .getRepository(Card)
      .createQueryBuilder('card')
      .where("card.cardNo LIKE 'DD%' AND card.lockDocumentId IS NOT NULL")
      .getCount();
    expect(locked).toBe(winner);
  });

  it('are let go in parts, each with its outcome', async () => {
    await someCards(context.app, { productId: 1, count: 4, firstCardNo: 'DE0001' });
    const document = aDocument();
    await lock(document, { ranges: [{ from: 'DE0001', to: 'DE0004' }], cardNos: [] }, { expectedCount: 4 });

    const counts = await inTransaction(async (tx) => [
      await releaseCards(tx, { document, cardNos: ['DE0002'], change: {}, outcome: 'missing', entry }),
      await releaseCards(tx, {
        document,
        change: { holderKind: 'channel', holderChannelId: 7, l1OwnerId: 7, receivedAt: entry.at },
        outcome: 'done',
        entry: { ...entry, action: CardMovementAction.received },
      }),
      await releaseCards(tx, { document, change: {}, outcome: 'done', entry }),
    ]);

    expect(counts).toEqual([1, 3, 0]);
    const cards = await context.app.dataSource.getRepository(Card).find({ where: { holderChannelId: 7 } });
    expect(cards.map((card) => [card.cardNo, card.l1OwnerId, card.lockDocumentId, card.receivedAt])).toEqual(
      ['DE0001', 'DE0003', 'DE0004'].map((cardNo) => [cardNo, 7, null, entry.at]),
    );
    const missing = await context.app.dataSource
      .getRepository(CardDocumentItem)
      .findBy({ documentId: document.id, outcome: 'missing' });
    expect(missing.map((item) => item.cardNo)).toEqual(['DE0002']);
  });

  it('can be 10,000, by one range or by 10,000 single numbers, in seconds', async () => {
    const cardNos = await someCards(context.app, { productId: 2, count: 10_000, firstCardNo: 'DF000001' });
    const timings: string[] = [];
    for (const selection of [
      { ranges: [{ from: 'DF000001', to: 'DF010000' }], cardNos: [] },
      { ranges: [], cardNos },
    ]) {
      const document = aDocument();
      const start = performance.now();
      const { count } = await lock(document, selection, { expectedCount: 10_000 });
      const lockedAt = performance.now();
      await inTransaction((tx) =>
        releaseCards(tx, { document, change: { receivedAt: entry.at }, outcome: 'done', entry }),
      );
      timings.push(
        `take ${Math.round(lockedAt - start)} ms, let go ${Math.round(performance.now() - lockedAt)} ms`,
      );
      expect(count).toBe(10_000);
    }
    console.info(`10,000 cards (${context.database}): ${timings.join('; ')}`);
  });
});
