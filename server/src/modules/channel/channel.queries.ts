import type {
  channelAdminContract,
  ChannelRef,
  channelSelfContract,
  ChannelView,
} from '@lakeside/shared/channel/channel.contract';
import { ChannelStatus } from '@lakeside/shared/channel/channel.status';
import { toIso } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type EntityManager, In, type SelectQueryBuilder } from 'typeorm';
import { contains, containsPattern, type Tx } from '../../platform/database/dialect';
import { ChannelRow } from './entities/channel.entity';

type AdminQuery = ParsedInput<typeof channelAdminContract.listChannels>['query'];
type ChildQuery = ParsedInput<typeof channelSelfContract.listChildren>['query'];

/** What a view shows beside the row: names and numbers kept elsewhere. */
export interface ViewFacts {
  readonly salespersonNames: ReadonlyMap<number, string>;
  readonly memberCounts: ReadonlyMap<number, number>;
  readonly refs: ReadonlyMap<number, ChannelRef>;
  readonly childCounts: ReadonlyMap<number, number>;
}

/** Lists of channels and what their views need, in a fixed number of statements however long the list. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ChannelQueries {
  @InjectDataSource() private readonly dataSource: DataSource;

  /** Channels for the back office, newest first (AD-024 … AD-026). */
  listForAdmin(query: AdminQuery): Promise<Page<ChannelRow>> {
    const rows = this.select(query.search);
    if (query.level) rows.andWhere('channel.level = :level', { level: query.level });
    if (query.l1Subtype) rows.andWhere('channel.l1Subtype = :subtype', { subtype: query.l1Subtype });
    if (query.status) rows.andWhere('channel.status = :status', { status: query.status });
    if (query.parentId) rows.andWhere('channel.parentId = :parentId', { parentId: query.parentId });
    if (query.salespersonId) {
      rows.andWhere('channel.salespersonId = :salespersonId', { salespersonId: query.salespersonId });
    }
    return page(rows, query);
  }

  /** Direct children of a channel, newest first; rejected applicants only when asked for. */
  listChildren(parentId: number, query: ChildQuery): Promise<Page<ChannelRow>> {
    const rows = this.select(query.search).andWhere('channel.parentId = :parentId', { parentId });
    if (query.status) rows.andWhere('channel.status = :status', { status: query.status });
    else rows.andWhere('channel.status <> :rejected', { rejected: ChannelStatus.rejected });
    return page(rows, query);
  }

  /** Parents and roots by id. */
  async refsByIds(ids: readonly number[], tx: Tx | null): Promise<Map<number, ChannelRef>> {
    if (ids.length === 0) return new Map();
    const rows = await this.manager(tx).findBy(ChannelRow, { id: In([...new Set(ids)]) });
    return new Map(rows.map(({ id, name, level }) => [id, { id, name, level }]));
  }

  /** How many approved children each channel has; those without any are absent. */
  async childCounts(ids: readonly number[], tx: Tx | null): Promise<Map<number, number>> {
    if (ids.length === 0) return new Map();
    const counts = await this.manager(tx)
      .createQueryBuilder(ChannelRow, 'channel')
      .select('channel.parentId', 'parentId')
      .addSelect('COUNT(*)', 'childCount')
      .where({ parentId: In([...ids]), status: In([ChannelStatus.active, ChannelStatus.closed]) })
      .groupBy('channel.parentId')
      .getRawMany<{ parentId: number; childCount: number | string }>();
    return new Map(counts.map((row) => [Number(row.parentId), Number(row.childCount)]));
  }

  private select(search: string | undefined): SelectQueryBuilder<ChannelRow> {
    const rows = this.dataSource.getRepository(ChannelRow).createQueryBuilder('channel').where('1 = 1');
    if (!search) return rows;
    const found = ['channel.name', 'channel.contactName', 'channel.phone'].map((name) =>
      contains(name, 'search'),
    );
    return rows.andWhere(`(${found.join(' OR ')})`, { search: containsPattern(search) });
  }

  private manager(tx: Tx | null): EntityManager {
    return tx ?? this.dataSource.manager;
  }
}

async function page(rows: SelectQueryBuilder<ChannelRow>, query: PageQuery): Promise<Page<ChannelRow>> {
  const [items, total] = await rows
    .orderBy('channel.id', 'DESC')
    .skip((query.page - 1) * query.pageSize)
    .take(query.pageSize)
    .getManyAndCount();
  return { items, total };
}

export function toChannelView(row: ChannelRow, facts: ViewFacts): ChannelView {
  const ownRef: ChannelRef = { id: row.id, name: row.name, level: row.level };
  const salespersonName = facts.salespersonNames.get(row.salespersonId ?? 0);
  return {
    id: row.id,
    name: row.name,
    contactName: row.contactName,
    phone: row.phone,
    level: row.level,
    l1Subtype: row.l1Subtype,
    businessMode: row.businessMode,
    rateBp: row.rateBp,
    status: row.status,
    rejectReason: row.rejectReason,
    parent: facts.refs.get(row.parentId ?? 0) ?? null,
    l1: facts.refs.get(row.l1Id) ?? ownRef,
    salesperson:
      row.salespersonId !== null && salespersonName !== undefined
        ? { id: row.salespersonId, name: salespersonName }
        : null,
    address: row.address,
    location: row.location,
    childCount: facts.childCounts.get(row.id) ?? 0,
    memberCount: facts.memberCounts.get(row.id) ?? 0,
    createdAt: toIso(row.createdAt),
  };
}
