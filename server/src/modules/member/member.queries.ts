import type { channelSelfContract } from '@lakeside/shared/channel/channel.contract';
import { addDays, startOfDay } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import type { memberAdminContract, MemberTag } from '@lakeside/shared/member/member.contract';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, In, type SelectQueryBuilder } from 'typeorm';
import { contains, containsPattern, type Tx } from '../../platform/database/dialect';
import { rawNumber, shanghaiMonthSql } from '../../platform/database/raw-values';
import { MemberTagLinkRow } from './entities/member-tag-link.entity';
import { MemberTagRow } from './entities/member-tag.entity';
import { MemberRow } from './entities/member.entity';

type AdminQuery = ParsedInput<typeof memberAdminContract.listMembers>['query'];
type Filter = ParsedInput<typeof memberAdminContract.exportMembers>['query'];
type ChannelQuery = ParsedInput<typeof channelSelfContract.listMembers>['query'];

@Provide()
@Scope(ScopeEnum.Singleton)
export class MemberQueries {
  @InjectDataSource() private readonly dataSource: DataSource;

  /** Members for the back office, newest first (AD-123 … AD-126). `levelIds` narrows to levels of one rate. */
  listForAdmin(query: AdminQuery, levelIds: readonly number[] | null): Promise<Page<MemberRow>> {
    return page(this.filtered(query, levelIds), query);
  }

  /** The next `size` members of the filter with an id above `after`, by id. */
  batchForAdmin(
    filter: Filter,
    batch: { levelIds: readonly number[] | null; after: number; size: number },
  ): Promise<MemberRow[]> {
    return this.filtered(filter, batch.levelIds)
      .andWhere('member.id > :after', { after: batch.after })
      .orderBy('member.id', 'ASC')
      .take(batch.size)
      .getMany();
  }

  /** Who was invited by this member, newest first (AD-138). */
  listInvited(inviterMemberId: number, query: PageQuery): Promise<Page<MemberRow>> {
    return page(
      this.select(undefined).andWhere('member.inviterMemberId = :inviterMemberId', { inviterMemberId }),
      query,
    );
  }

  /** Members invited by this one since then, by the Shanghai month they joined in (AD-132). */
  async countInvitedByMonth(inviterMemberId: number, since: Date): Promise<Map<string, number>> {
    const rows = await this.select(undefined)
      .select(shanghaiMonthSql(this.dataSource, 'member.joinedAt'), 'month')
      .addSelect('COUNT(*)', 'members')
      .andWhere('member.inviterMemberId = :inviterMemberId AND member.joinedAt >= :since', {
        inviterMemberId,
        since,
      })
      .groupBy(shanghaiMonthSql(this.dataSource, 'member.joinedAt'))
      .getRawMany<{ month: string; members: number | string }>();
    return new Map(rows.map((row) => [row.month, rawNumber(row.members)]));
  }

  /** How many members carry each tag; unused ones are absent. */
  async countByTag(tagIds: readonly number[]): Promise<Map<number, number>> {
    if (tagIds.length === 0) return new Map();
    const rows = await this.dataSource
      .getRepository(MemberTagLinkRow)
      .createQueryBuilder('link')
      .select('link.tagId', 'id')
      .addSelect('COUNT(*)', 'members')
      .where('link.tagId IN (:...tagIds)', { tagIds: [...tagIds] })
      .groupBy('link.tagId')
      .getRawMany<{ id: number; members: number | string }>();
    return new Map(rows.map((row) => [Number(row.id), rawNumber(row.members)]));
  }

  /** The tags of these members by name; members without any are absent. */
  async tagsByMember(tx: Tx | null, memberIds: readonly number[]): Promise<Map<number, MemberTag[]>> {
    if (memberIds.length === 0) return new Map();
    const rows = await (tx ?? this.dataSource.manager)
      .createQueryBuilder(MemberTagLinkRow, 'link')
      .innerJoin(MemberTagRow, 'tag', 'tag.id = link.tagId')
      .select('link.memberId', 'memberId')
      .addSelect('tag.id', 'id')
      .addSelect('tag.name', 'name')
      .where('link.memberId IN (:...memberIds)', { memberIds: [...memberIds] })
      .orderBy('tag.name', 'ASC')
      .addOrderBy('tag.id', 'ASC')
      .getRawMany<{ memberId: number; id: number; name: string }>();
    const tags = new Map<number, MemberTag[]>();
    for (const { memberId, id, name } of rows) {
      const own = tags.get(Number(memberId)) ?? [];
      tags.set(Number(memberId), [...own, { id: Number(id), name }]);
    }
    return tags;
  }

  /** Members of a channel; with `staffId` only those this staff member invited directly (CH-019, CH-099). */
  listForChannel(
    owner: { channelId: number; staffId: number | null },
    query: ChannelQuery,
  ): Promise<Page<MemberRow>> {
    const rows = this.select(query.search).andWhere('member.channelId = :channelId', {
      channelId: owner.channelId,
    });
    if (owner.staffId !== null) rows.andWhere('member.staffId = :staffId', { staffId: owner.staffId });
    return page(rows, query);
  }

  /** How many members each channel or level has; those without any are absent. */
  async countBy(
    tx: Tx | null,
    column: 'channelId' | 'levelId' | 'staffId',
    ids: readonly number[],
  ): Promise<Map<number, number>> {
    if (ids.length === 0) return new Map();
    const counts = await (tx ?? this.dataSource.manager)
      .createQueryBuilder(MemberRow, 'member')
      .select(`member.${column}`, 'id')
      .addSelect('COUNT(*)', 'memberCount')
      .where(`member.${column} IN (:...ids)`, { ids: [...ids] })
      .groupBy(`member.${column}`)
      .getRawMany<{ id: number; memberCount: number | string }>();
    return new Map(counts.map((row) => [Number(row.id), Number(row.memberCount)]));
  }

  private filtered(filter: Filter, levelIds: readonly number[] | null): SelectQueryBuilder<MemberRow> {
    const rows = this.select(filter.search);
    if (levelIds) rows.andWhere({ levelId: In([...levelIds]) });
    const { levelId, channelId, staffId, tagId, status, joinedFrom, joinedTo } = filter;
    if (levelId) rows.andWhere('member.levelId = :levelId', { levelId });
    if (channelId) rows.andWhere('member.channelId = :channelId', { channelId });
    if (staffId) rows.andWhere('member.staffId = :staffId', { staffId });
    if (status) rows.andWhere('member.status = :status', { status });
    if (joinedFrom) rows.andWhere('member.joinedAt >= :from', { from: startOfDay(joinedFrom) });
    if (joinedTo) rows.andWhere('member.joinedAt < :before', { before: startOfDay(addDays(joinedTo, 1)) });
    if (!tagId) return rows;
    const tagged = 'tagged.tagId = :tagId AND tagged.memberId = member.id';
    return rows.innerJoin(MemberTagLinkRow, 'tagged', tagged, { tagId });
  }

  private select(search: string | undefined): SelectQueryBuilder<MemberRow> {
    const rows = this.dataSource.getRepository(MemberRow).createQueryBuilder('member').where('1 = 1');
    if (!search) return rows;
    return rows.andWhere(
      `(${contains('member.nickname', 'search')} OR ${contains('member.phone', 'search')})`,
      {
        search: containsPattern(search),
      },
    );
  }
}

async function page(rows: SelectQueryBuilder<MemberRow>, query: PageQuery): Promise<Page<MemberRow>> {
  const [items, total] = await rows
    .orderBy('member.id', 'DESC')
    .skip((query.page - 1) * query.pageSize)
    .take(query.pageSize)
    .getManyAndCount();
  return { items, total };
}
