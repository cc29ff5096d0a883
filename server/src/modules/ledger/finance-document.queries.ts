import { addDays, startOfDay } from '@lakeside/shared/kernel/date';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import type { FinanceDocument as FinanceDocumentView } from '@lakeside/shared/ledger/ledger.contract';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { contains, prefixPattern } from '../../platform/database/dialect';
import { FinanceDocument } from './entities/finance-document.entity';

export interface FinanceDocumentFilter extends PageQuery {
  kind?: FinanceDocumentView['kind'] | undefined;
  channelId?: number | undefined;
  /** Beginning of the document number. */
  number?: string | undefined;
  /** First and last business day, both included. */
  from?: string | undefined;
  to?: string | undefined;
}

@Provide()
@Scope(ScopeEnum.Singleton)
export class FinanceDocumentQueries {
  @InjectDataSource() private readonly dataSource: DataSource;

  findDocument(id: number): Promise<FinanceDocument | null> {
    return this.dataSource.getRepository(FinanceDocument).findOneBy({ id });
  }

  /** Newest first. */
  async listDocuments(filter: FinanceDocumentFilter): Promise<Page<FinanceDocument>> {
    const query = this.dataSource.getRepository(FinanceDocument).createQueryBuilder('document');
    if (filter.kind) query.andWhere('document.kind = :kind', { kind: filter.kind });
    if (filter.channelId) query.andWhere('document.channelId = :channelId', { channelId: filter.channelId });
    if (filter.number) {
      query.andWhere(contains('document.number', 'number'), {
        number: prefixPattern(filter.number.trim().toUpperCase()),
      });
    }
    if (filter.from) query.andWhere('document.createdAt >= :from', { from: startOfDay(filter.from) });
    if (filter.to)
      query.andWhere('document.createdAt < :until', { until: startOfDay(addDays(filter.to, 1)) });
    const [items, total] = await query
      .orderBy('document.id', 'DESC')
      .skip((filter.page - 1) * filter.pageSize)
      .take(filter.pageSize)
      .getManyAndCount();
    return { items, total };
  }
}
