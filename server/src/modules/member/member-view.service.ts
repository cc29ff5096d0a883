import type { channelSelfContract } from '@lakeside/shared/channel/channel.contract';
import { toIso } from '@lakeside/shared/kernel/date';
import type { EndpointResponse, ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type { Page } from '@lakeside/shared/kernel/page';
import type {
  MemberAdminView,
  memberAdminContract,
  MemberProfile,
} from '@lakeside/shared/member/member.contract';
import { memberError } from '@lakeside/shared/member/member.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Tx } from '../../platform/database/dialect';
import type { ChannelActor } from '../../platform/http/actor';
import { ChannelStaffService } from '../channel/channel-staff.service';
import { ChannelService } from '../channel/channel.service';
import { type LevelRecord, MemberLevelService } from '../channel/member-level.service';
import { IdentityService } from '../identity/identity.service';
import { MemberRow } from './entities/member.entity';
import { MemberQueries } from './member.queries';
import { MemberService } from './member.service';

type ChannelMembers = EndpointResponse<typeof channelSelfContract.listMembers>;

/** Members as they see themselves, and as channels and the back office see them. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class MemberViewService {
  @Inject() private readonly channels: ChannelService;
  @Inject() private readonly identity: IdentityService;
  @Inject() private readonly levels: MemberLevelService;
  @Inject() private readonly members: MemberService;
  @Inject() private readonly queries: MemberQueries;
  @Inject() private readonly staff: ChannelStaffService;
  @InjectDataSource() private readonly dataSource: DataSource;

  /** Throws MEMBER_NOT_FOUND. Pass `tx` inside a transaction. */
  async requireProfile(tx: Tx | null, memberId: number): Promise<MemberProfile> {
    const row = await this.manager(tx).findOneBy(MemberRow, { id: memberId });
    if (!row) throw memberError('MEMBER_NOT_FOUND');
    const level = await this.levels.requireLevel(tx, row.levelId);
    const channel = row.channelId === null ? null : await this.channels.requireChannel(tx, row.channelId);
    const credential = await this.identity.findCredentialOf({ kind: 'member', id: memberId }, tx);
    return {
      id: row.id,
      phone: row.phone,
      nickname: row.nickname,
      avatarUrl: row.avatarUrl,
      level: toLevelRef(level),
      channel: channel && this.channels.refOf(channel),
      hasPassword: credential?.hasPassword ?? false,
      joinedAt: toIso(row.joinedAt),
    };
  }

  async listForAdmin(
    query: ParsedInput<typeof memberAdminContract.listMembers>['query'],
  ): Promise<Page<MemberAdminView>> {
    const levelIds = query.rateBp === undefined ? null : await this.levels.idsOfRate(query.rateBp);
    if (levelIds?.length === 0) return { items: [], total: 0 };
    const { items, total } = await this.queries.listForAdmin(query, levelIds);
    return { items: await this.adminViewsOf(null, items), total };
  }

  /** Throws MEMBER_NOT_FOUND. Pass `tx` inside a transaction. */
  async requireAdminView(tx: Tx | null, id: number): Promise<MemberAdminView> {
    const row = await this.manager(tx).findOneBy(MemberRow, { id });
    const [view] = row ? await this.adminViewsOf(tx, [row]) : [];
    if (!view) throw memberError('MEMBER_NOT_FOUND');
    return view;
  }

  /** The owner sees all members of the channel, staff those they invited directly (CH-019 … CH-021, CH-099 … CH-101). */
  async listForChannel(
    actor: ChannelActor,
    query: ParsedInput<typeof channelSelfContract.listMembers>['query'],
  ): Promise<ChannelMembers> {
    const { items, total } = await this.queries.listForChannel(actor, query);
    const levelById = await this.levels.levelsByIds(
      null,
      items.map((row) => row.levelId),
    );
    return {
      total,
      items: items.map((row) => ({
        id: row.id,
        nickname: row.nickname,
        avatarUrl: row.avatarUrl,
        phone: shownPhone(row),
        levelName: levelById.get(row.levelId)?.name ?? '',
        joinedAt: toIso(row.joinedAt),
      })),
    };
  }

  /** What the back office sees of these members, in their order. */
  async adminViewsOf(tx: Tx | null, rows: readonly MemberRow[]): Promise<MemberAdminView[]> {
    const idsOf = (pick: (row: MemberRow) => number | null) => rows.flatMap((row) => pick(row) ?? []);
    const levels = await this.levels.levelsByIds(
      tx,
      idsOf((row) => row.levelId),
    );
    const channels = await this.channels.channelsByIds(
      idsOf((row) => row.channelId),
      tx,
    );
    const staffNames = await this.staff.namesOf(
      tx,
      idsOf((row) => row.staffId),
    );
    const inviters = await this.members.membersByIds(
      idsOf((row) => row.inviterMemberId),
      tx,
    );
    const tags = await this.queries.tagsByMember(
      tx,
      rows.map((row) => row.id),
    );
    return rows.map((row) => {
      const channel = channels.get(row.channelId ?? 0);
      const level = levels.get(row.levelId);
      if (!level) throw new Error(`member ${row.id} has no level`);
      return {
        id: row.id,
        phone: shownPhone(row),
        nickname: row.nickname,
        avatarUrl: row.avatarUrl,
        level: toLevelRef(level),
        channel: channel ? this.channels.refOf(channel) : null,
        staffId: row.staffId,
        staffName: staffNames.get(row.staffId ?? 0) ?? null,
        inviterName: inviters.get(row.inviterMemberId ?? 0)?.nickname ?? null,
        remark: row.remark,
        tags: tags.get(row.id) ?? [],
        status: row.status,
        joinedAt: toIso(row.joinedAt),
      };
    });
  }

  private manager(tx: Tx | null): EntityManager {
    return tx ?? this.dataSource.manager;
  }
}

/** A deleted account keeps a number only to be unlike all others. */
export function shownPhone(row: Pick<MemberRow, 'phone' | 'status'>): string {
  return row.status === 'deleted' ? '—' : row.phone;
}

function toLevelRef({ id, name, rateBp }: LevelRecord): MemberAdminView['level'] {
  return { id, name, rateBp };
}
