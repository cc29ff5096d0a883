import { nextCardNo, rangesOverlap } from '@lakeside/shared/card/card-number';
import { cardError } from '@lakeside/shared/card/card.errors';
import type { CardImportView } from '@lakeside/shared/card/card.schemas';
import { DocumentKind, documentPrefix } from '@lakeside/shared/document/document.contract';
import { commonError } from '@lakeside/shared/kernel/app-error';
import { formatInstantFull, toDay, toIso } from '@lakeside/shared/kernel/date';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { In } from 'typeorm';
import { Clock } from '../../platform/clock';
import { AppConfig } from '../../platform/config/config';
import { lockById, type Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import { DocumentNumbers } from '../../platform/document-number/document-numbers';
import type { Actor } from '../../platform/http/actor';
import type { UploadedFile } from '../../platform/http/serve';
import { TaskQueue } from '../../platform/jobs/task-queue';
import { randomToken } from '../../platform/random';
import { AuditService } from '../audit/audit.service';
import { CatalogService } from '../catalog/catalog.service';
import { DocumentService } from '../document/document.service';
import { CardImportQueries } from './card-import.queries';
import { countImportRows, readImportHead } from './card-import-reader';
import { CardImportStaging } from './card-import-staging';
import { CardImport } from './entities/card-import.entity';

/** Type of the task that carries an import out. */
export const cardImportTask = 'card-import';

export interface GenerateInput {
  productId: number;
  firstCardNo: string;
  count: number;
}

type NewImport = Pick<CardImport, 'productId' | 'source'> & Partial<CardImport>;

/** Takes orders for new cards, by file or by range, and tells how far they are. The work is done in the background. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardImportService {
  @Inject() private readonly config: AppConfig;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly numbers: DocumentNumbers;
  @Inject() private readonly tasks: TaskQueue;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly catalog: CatalogService;
  @Inject() private readonly queries: CardImportQueries;
  @Inject() private readonly staging: CardImportStaging;

  /**
   * Keeps an uploaded file and queues its import (AD-184, AD-191). The file is read once to its end, so that one which is
   * damaged or too long is refused at once. Throws CARD_PRODUCT_NOT_FOUND, PHYSICAL_CARD_ONLY,
   * IMPORT_FILE_INVALID, IMPORT_FILE_EMPTY, IMPORT_TOO_MANY_ROWS.
   */
  async importFile(actor: Actor, input: { productId: number; file: UploadedFile }): Promise<CardImportView> {
    await this.catalog.requirePhysicalProduct(null, input.productId);
    const head = await readImportHead(input.file.path);
    const totalRows = await countImportRows(input.file.path, head);
    const storedName = `${randomToken(22)}.xlsx`;
    const path = this.pathOf(storedName);
    await mkdir(join(this.config.dataDir, 'imports'), { recursive: true });
    await rename(input.file.path, path);
    const number = await this.nextNumber();
    try {
      return await this.transactions.run(actor, (tx) =>
        this.create(tx, actor, {
          number,
          productId: input.productId,
          source: 'file',
          fileName: input.file.fileName.slice(0, 200),
          storedName,
          titles: [...head.titles],
          totalRows,
        }),
      );
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  /** Queues consecutive cards with random secrets. Throws CARD_PRODUCT_NOT_FOUND, PHYSICAL_CARD_ONLY, GENERATE_RANGE_TAKEN. */
  async generateCards(actor: Actor, input: GenerateInput): Promise<CardImportView> {
    const lastCardNo = nextCardNo(input.firstCardNo, input.count - 1);
    if (lastCardNo === null) {
      throw commonError('VALIDATION_FAILED', { fields: { firstCardNo: '起始号后面的位数不够这么多张' } });
    }
    const number = await this.nextNumber();
    return this.transactions.run(actor, async (tx) => {
      await this.catalog.requirePhysicalProduct(tx, input.productId);
      const range = { from: input.firstCardNo, to: lastCardNo };
      await this.assertRangeFree(tx, range);
      return this.create(tx, actor, {
        number,
        productId: input.productId,
        source: 'generated',
        firstCardNo: range.from,
        lastCardNo: range.to,
        totalRows: input.count,
      });
    });
  }

  async listImports(page: PageQuery): Promise<Page<CardImportView>> {
    const { items, total } = await this.queries.listImports(page);
    const names = await this.catalog.namesOfCardProducts(items.map((item) => item.productId));
    return { items: items.map((item) => toView(item, names)), total };
  }

  /** Throws IMPORT_NOT_FOUND. */
  async requireImport(id: number): Promise<CardImportView> {
    const found = await this.queries.findImport(id);
    if (!found) throw cardError('IMPORT_NOT_FOUND', { id });
    return toView(found, await this.catalog.namesOfCardProducts([found.productId]));
  }

  /**
   * Marks the print file of generated cards as handed out, once and for all (the caller then streams it). Throws
   * IMPORT_NOT_FOUND, IMPORT_NOT_DONE, IMPORT_PRINT_FILE_TAKEN.
   */
  async takePrintFile(actor: Actor, id: number): Promise<CardImportView> {
    return this.transactions.run(actor, async (tx) => {
      const [found] = await lockById(tx, CardImport, [id]);
      if (!found || found.source !== 'generated') throw cardError('IMPORT_NOT_FOUND', { id });
      if (found.status !== 'done') throw cardError('IMPORT_NOT_DONE', { id });
      if (found.printTakenAt) {
        throw cardError('IMPORT_PRINT_FILE_TAKEN', { takenAt: formatInstantFull(found.printTakenAt) });
      }
      const printTakenAt = this.clock.now();
      await tx.update(CardImport, { id }, { printTakenAt });
      await this.documents.addStep(tx, actor, { kind: DocumentKind.cardImport, id, action: '下载制卡文件' });
      await this.audit.record(tx, actor, {
        action: 'cardImport.takePrintFile',
        targetKind: DocumentKind.cardImport,
        targetId: id,
        targetLabel: found.number,
      });
      const names = await this.catalog.namesOfCardProducts([found.productId], tx);
      return toView({ ...found, printTakenAt }, names);
    });
  }

  /** Where the file of an import lies until it has ended. */
  pathOf(storedName: string): string {
    return join(this.config.dataDir, 'imports', storedName);
  }

  private nextNumber(): Promise<string> {
    return this.numbers.next(documentPrefix.cardImport, toDay(this.clock.now()));
  }

  private async create(tx: Tx, actor: Actor, input: NewImport & { number: string }): Promise<CardImportView> {
    const created = tx.create(CardImport, {
      status: 'queued',
      totalRows: 0,
      processedRows: 0,
      importedRows: 0,
      rejectedRows: 0,
      createdBy: actor.name.slice(0, 80),
      createdAt: this.clock.now(),
      ...input,
    });
    await tx.insert(CardImport, created);
    const { id } = created;
    await this.tasks.add(tx, {
      type: cardImportTask,
      payload: { importId: id },
      dedupeKey: `${cardImportTask}:${id}`,
    });
    await this.documents.register(tx, actor, {
      kind: DocumentKind.cardImport,
      id,
      number: input.number,
      action: input.source === 'file' ? '上传卡号文件' : '生成卡号',
    });
    await this.audit.record(tx, actor, {
      action: `cardImport.${input.source === 'file' ? 'importFile' : 'generate'}`,
      targetKind: DocumentKind.cardImport,
      targetId: id,
      targetLabel: input.number,
      after: {
        productId: input.productId,
        fileName: input.fileName ?? null,
        firstCardNo: input.firstCardNo ?? null,
        lastCardNo: input.lastCardNo ?? null,
      },
    });
    return toView(created, await this.catalog.namesOfCardProducts([input.productId], tx));
  }

  private async assertRangeFree(tx: Tx, range: { from: string; to: string }): Promise<void> {
    const taken = await this.staging.findCardInRange(tx, { first: range.from, last: range.to });
    if (taken !== null) throw cardError('GENERATE_RANGE_TAKEN', { cardNo: taken });
    const open = await tx.findBy(CardImport, { source: 'generated', status: In(['queued', 'running']) });
    for (const { firstCardNo, lastCardNo } of open) {
      if (firstCardNo === null || lastCardNo === null) continue;
      if (rangesOverlap(range, { from: firstCardNo, to: lastCardNo })) {
        throw cardError('GENERATE_RANGE_TAKEN', { cardNo: firstCardNo });
      }
    }
  }
}

function toView(row: CardImport, productNames: ReadonlyMap<number, string>): CardImportView {
  const isPrintable = row.source === 'generated' && row.status === 'done';
  return {
    id: row.id,
    number: row.number,
    product: { id: row.productId, name: productNames.get(row.productId) ?? '' },
    source: row.source,
    fileName: row.fileName ?? null,
    status: row.status,
    failure: row.failure ?? null,
    totalRows: row.totalRows,
    processedRows: row.processedRows,
    importedRows: row.importedRows,
    rejectedRows: row.rejectedRows,
    hasErrorFile: row.source === 'file' && row.status === 'done' && row.rejectedRows > 0 && !row.purgedAt,
    printFile: !isPrintable ? 'none' : row.printTakenAt ? 'taken' : 'ready',
    createdBy: row.createdBy,
    createdAt: toIso(row.createdAt),
    finishedAt: row.finishedAt ? toIso(row.finishedAt) : null,
  };
}
