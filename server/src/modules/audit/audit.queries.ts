import type { AuditEntry, auditAdminContract } from '@lakeside/shared/audit/audit.contract';
import { addDays, startOfDay, toIso } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type { Page } from '@lakeside/shared/kernel/page';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { contains, containsPattern } from '../../platform/database/dialect';
import { AuditEntryRow } from './entities/audit-entry.entity';

export type AuditQuery = ParsedInput<typeof auditAdminContract.listAuditEntries>['query'];

@Provide()
@Scope(ScopeEnum.Singleton)
export class AuditQueries {
  @InjectDataSource() private readonly dataSource: DataSource;

  async listEntries(query: AuditQuery): Promise<Page<AuditEntry>> {
    const rows = this.dataSource.getRepository(AuditEntryRow).createQueryBuilder('entry');
    if (query.action) rows.andWhere('entry.action = :action', { action: query.action });
    if (query.targetKind) rows.andWhere('entry.targetKind = :targetKind', { targetKind: query.targetKind });
    if (query.targetId) rows.andWhere('entry.targetId = :targetId', { targetId: query.targetId });
    if (query.requestId) rows.andWhere('entry.requestId = :requestId', { requestId: query.requestId });
    if (query.from) rows.andWhere('entry.at >= :from', { from: startOfDay(query.from) });
    if (query.to) rows.andWhere('entry.at < :before', { before: startOfDay(addDays(query.to, 1)) });
    if (query.actorName) {
      rows.andWhere(contains('entry.actorName', 'actorName'), {
        actorName: containsPattern(query.actorName),
      });
    }
    const [entries, total] = await rows
      .orderBy('entry.id', 'DESC')
      .skip((query.page - 1) * query.pageSize)
      .take(query.pageSize)
      .getManyAndCount();
    return { items: entries.map(toView), total };
  }
}

function toView(row: AuditEntryRow): AuditEntry {
  return {
    ...row,
    before: row.before && { ...row.before },
    after: row.after && { ...row.after },
    at: toIso(row.at),
  };
}
