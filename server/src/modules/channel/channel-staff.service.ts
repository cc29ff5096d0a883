import type { channelSelfContract, staffViewSchema } from '@lakeside/shared/channel/channel.contract';
import { channelError } from '@lakeside/shared/channel/channel.errors';
import type { ChannelModule } from '@lakeside/shared/identity/admin-permission';
import { toIso } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type { RateBp } from '@lakeside/shared/kernel/money';
import type { Page } from '@lakeside/shared/kernel/page';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, In } from 'typeorm';
import type { InferOutput } from 'valibot';
import { Clock } from '../../platform/clock';
import { contains, containsPattern, lockById, type Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { ChannelActor } from '../../platform/http/actor';
import { AuditService, maskPhone } from '../audit/audit.service';
import { IdentityService } from '../identity/identity.service';
import { ChannelStaffRow } from './entities/channel-staff.entity';

type StaffView = InferOutput<typeof staffViewSchema>;
type StaffQuery = ParsedInput<typeof channelSelfContract.listStaff>['query'];

/** The people who work for a channel. Only its owner manages them, and only its own (CH-001 … CH-005, CH-082, CH-084). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ChannelStaffService {
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly identity: IdentityService;
  @Inject() private readonly transactions: TransactionService;
  @InjectDataSource() private readonly dataSource: DataSource;

  /** Active staff; `total` is the head count. Closed accounts are gone for good and not listed. */
  async listStaff(actor: ChannelActor, query: StaffQuery): Promise<Page<StaffView>> {
    const rows = this.dataSource
      .getRepository(ChannelStaffRow)
      .createQueryBuilder('staff')
      .where("staff.channelId = :channelId AND staff.status = 'active'", { channelId: actor.channelId });
    if (query.search) {
      rows.andWhere(`(${contains('staff.name', 'search')} OR ${contains('staff.phone', 'search')})`, {
        search: containsPattern(query.search),
      });
    }
    const [items, total] = await rows
      .orderBy('staff.id', 'DESC')
      .skip((query.page - 1) * query.pageSize)
      .take(query.pageSize)
      .getManyAndCount();
    return { items: items.map(toStaffView), total };
  }

  /** Adds an account that can log in by code at once. Throws STAFF_PHONE_TAKEN. */
  addStaff(
    actor: ChannelActor,
    staff: { name: string; phone: string; modules: ChannelModule[] },
  ): Promise<StaffView> {
    return this.transactions.run(actor, async (tx) => {
      const row = tx.create(ChannelStaffRow, {
        ...staff,
        channelId: actor.channelId,
        status: 'active',
        commissionRateBp: 0,
        createdAt: this.clock.now(),
      });
      await tx.insert(ChannelStaffRow, row);
      await this.identity.createCredential(tx, {
        audience: 'channel',
        loginName: staff.phone,
        subject: { kind: 'channelStaff', id: row.id },
        takenError: channelError('STAFF_PHONE_TAKEN'),
      });
      const after = { phone: maskPhone(row.phone), modules: row.modules };
      await this.record(tx, actor, { action: 'channel.addStaff', row, after });
      return toStaffView(row);
    });
  }

  /** Changes name and modules; counts with the next request. Throws STAFF_NOT_FOUND. */
  updateStaff(
    actor: ChannelActor,
    input: { id: number; name: string; modules: ChannelModule[] },
  ): Promise<StaffView> {
    return this.transactions.run(actor, async (tx) => {
      const row = await this.lockOwn(tx, actor, input.id);
      const after = { name: input.name, modules: input.modules };
      await tx.update(ChannelStaffRow, { id: row.id }, after);
      await this.record(tx, actor, { action: 'channel.updateStaff', row, after });
      return toStaffView({ ...row, ...after });
    });
  }

  /** Changes the commission of one staff member; orders made before keep theirs. Throws STAFF_NOT_FOUND. */
  changeCommission(actor: ChannelActor, input: { id: number; rateBp: RateBp }): Promise<StaffView> {
    return this.transactions.run(actor, async (tx) => {
      const row = await this.lockOwn(tx, actor, input.id);
      const after = { commissionRateBp: input.rateBp };
      await tx.update(ChannelStaffRow, { id: row.id }, after);
      await this.record(tx, actor, { action: 'channel.changeCommission', row, after });
      return toStaffView({ ...row, ...after });
    });
  }

  /** Ends the account and its sessions; the phone may be used for another account. Throws STAFF_NOT_FOUND. */
  closeStaff(actor: ChannelActor, id: number): Promise<{ ok: true }> {
    return this.transactions.run(actor, async (tx) => {
      const row = await this.lockOwn(tx, actor, id);
      const subject = { kind: 'channelStaff', id } as const;
      await tx.update(ChannelStaffRow, { id }, { status: 'closed' });
      await this.identity.closeSubject(tx, subject);
      await this.identity.changeLoginName(tx, subject, {
        loginName: null,
        takenError: channelError('STAFF_PHONE_TAKEN'),
      });
      await this.record(tx, actor, { action: 'channel.closeStaff', row, after: { status: 'closed' } });
      return { ok: true };
    });
  }

  /** A staff member of the actor's channel, a closed one too. Throws STAFF_NOT_FOUND. */
  async requireOwnStaff(actor: ChannelActor, id: number): Promise<StaffView> {
    const row = await this.dataSource.getRepository(ChannelStaffRow).findOneBy({ id });
    if (row?.channelId !== actor.channelId) throw channelError('STAFF_NOT_FOUND');
    return toStaffView(row);
  }

  /** As `requireOwnStaff`; whoever else settles with this person waits until the transaction ends. */
  async lockOwnStaff(tx: Tx, actor: ChannelActor, id: number): Promise<StaffView> {
    const [row] = await lockById(tx, ChannelStaffRow, [id]);
    if (row?.channelId !== actor.channelId) throw channelError('STAFF_NOT_FOUND');
    return toStaffView(row);
  }

  /** The people of a channel for the back office, by name; at most 200. */
  async activeStaffOf(channelId: number): Promise<{ id: number; name: string }[]> {
    const rows = await this.dataSource.getRepository(ChannelStaffRow).find({
      select: { id: true, name: true },
      where: { channelId, status: 'active' },
      order: { name: 'ASC', id: 'ASC' },
      take: 200,
    });
    return rows.map(({ id, name }) => ({ id, name }));
  }

  /** Throws STAFF_NOT_FOUND when nobody of this id works for this channel. */
  async requireStaffOf(tx: Tx, channelId: number, id: number): Promise<{ id: number; name: string }> {
    const [row] = await lockById(tx, ChannelStaffRow, [id]);
    if (row?.channelId !== channelId || row.status !== 'active') throw channelError('STAFF_NOT_FOUND');
    return { id: row.id, name: row.name };
  }

  /** Names of staff members by id, closed ones included. */
  async namesOf(tx: Tx | null, ids: readonly number[]): Promise<Map<number, string>> {
    if (ids.length === 0) return new Map();
    const rows = await (tx ?? this.dataSource.manager).findBy(ChannelStaffRow, { id: In([...new Set(ids)]) });
    return new Map(rows.map((row) => [row.id, row.name]));
  }

  /** The part of the channel's share a staff member gets now; 0 for nobody and for a closed account. */
  async commissionRateOf(tx: Tx | null, staffId: number | null): Promise<RateBp> {
    if (staffId === null) return 0;
    const row = await (tx ?? this.dataSource.manager).findOneBy(ChannelStaffRow, { id: staffId });
    return row?.status === 'active' ? row.commissionRateBp : 0;
  }

  private async lockOwn(tx: Tx, actor: ChannelActor, id: number): Promise<ChannelStaffRow> {
    const [row] = await lockById(tx, ChannelStaffRow, [id]);
    if (row?.channelId !== actor.channelId || row.status !== 'active') throw channelError('STAFF_NOT_FOUND');
    return row;
  }

  private record(
    tx: Tx,
    actor: ChannelActor,
    change: { action: string; row: ChannelStaffRow; after: Record<string, unknown> },
  ): Promise<void> {
    const { action, row, after } = change;
    return this.audit.record(tx, actor, {
      action,
      targetKind: 'channelStaff',
      targetId: row.id,
      targetLabel: row.name,
      after,
    });
  }
}

function toStaffView(row: ChannelStaffRow): StaffView {
  const { id, name, phone, modules, commissionRateBp, status, createdAt } = row;
  return { id, name, phone, modules, commissionRateBp, status, createdAt: toIso(createdAt) };
}
