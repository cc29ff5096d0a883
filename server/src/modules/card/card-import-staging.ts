import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, In, MoreThan } from 'typeorm';
import type { Tx } from '../../platform/database/dialect';
import { Clock } from '../../platform/clock';
import { CardMovementAction } from './domain/card-movement-action';
import { Card } from './entities/card.entity';
import type { CardImport } from './entities/card-import.entity';
import { CardImportRow } from './entities/card-import-row.entity';

/** How many rows are read, checked and written at a time. */
export const importBatchSize = 1000;

/** The rows of imports on their way into the library. Sets of rows move by SQL; nothing here loads a whole import. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardImportStaging {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly clock: Clock;

  /** The last row written; 0 when there is none. A batch goes in whole, so reading can go on behind it. */
  async lastRowNumber(importId: number): Promise<number> {
    return (await this.dataSource.getRepository(CardImportRow).maximum('rowNumber', { importId })) ?? 0;
  }

  async addRows(tx: Tx, rows: readonly CardImportRow[]): Promise<void> {
    if (rows.length === 0) return;
    const values = rows.flatMap((row) => [
      row.importId,
      row.rowNumber,
      row.cardNo,
      row.secretHash,
      row.sealed,
      row.problem,
    ]);
    // Written by hand: TypeORM takes ten times as long to build the same statement.
    await tx.query(
      `INSERT INTO card_import_row (importId, rowNumber, cardNo, secretHash, sealed, problem)
       VALUES ${rows.map(() => '(?, ?, ?, ?, ?, ?)').join(', ')}`,
      values,
    );
  }

  /** Of these numbers those already staged in the import, with their rows. */
  async stagedRows(importId: number, cardNos: readonly string[]): Promise<Map<string, number>> {
    if (cardNos.length === 0) return new Map();
    const rows = await this.dataSource.getRepository(CardImportRow).find({
      select: { importId: true, rowNumber: true, cardNo: true },
      where: { importId, cardNo: In([...cardNos]) },
    });
    return new Map(rows.flatMap((row) => (row.cardNo === null ? [] : [[row.cardNo, row.rowNumber]])));
  }

  /** Of these numbers those that are cards already. */
  async takenCardNos(cardNos: readonly string[]): Promise<Set<string>> {
    if (cardNos.length === 0) return new Set();
    const cards = await this.dataSource
      .getRepository(Card)
      .find({ select: { id: true, cardNo: true }, where: { cardNo: In([...cardNos]) } });
    return new Set(cards.map((card) => card.cardNo));
  }

  /** A card whose number lies in the range; null when the range is free. */
  async findCardInRange(tx: Tx, range: { first: string; last: string }): Promise<string | null> {
    const rows: { cardNo: string }[] = await tx.query(
      'SELECT cardNo FROM card WHERE cardNo BETWEEN ? AND ? AND LENGTH(cardNo) = ? ORDER BY cardNo LIMIT 1',
      [range.first, range.last, range.first.length],
    );
    return rows[0]?.cardNo ?? null;
  }

  /** Makes cards of all good rows, with the first entry of their life lines. A number taken meanwhile makes it throw. */
  async makeCards(tx: Tx, cardImport: CardImport): Promise<void> {
    const now = this.clock.now();
    await tx.query(
      `INSERT INTO card (cardNo, secretHash, productId, kind, status, holderKind, importId, createdAt, receivedAt)
       SELECT cardNo, secretHash, ?, 'physicalCard', 'inactive', 'platform', ?, ?, ?
       FROM card_import_row WHERE importId = ? AND problem IS NULL ORDER BY rowNumber`,
      [cardImport.productId, cardImport.id, now, now, cardImport.id],
    );
    await tx.query(
      `INSERT INTO card_movement (cardId, action, toStatus, holderKind, documentKind, documentId, actorName, at)
       SELECT id, ?, 'inactive', 'platform', 'cardImport', ?, ?, ? FROM card WHERE importId = ? ORDER BY id`,
      [CardMovementAction.imported, cardImport.id, cardImport.createdBy.slice(0, 60), now, cardImport.id],
    );
  }

  async countRows(tx: Tx, importId: number): Promise<{ good: number; bad: number }> {
    const [counted]: { total: number | string; good: number | string | null }[] = await tx.query(
      `SELECT COUNT(*) AS total, SUM(CASE WHEN problem IS NULL THEN 1 ELSE 0 END) AS good
       FROM card_import_row WHERE importId = ?`,
      [importId],
    );
    const good = Number(counted?.good ?? 0);
    return { good, bad: Number(counted?.total ?? 0) - good };
  }

  /** Forgets rows: all of them, or only the good ones. */
  async purge(importId: number, which: 'all' | 'good'): Promise<void> {
    const rows = this.dataSource.getRepository(CardImportRow).createQueryBuilder().delete();
    rows.where('importId = :importId', { importId });
    if (which === 'good') rows.andWhere('problem IS NULL');
    await rows.execute();
  }

  /** The rows that carry something sealed, in their order, a batch at a time. */
  async *sealedRows(importId: number): AsyncGenerator<CardImportRow> {
    let after = 0;
    for (;;) {
      const rows = await this.dataSource.getRepository(CardImportRow).find({
        where: { importId, rowNumber: MoreThan(after) },
        order: { rowNumber: 'ASC' },
        take: importBatchSize,
      });
      for (const row of rows) if (row.sealed !== null) yield row;
      const last = rows.at(-1);
      if (!last || rows.length < importBatchSize) return;
      after = last.rowNumber;
    }
  }
}
