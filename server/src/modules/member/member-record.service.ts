import { monthsUntil, startOfDay, toDay, toIso } from '@lakeside/shared/kernel/date';
import type { EndpointResponse } from '@lakeside/shared/kernel/endpoint';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import { memberError } from '@lakeside/shared/member/member.errors';
import type {
  MemberChangeView,
  memberRecordAdminContract,
  MonthlyCounts,
} from '@lakeside/shared/member/member-record.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock';
import { ChannelStaffService } from '../channel/channel-staff.service';
import { MemberLevelService } from '../channel/member-level.service';
import { MemberRow } from './entities/member.entity';
import { MemberChangeService } from './member-change.service';
import { shownPhone } from './member-view.service';
import { MemberQueries } from './member.queries';

type InvitedMember = EndpointResponse<typeof memberRecordAdminContract.listInvitedMembers>['items'][number];

/** How far back the trends of a member go, in months. */
const trendMonths = 12;

/** What the back office reads of one member beside the basic data (AD-132, AD-138). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class MemberRecordService {
  @Inject() private readonly changes: MemberChangeService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly levels: MemberLevelService;
  @Inject() private readonly queries: MemberQueries;
  @Inject() private readonly staff: ChannelStaffService;
  @InjectDataSource() private readonly dataSource: DataSource;

  /** Throws MEMBER_NOT_FOUND. */
  async listChanges(memberId: number, query: PageQuery): Promise<Page<MemberChangeView>> {
    await this.requireMember(memberId);
    return this.changes.list(memberId, query);
  }

  /** Throws MEMBER_NOT_FOUND. */
  async listInvited(memberId: number, query: PageQuery): Promise<Page<InvitedMember>> {
    await this.requireMember(memberId);
    const { items, total } = await this.queries.listInvited(memberId, query);
    const levels = await this.levels.levelsByIds(
      null,
      items.map(({ levelId }) => levelId),
    );
    return {
      total,
      items: items.map((row) => {
        const { id, nickname, levelId, status, joinedAt } = row;
        const phone = shownPhone(row);
        const levelName = levels.get(levelId)?.name ?? '';
        return { id, nickname, phone, levelName, status, joinedAt: toIso(joinedAt) };
      }),
    };
  }

  /** Throws MEMBER_NOT_FOUND. */
  async inviteTrend(memberId: number): Promise<{ months: MonthlyCounts }> {
    await this.requireMember(memberId);
    return { months: await this.byMonth((since) => this.queries.countInvitedByMonth(memberId, since)) };
  }

  listStaffChoices(channelId: number): Promise<{ id: number; name: string }[]> {
    return this.staff.activeStaffOf(channelId);
  }

  /** The last twelve months with what `count` knows of them; a month without anything is 0. */
  async byMonth(count: (since: Date) => Promise<Map<string, number>>): Promise<MonthlyCounts> {
    const months = monthsUntil(toDay(this.clock.now()), trendMonths);
    const counts = await count(startOfDay(`${months[0]}-01`));
    return months.map((month) => ({ month, count: counts.get(month) ?? 0 }));
  }

  /** Throws MEMBER_NOT_FOUND. */
  async requireMember(id: number): Promise<void> {
    if (!(await this.dataSource.manager.existsBy(MemberRow, { id }))) throw memberError('MEMBER_NOT_FOUND');
  }
}
