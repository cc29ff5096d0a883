import type { afterSaleAdminContract, AfterSaleView } from '@lakeside/shared/after-sale/after-sale.contract';
import {
  afterSaleKindName,
  afterSaleReasonName,
  afterSaleStatusName,
  statusesOfTurn,
} from '@lakeside/shared/after-sale/after-sale.status';
import { addDays, formatInstantFull, startOfDay, toDay } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import { Clock } from '../../platform/clock';
import { contains } from '../../platform/database/dialect';
import { rowsById } from '../../platform/database/rows-by-id';
import { numberPattern } from '../../platform/document-number/number-pattern';
import type { MemberActor } from '../../platform/http/actor';
import type { FileDownload } from '../../platform/http/serve';
import { type SpreadsheetCell, spreadsheetDownload } from '../../platform/spreadsheet/write-spreadsheet';
import { toAfterSaleView } from './after-sale-view.service';
import { AfterSale } from './entities/after-sale.entity';

type Query = ParsedInput<typeof afterSaleAdminContract.listAfterSales>['query'];
type Filter = ParsedInput<typeof afterSaleAdminContract.exportAfterSales>['query'];

const exportBatchSize = 1000;
const exportColumns = [
  { title: '售后编号', width: 20 },
  { title: '下单时间', width: 20 },
  { title: '订单编号', width: 20 },
  { title: '售后商品', width: 30 },
  { title: '数量', width: 8 },
  { title: '类型', width: 12 },
  { title: '原因', width: 14 },
  { title: '状态', width: 14 },
  { title: '申请金额（元）', width: 14 },
  { title: '退款金额（元）', width: 14 },
  { title: '处理说明', width: 30 },
  { title: '申请时间', width: 20 },
  { title: '结束时间', width: 20 },
];

/** Cases as buyers and the back office read them. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class AfterSaleListService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly clock: Clock;

  /** Own cases, newest first (MB-064). */
  async listOfMember(actor: MemberActor, query: PageQuery): Promise<Page<AfterSaleView>> {
    const { items, total } = await this.listForAdmin({ ...query, memberId: actor.memberId });
    return { items: items.map(({ memberId: _memberId, ...item }) => item), total };
  }

  /** Newest first (AD-285, AD-286). */
  async listForAdmin(query: Query): Promise<Page<AfterSaleView & { memberId: number }>> {
    const [rows, total] = await this.select(query)
      .orderBy('sale.id', 'DESC')
      .skip((query.page - 1) * query.pageSize)
      .take(query.pageSize)
      .getManyAndCount();
    return { items: rows.map((row) => ({ ...toAfterSaleView(row), memberId: row.memberId })), total };
  }

  /** The filtered cases, oldest first, as a spreadsheet that is written while it is read. */
  async exportAfterSales(filter: Filter): Promise<FileDownload> {
    return spreadsheetDownload(`售后-${toDay(this.clock.now())}.xlsx`, {
      sheetName: '售后',
      columns: exportColumns,
      rows: this.exportRows(filter),
    });
  }

  private async *exportRows(filter: Filter): AsyncGenerator<SpreadsheetCell[]> {
    const batches = rowsById(exportBatchSize, (after) =>
      this.select(filter)
        .andWhere('sale.id > :after', { after })
        .orderBy('sale.id', 'ASC')
        .take(exportBatchSize)
        .getMany(),
    );
    for await (const rows of batches) yield* rows.map(toExportRow);
  }

  private select(filter: Filter): SelectQueryBuilder<AfterSale> {
    const select = this.dataSource.getRepository(AfterSale).createQueryBuilder('sale').where('1 = 1');
    const { turn, status, kind, number, memberId, from, to } = filter;
    if (turn) select.andWhere('sale.status IN (:...statuses)', { statuses: [...statusesOfTurn[turn]] });
    if (status) select.andWhere('sale.status = :status', { status });
    if (kind) select.andWhere('sale.kind = :kind', { kind });
    if (memberId) select.andWhere('sale.memberId = :memberId', { memberId });
    if (number) {
      const isOwn = contains('sale.number', 'number');
      const isOrder = contains('sale.orderNumber', 'number');
      select.andWhere(`(${isOwn} OR ${isOrder})`, { number: numberPattern(number) });
    }
    if (from) select.andWhere('sale.createdAt >= :from', { from: startOfDay(from) });
    if (to) select.andWhere('sale.createdAt < :to', { to: startOfDay(addDays(to, 1)) });
    return select;
  }
}

function toExportRow(row: AfterSale): SpreadsheetCell[] {
  return [
    row.number,
    formatInstantFull(row.orderedAt.toISOString()),
    row.orderNumber,
    row.title,
    row.quantity,
    afterSaleKindName[row.kind],
    afterSaleReasonName[row.reason],
    afterSaleStatusName[row.status],
    row.askedFen === null ? '' : row.askedFen / 100,
    row.approvedFen === null ? '' : row.approvedFen / 100,
    row.decisionNote ?? '',
    formatInstantFull(row.createdAt.toISOString()),
    row.endedAt ? formatInstantFull(row.endedAt.toISOString()) : '',
  ];
}
