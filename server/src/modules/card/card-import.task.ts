import { nextCardNo } from '@lakeside/shared/card/card-number';
import { cardError } from '@lakeside/shared/card/card.errors';
import { DocumentKind } from '@lakeside/shared/document/document.contract';
import { AppError } from '@lakeside/shared/kernel/app-error';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { rm } from 'node:fs/promises';
import { DataSource } from 'typeorm';
import * as v from 'valibot';
import { Clock } from '../../platform/clock';
import { isUniqueViolation, lockById } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import { systemActor } from '../../platform/http/actor';
import type { Task, TaskContext, TaskHandler } from '../../platform/jobs/job';
import { maxTaskAttempts } from '../../platform/jobs/task-runner';
import { randomBytes } from 'node:crypto';
import { DocumentService } from '../document/document.service';
import { type NumberedImportRow, readImportBatches, readImportHead } from './card-import-reader';
import { CardImportSeal } from './card-import-seal';
import { CardImportStaging, importBatchSize } from './card-import-staging';
import { cardImportTask, CardImportService } from './card-import.service';
import { CardSecretService } from './card-secret.service';
import { checkImportRow, type ImportColumns } from './domain/check-import-row';
import { secretFrom, secretLength } from './domain/generate-secret';
import { CardImport } from './entities/card-import.entity';
import type { CardImportRow } from './entities/card-import-row.entity';

const payloadSchema = v.object({ importId: v.number() });
/** How often an import begins again because a number was taken while it ran. */
const maxRestarts = 3;
const actor = systemActor('job card-import');

/**
 * Carries an import out in steps that may each be repeated: rows go batch by batch into a staging table, then one
 * transaction makes cards of all good ones. A killed server therefore leaves all cards or none, and the next one goes on
 * behind the last batch.
 */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardImportTask implements TaskHandler {
  readonly type = cardImportTask;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly imports: CardImportService;
  @Inject() private readonly staging: CardImportStaging;
  @Inject() private readonly seals: CardImportSeal;
  @Inject() private readonly secrets: CardSecretService;
  @InjectDataSource() private readonly dataSource: DataSource;

  async handle(task: Task, context: TaskContext): Promise<void> {
    const { importId } = v.parse(payloadSchema, task.payload);
    try {
      await this.carryOut(importId, context);
    } catch (error) {
      if (error instanceof AppError) await this.fail(importId, error.message);
      else if (task.attempt >= maxTaskAttempts) await this.fail(importId, '系统多次出错，请联系技术人员');
      else throw error;
    }
  }

  private async carryOut(importId: number, context: TaskContext): Promise<void> {
    for (let restart = 0; ; restart += 1) {
      const cardImport = await this.begin(importId);
      if (!cardImport) return;
      if (cardImport.source === 'file') await this.stageFile(cardImport, context);
      else await this.stageGenerated(cardImport, context);
      try {
        await this.finish(importId);
        break;
      } catch (error) {
        if (!isUniqueViolation(error, 'ux_card_no')) throw error;
        // Someone else made a card of one of the numbers after it was checked: check all of them again.
        if (restart === maxRestarts)
          throw cardError('IMPORT_FILE_INVALID', { reason: '卡号正被其他操作占用' });
        await this.staging.purge(importId, 'all');
      }
    }
    await this.cleanUp(importId);
  }

  /** The import, now running; null when it has ended before, after throwing away what it left. */
  private async begin(importId: number): Promise<CardImport | null> {
    const imports = this.dataSource.getRepository(CardImport);
    const cardImport = await imports.findOneByOrFail({ id: importId });
    if (cardImport.status === 'done' || cardImport.status === 'failed') {
      await this.cleanUp(importId);
      return null;
    }
    await imports.update({ id: importId }, { status: 'running' });
    return cardImport;
  }

  private async stageFile(cardImport: CardImport, context: TaskContext): Promise<void> {
    const path = this.imports.pathOf(cardImport.storedName ?? '');
    const head = await readImportHead(path);
    const { totalRows } = cardImport;
    const staged = await this.staging.lastRowNumber(cardImport.id);
    const batches = readImportBatches(path, {
      afterRow: Math.max(head.rowNumber, staged),
      batchSize: importBatchSize,
    });
    let processed = staged === 0 ? 0 : cardImport.processedRows;
    for await (const batch of batches) {
      processed += batch.length;
      const rows = await this.checkBatch(cardImport.id, batch, head.columns);
      await this.saveBatch(cardImport.id, rows, { processedRows: processed, totalRows });
      await context.progress(processed, totalRows);
    }
  }

  /** Checks a batch against itself, the rows before it and the library. */
  private async checkBatch(
    importId: number,
    batch: readonly NumberedImportRow[],
    columns: ImportColumns,
  ): Promise<CardImportRow[]> {
    const checked = batch.map((row) => ({ row, result: checkImportRow(row, columns) }));
    const cardNos = checked.flatMap(({ result }) => (result.problem === null ? [result.cardNo] : []));
    const taken = await this.staging.takenCardNos(cardNos);
    const rowByCardNo = await this.staging.stagedRows(importId, cardNos);
    return checked.map(({ row, result }) => {
      if (result.problem !== null) return this.badRow(importId, row, result.problem);
      const earlier = rowByCardNo.get(result.cardNo);
      if (earlier !== undefined) return this.badRow(importId, row, `卡号与第 ${earlier} 行重复`);
      if (taken.has(result.cardNo)) return this.badRow(importId, row, '卡号已存在');
      rowByCardNo.set(result.cardNo, row.rowNumber);
      return this.goodRow(importId, { ...result, rowNumber: row.rowNumber, sealed: null });
    });
  }

  private async stageGenerated(cardImport: CardImport, context: TaskContext): Promise<void> {
    const { id, totalRows } = cardImport;
    let done = await this.staging.lastRowNumber(id);
    while (done < totalRows) {
      const size = Math.min(importBatchSize, totalRows - done);
      const first = done + 1;
      const rows = Array.from({ length: size }, (_, index) => this.generatedRow(cardImport, first + index));
      done += size;
      await this.saveBatch(id, rows, { processedRows: done, totalRows });
      await context.progress(done, totalRows);
    }
  }

  private generatedRow(cardImport: CardImport, rowNumber: number): CardImportRow {
    const cardNo = nextCardNo(cardImport.firstCardNo ?? '', rowNumber - 1);
    if (cardNo === null) throw new Error(`import ${cardImport.id} has run out of numbers`);
    const secret = secretFrom(randomBytes(secretLength));
    const sealed = this.seals.seal(cardImport.id, [secret]);
    return this.goodRow(cardImport.id, { cardNo, secret, rowNumber, sealed });
  }

  private goodRow(
    importId: number,
    row: { cardNo: string; secret: string; rowNumber: number; sealed: string | null },
  ): CardImportRow {
    const { cardNo, secret, rowNumber, sealed } = row;
    return {
      importId,
      rowNumber,
      cardNo,
      secretHash: this.secrets.hash(cardNo, secret),
      sealed,
      problem: null,
    };
  }

  private badRow(importId: number, row: NumberedImportRow, problem: string): CardImportRow {
    const sealed = this.seals.seal(importId, row.cells);
    return { importId, rowNumber: row.rowNumber, cardNo: null, secretHash: null, sealed, problem };
  }

  private async saveBatch(
    importId: number,
    rows: readonly CardImportRow[],
    progress: { processedRows: number; totalRows: number },
  ): Promise<void> {
    await this.transactions.run(actor, async (tx) => {
      await this.staging.addRows(tx, rows);
      await tx.update(CardImport, { id: importId }, progress);
    });
  }

  /** Makes cards of all good rows at once and closes the import. */
  private async finish(importId: number): Promise<void> {
    await this.transactions.run(actor, async (tx) => {
      const [cardImport] = await lockById(tx, CardImport, [importId]);
      if (!cardImport || cardImport.status !== 'running') return;
      const { good, bad } = await this.staging.countRows(tx, importId);
      await this.staging.makeCards(tx, cardImport);
      await tx.update(
        CardImport,
        { id: importId },
        {
          status: 'done',
          importedRows: good,
          rejectedRows: bad,
          processedRows: good + bad,
          totalRows: good + bad,
          finishedAt: this.clock.now(),
        },
      );
      await this.documents.addStep(
        tx,
        { ...actor, name: cardImport.createdBy },
        {
          kind: DocumentKind.cardImport,
          id: importId,
          action: '入库完成',
          note: `入库 ${good} 张，退回 ${bad} 行`,
        },
      );
    });
  }

  private async fail(importId: number, reason: string): Promise<void> {
    await this.transactions.run(actor, async (tx) => {
      const [cardImport] = await lockById(tx, CardImport, [importId]);
      if (!cardImport || cardImport.status === 'done' || cardImport.status === 'failed') return;
      const failure = reason.slice(0, 200);
      await tx.update(
        CardImport,
        { id: importId },
        { status: 'failed', failure, finishedAt: this.clock.now() },
      );
      await this.documents.addStep(
        tx,
        { ...actor, name: cardImport.createdBy },
        {
          kind: DocumentKind.cardImport,
          id: importId,
          action: '导入失败',
          note: failure,
        },
      );
    });
    await this.cleanUp(importId);
  }

  /** Throws away what a finished import no longer needs: its file, the good rows of a file, all rows of a failure. */
  private async cleanUp(importId: number): Promise<void> {
    const imports = this.dataSource.getRepository(CardImport);
    const cardImport = await imports.findOneByOrFail({ id: importId });
    if (cardImport.status === 'failed') await this.staging.purge(importId, 'all');
    else if (cardImport.source === 'file') await this.staging.purge(importId, 'good');
    if (cardImport.storedName === null) return;
    await rm(this.imports.pathOf(cardImport.storedName), { force: true });
    await imports.update({ id: importId }, { storedName: null });
  }
}
