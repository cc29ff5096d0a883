import { channelError } from '@lakeside/shared/channel/channel.errors';
import { toIso } from '@lakeside/shared/kernel/date';
import { type Fen, formatFen, sumFen } from '@lakeside/shared/kernel/money';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import { revenueError } from '@lakeside/shared/revenue/revenue.errors';
import { RevenueStatus } from '@lakeside/shared/revenue/revenue.status';
import type {
  StaffIncome,
  StaffIncomeLine,
  StaffSettlement as StaffSettlementView,
} from '@lakeside/shared/revenue/staff-income.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, MoreThan } from 'typeorm';
import { Clock } from '../../platform/clock';
import { insertInChunks } from '../../platform/database/dialect';
import { rawNumber } from '../../platform/database/raw-values';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import type { ChannelActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { ChannelStaffService } from '../channel/channel-staff.service';
import { MemberService } from '../member/member.service';
import { RevenueShare } from './entities/revenue-share.entity';
import { StaffOfflineIncome } from './entities/staff-offline-income.entity';
import { StaffSettlement } from './entities/staff-settlement.entity';

type LineQuery = PageQuery & { source: 'online' | 'offline' };

/** What a channel owes its staff, pays offline and marks here (rules.md §7, §8). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class StaffIncomeService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly staff: ChannelStaffService;
  @Inject() private readonly members: MemberService;

  /** One of the actor's staff with income, rate and members introduced (CH-003). Throws STAFF_NOT_FOUND. */
  async incomeOfStaff(actor: ChannelActor, staffId: number) {
    const { name, commissionRateBp } = await this.staff.requireOwnStaff(actor, staffId);
    const memberCount = (await this.members.countByStaff(null, [staffId])).get(staffId) ?? 0;
    return { ...(await this.incomeOf(null, staffId)), name, commissionRateBp, memberCount };
  }

  /** Throws STAFF_NOT_FOUND. */
  async listOfStaff(actor: ChannelActor, staffId: number, query: LineQuery): Promise<Page<StaffIncomeLine>> {
    await this.staff.requireOwnStaff(actor, staffId);
    return this.linesOf(staffId, query);
  }

  /** Throws STAFF_NOT_FOUND. */
  async settlementsOfStaff(
    actor: ChannelActor,
    staffId: number,
    query: PageQuery,
  ): Promise<Page<StaffSettlementView>> {
    await this.staff.requireOwnStaff(actor, staffId);
    return this.settlementsOf(staffId, query);
  }

  /** The actor's own income. Throws STAFF_NOT_FOUND for an owner, who has none. */
  async ownIncome(actor: ChannelActor): Promise<StaffIncome> {
    return this.incomeOf(null, requireStaffId(actor));
  }

  async listOwn(actor: ChannelActor, query: LineQuery): Promise<Page<StaffIncomeLine>> {
    return this.linesOf(requireStaffId(actor), query);
  }

  async ownSettlements(actor: ChannelActor, query: PageQuery): Promise<Page<StaffSettlementView>> {
    return this.settlementsOf(requireStaffId(actor), query);
  }

  /** Marks what was paid offline, never more than can be settled (CH-007). Throws STAFF_NOT_FOUND, STAFF_INCOME_SHORT. */
  async settle(
    actor: ChannelActor,
    input: { staffId: number; amountFen: Fen; note: string | null },
  ): Promise<StaffIncome> {
    const { staffId, amountFen, note } = input;
    return this.transactions.run(actor, async (tx) => {
      const { name } = await this.staff.lockOwnStaff(tx, actor, staffId);
      assertEnough(await this.incomeOf(tx, staffId), amountFen);
      const at = this.clock.now();
      const row = { channelId: actor.channelId, staffId, amountFen, note, actorName: actor.name, at };
      await insertInChunks(tx, StaffSettlement, [row]);
      await this.record(tx, actor, { verb: 'settle', staffId, name, after: { amountFen, note } });
      return this.incomeOf(tx, staffId);
    });
  }

  /** Enters offline income, or takes an entry back that is not settled yet. Throws STAFF_NOT_FOUND, STAFF_INCOME_SHORT. */
  async addOffline(
    actor: ChannelActor,
    input: { staffId: number; amountFen: Fen; day: string; note: string | null },
  ): Promise<StaffIncome> {
    const { staffId, amountFen, day, note } = input;
    return this.transactions.run(actor, async (tx) => {
      const { name } = await this.staff.lockOwnStaff(tx, actor, staffId);
      if (amountFen < 0) assertEnough(await this.incomeOf(tx, staffId), -amountFen);
      const row = { channelId: actor.channelId, staffId, amountFen, day, note, at: this.clock.now() };
      await insertInChunks(tx, StaffOfflineIncome, [row]);
      await this.record(tx, actor, { verb: 'addOffline', staffId, name, after: { amountFen, day, note } });
      return this.incomeOf(tx, staffId);
    });
  }

  private async incomeOf(tx: Tx | null, staffId: number): Promise<StaffIncome> {
    const source = tx ?? this.dataSource.manager;
    const rows: { part: string; fen: number | string | null; lineCount: number | string }[] =
      await source.query(
        `SELECT status AS part, SUM(staffFen) AS fen, COUNT(*) AS lineCount FROM revenue_share WHERE staffId = ? GROUP BY status
       UNION ALL SELECT 'offline', SUM(amountFen), COUNT(*) FROM staff_offline_income WHERE staffId = ?
       UNION ALL SELECT 'settled', SUM(amountFen), COUNT(*) FROM staff_settlement WHERE staffId = ?`,
        [staffId, staffId, staffId],
      );
    const fenOf = (part: string) => rawNumber(rows.find((row) => row.part === part)?.fen);
    const pendingFen = fenOf(RevenueStatus.pending);
    const settledFen = fenOf('settled');
    const toSettleFen = sumFen([fenOf(RevenueStatus.available), fenOf('offline'), -settledFen]);
    return {
      totalFen: sumFen([toSettleFen, settledFen, pendingFen]),
      toSettleFen,
      settledFen,
      pendingFen,
      settlementCount: rawNumber(rows.find((row) => row.part === 'settled')?.lineCount),
    };
  }

  private async linesOf(staffId: number, query: LineQuery): Promise<Page<StaffIncomeLine>> {
    const page = {
      order: { id: 'DESC' },
      skip: (query.page - 1) * query.pageSize,
      take: query.pageSize,
    } as const;
    if (query.source === 'offline') {
      const rows = this.dataSource.getRepository(StaffOfflineIncome);
      const [items, total] = await rows.findAndCount({ where: { staffId }, ...page });
      return { items: items.map(toOfflineLine), total };
    }
    const [items, total] = await this.dataSource
      .getRepository(RevenueShare)
      .findAndCount({ where: { staffId, staffRateBp: MoreThan(0) }, ...page });
    return { items: items.map(toOnlineLine), total };
  }

  private async settlementsOf(staffId: number, query: PageQuery): Promise<Page<StaffSettlementView>> {
    const [items, total] = await this.dataSource.getRepository(StaffSettlement).findAndCount({
      where: { staffId },
      order: { id: 'DESC' },
      skip: (query.page - 1) * query.pageSize,
      take: query.pageSize,
    });
    return {
      items: items.map(({ id, amountFen, note, actorName, at }) => ({
        id,
        amountFen,
        note,
        actorName,
        at: toIso(at),
      })),
      total,
    };
  }

  private record(
    tx: Tx,
    actor: ChannelActor,
    change: { verb: string; staffId: number; name: string; after: Record<string, unknown> },
  ): Promise<void> {
    const { verb, staffId, name, after } = change;
    return this.audit.record(tx, actor, {
      action: `staffIncome.${verb}`,
      targetKind: 'channelStaff',
      targetId: staffId,
      targetLabel: name,
      after,
    });
  }
}

function assertEnough(income: StaffIncome, amountFen: Fen): void {
  if (amountFen <= income.toSettleFen) return;
  const availableFen = Math.max(0, income.toSettleFen);
  throw revenueError('STAFF_INCOME_SHORT', { available: formatFen(availableFen), availableFen });
}

function requireStaffId(actor: ChannelActor): number {
  if (actor.staffId === null) throw channelError('STAFF_NOT_FOUND');
  return actor.staffId;
}

function toOnlineLine(row: RevenueShare): StaffIncomeLine {
  const { id, title, orderNumber, status, staffFen: amountFen, createdAt } = row;
  return { id, title, orderNumber, status, amountFen, note: null, at: toIso(createdAt) };
}

function toOfflineLine(row: StaffOfflineIncome): StaffIncomeLine {
  const { id, amountFen, day, note, at } = row;
  const status = RevenueStatus.available;
  return { id, title: `线下分销 ${day}`, orderNumber: null, status, amountFen, note, at: toIso(at) };
}
