import { cardLink } from '@lakeside/shared/card/card-link';
import { cardError } from '@lakeside/shared/card/card.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { AppConfig } from '../../platform/config/config';
import type { Actor } from '../../platform/http/actor';
import type { FileDownload } from '../../platform/http/serve';
import { spreadsheetDownload } from '../../platform/spreadsheet/write-spreadsheet';
import { CardImportQueries } from './card-import.queries';
import { CardImportSeal } from './card-import-seal';
import { CardImportStaging } from './card-import-staging';
import { CardImportService } from './card-import.service';
import { importTitles } from './domain/check-import-row';

const sheetName = '卡号';

/** The files an import hands out. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardImportFilesService {
  @Inject() private readonly config: AppConfig;
  @Inject() private readonly imports: CardImportService;
  @Inject() private readonly queries: CardImportQueries;
  @Inject() private readonly staging: CardImportStaging;
  @Inject() private readonly seals: CardImportSeal;

  /** An empty file with the two titles. */
  async template(): Promise<FileDownload> {
    const columns = [
      { title: importTitles.cardNo, width: 26 },
      { title: importTitles.secret, width: 20 },
    ];
    return spreadsheetDownload('卡号导入模板.xlsx', { sheetName, columns, rows: [] });
  }

  /**
   * The refused rows as they came, with the reason behind them; corrected, the file can be uploaded as it is. Throws
   * IMPORT_NOT_FOUND, IMPORT_NOT_DONE; IMPORT_NOT_FOUND too when nothing was refused or the rows are gone.
   */
  async errorFile(importId: number): Promise<FileDownload> {
    const found = await this.imports.requireImport(importId);
    if (found.status === 'queued' || found.status === 'running')
      throw cardError('IMPORT_NOT_DONE', { id: importId });
    const titles = (await this.queries.findImport(importId))?.titles ?? [];
    if (!found.hasErrorFile) throw cardError('IMPORT_NOT_FOUND', { id: importId });
    // A file that came back once already carries a column of reasons, now out of date.
    const kept = titles.flatMap((title, index) => (title === importTitles.problem ? [] : [index]));
    const columns = [...kept.map((index) => titles[index] ?? ''), importTitles.problem];
    return spreadsheetDownload(`${found.number}-退回.xlsx`, {
      sheetName,
      columns: columns.map((title) => ({ title, width: 26 })),
      rows: this.refusedRows(importId, kept),
    });
  }

  /** Numbers, secrets and what the QR code says of generated cards, once. Throws as `CardImportService.takePrintFile`. */
  async printFile(actor: Actor, importId: number): Promise<FileDownload> {
    const taken = await this.imports.takePrintFile(actor, importId);
    const columns = [
      { title: importTitles.cardNo, width: 26 },
      { title: importTitles.secret, width: 20 },
      { title: '二维码内容', width: 50 },
    ];
    return spreadsheetDownload(`${taken.number}-制卡.xlsx`, {
      sheetName,
      columns,
      rows: this.printRows(importId),
    });
  }

  private async *refusedRows(importId: number, kept: readonly number[]): AsyncGenerator<string[]> {
    for await (const row of this.staging.sealedRows(importId)) {
      const cells = this.seals.open(importId, row.sealed ?? '');
      yield [...kept.map((index) => cells[index] ?? ''), row.problem ?? ''];
    }
  }

  /** The secrets are forgotten as soon as the last of them is sent. */
  private async *printRows(importId: number): AsyncGenerator<string[]> {
    for await (const row of this.staging.sealedRows(importId)) {
      const cardNo = row.cardNo ?? '';
      const [secret = ''] = this.seals.open(importId, row.sealed ?? '');
      yield [cardNo, secret, cardLink(this.config.publicUrl, cardNo)];
    }
    await this.staging.purge(importId, 'all');
  }
}
