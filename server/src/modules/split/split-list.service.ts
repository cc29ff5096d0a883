import { addDays, formatInstantFull, startOfDay, toDay } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type { Page } from '@lakeside/shared/kernel/page';
import { valuesOf } from '@lakeside/shared/kernel/status';
import type { splitAdminContract, SplitLineView, SplitTotals } from '@lakeside/shared/split/split.contract';
import {
  SplitParty,
  splitPartyName,
  splitSourceName,
  SplitState,
  splitStateName,
} from '@lakeside/shared/split/split.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import { Clock } from '../../platform/clock';
import { contains } from '../../platform/database/dialect';
import { rawNumber } from '../../platform/database/raw-values';
import { rowsById } from '../../platform/database/rows-by-id';
import { numberPattern } from '../../platform/document-number/number-pattern';
import type { FileDownload } from '../../platform/http/serve';
import { type SpreadsheetCell, spreadsheetDownload } from '../../platform/spreadsheet/write-spreadsheet';
import { SplitLine } from './entities/split-line.entity';
import { SandClient } from './sand.client';
import { toSplitLineView } from './split-views';

type Query = ParsedInput<typeof splitAdminContract.listSplits>['query'];
type Filter = ParsedInput<typeof splitAdminContract.sumSplits>['query'];

const exportBatchSize = 1000;
const exportColumns = [
  { title: '分账单号', width: 20 },
  { title: '分账主体', width: 16 },
  { title: '来源', width: 12 },
  { title: '来源单号', width: 20 },
  { title: '金额（元）', width: 14 },
  { title: '状态', width: 10 },
  { title: '杉德流水号', width: 28 },
  { title: '失败原因', width: 30 },
  { title: '收退款时间', width: 20 },
  { title: '分账时间', width: 20 },
];

/** Split lines as finance reads them (AD-334). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class SplitListService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly client: SandClient;

  /** Newest first. */
  async listSplits(query: Query): Promise<Page<SplitLineView>> {
    const [items, total] = await this.select(query)
      .orderBy('line.happenedAt', 'DESC')
      .addOrderBy('line.id', 'DESC')
      .skip((query.page - 1) * query.pageSize)
      .take(query.pageSize)
      .getManyAndCount();
    return { items: items.map(toSplitLineView), total };
  }

  /** Every party is listed, also one without money. */
  async sumSplits(filter: Filter): Promise<SplitTotals> {
    const rows = await this.select(filter)
      .select('line.party', 'party')
      .addSelect('COUNT(*)', 'count')
      .addSelect('SUM(line.amountFen)', 'amountFen')
      .addSelect('SUM(CASE WHEN line.state = :succeeded THEN line.amountFen ELSE 0 END)', 'succeededFen')
      .setParameter('succeeded', SplitState.succeeded)
      .groupBy('line.party')
      .getRawMany<Record<'party' | 'count' | 'amountFen' | 'succeededFen', unknown>>();
    const parties = valuesOf(SplitParty).map((party) => {
      const row = rows.find((one) => one.party === party);
      return {
        party,
        count: rawNumber(row?.count),
        amountFen: rawNumber(row?.amountFen),
        succeededFen: rawNumber(row?.succeededFen),
      };
    });
    return { isConnected: this.client.isOn, parties };
  }

  /** The filtered lines, oldest first, as a spreadsheet that is written while it is read. */
  async exportSplits(filter: Filter): Promise<FileDownload> {
    return spreadsheetDownload(`分账明细-${toDay(this.clock.now())}.xlsx`, {
      sheetName: '分账明细',
      columns: exportColumns,
      rows: this.exportRows(filter),
    });
  }

  private async *exportRows(filter: Filter): AsyncGenerator<SpreadsheetCell[]> {
    const batches = rowsById(exportBatchSize, (after) =>
      this.select(filter)
        .andWhere('line.id > :after', { after })
        .orderBy('line.id', 'ASC')
        .take(exportBatchSize)
        .getMany(),
    );
    for await (const lines of batches) yield* lines.map(toExportRow);
  }

  private select(filter: Filter): SelectQueryBuilder<SplitLine> {
    const select = this.dataSource.getRepository(SplitLine).createQueryBuilder('line').where('1 = 1');
    const { party, source, state, number, from, to } = filter;
    if (party) select.andWhere('line.party = :party', { party });
    if (source) select.andWhere('line.source = :source', { source });
    if (state) select.andWhere('line.state = :state', { state });
    if (number) {
      const isOwn = contains('line.number', 'number');
      const isSource = contains('line.sourceNumber', 'number');
      select.andWhere(`(${isOwn} OR ${isSource})`, { number: numberPattern(number) });
    }
    if (from) select.andWhere('line.happenedAt >= :from', { from: startOfDay(from) });
    if (to) select.andWhere('line.happenedAt < :to', { to: startOfDay(addDays(to, 1)) });
    return select;
  }
}

function toExportRow(line: SplitLine): SpreadsheetCell[] {
  return [
    line.number,
    splitPartyName[line.party],
    splitSourceName[line.source],
    line.sourceNumber,
    line.amountFen / 100,
    splitStateName[line.state],
    line.sandNo ?? '',
    line.failure ?? '',
    formatInstantFull(line.happenedAt.toISOString()),
    line.finishedAt ? formatInstantFull(line.finishedAt.toISOString()) : '',
  ];
}
