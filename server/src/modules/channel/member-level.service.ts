import type { MemberLevel, memberLevelAdminContract } from '@lakeside/shared/channel/channel.contract';
import { channelError } from '@lakeside/shared/channel/channel.errors';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { fullRateBp, type RateBp } from '@lakeside/shared/kernel/money';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, In, Not } from 'typeorm';
import { Clock } from '../../platform/clock';
import { lockById, type Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { Actor } from '../../platform/http/actor';
import { Outbox } from '../../platform/outbox/outbox';
import { AuditService } from '../audit/audit.service';
import { MemberLevelRow } from './entities/member-level.entity';
import { upgradeAmountChangedTopic } from './member-level.events';
import { MemberPortService } from './member-port.service';
import { RateChainService } from './rate-chain.service';

type LevelBody = ParsedInput<typeof memberLevelAdminContract.createMemberLevel>['body'];

/** A level as other modules see it. */
export interface LevelRecord {
  readonly id: number;
  readonly name: string;
  readonly rateBp: RateBp;
}

/** Member levels. Exactly one is the default, and their lowest rate stays above every channel's (rules.md §3). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class MemberLevelService {
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly members: MemberPortService;
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly rates: RateChainService;
  @Inject() private readonly transactions: TransactionService;
  @InjectDataSource() private readonly dataSource: DataSource;

  /** All levels, highest rate first (AD-122). */
  async listLevels(): Promise<MemberLevel[]> {
    const rows = await this.dataSource.getRepository(MemberLevelRow).find({
      order: { rateBp: 'DESC', id: 'ASC' },
      take: 200,
    });
    return this.viewsOf(null, rows);
  }

  /** Throws MEMBER_LEVEL_BREAKS_RATES. */
  createLevel(actor: Actor, body: LevelBody): Promise<MemberLevel> {
    return this.transactions.run(actor, async (tx) => {
      await this.rates.lock(tx);
      await this.rates.checkMemberLevel(tx, body.rateBp);
      const row = tx.create(MemberLevelRow, { ...body, createdAt: this.clock.now() });
      await tx.insert(MemberLevelRow, row);
      if (body.isDefault) await this.makeDefault(tx, row.id);
      return this.finish(tx, actor, { id: row.id, action: 'memberLevel.create', before: null });
    });
  }

  /** The default stays the default until another level takes over. Throws MEMBER_LEVEL_NOT_FOUND, MEMBER_LEVEL_BREAKS_RATES. */
  updateLevel(actor: Actor, input: { id: number; body: LevelBody }): Promise<MemberLevel> {
    return this.transactions.run(actor, async (tx) => {
      await this.rates.lock(tx);
      const before = await this.lockLevel(tx, input.id);
      await this.rates.checkMemberLevel(tx, input.body.rateBp);
      const { name, rateBp, upgradeAtFen, isDefault } = input.body;
      await tx.update(MemberLevelRow, { id: input.id }, { name, rateBp, upgradeAtFen });
      if (isDefault) await this.makeDefault(tx, input.id);
      return this.finish(tx, actor, { id: input.id, action: 'memberLevel.update', before });
    });
  }

  /** The highest-rate level becomes the default when the default goes. Throws MEMBER_LEVEL_IN_USE, MEMBER_LEVEL_LAST. */
  deleteLevel(actor: Actor, id: number): Promise<{ ok: true }> {
    return this.transactions.run(actor, async (tx) => {
      await this.rates.lock(tx);
      const level = await this.lockLevel(tx, id);
      const memberCount = (await this.members.countByLevel(tx, [id])).get(id) ?? 0;
      if (memberCount > 0) throw channelError('MEMBER_LEVEL_IN_USE', { memberCount });
      const [heir] = await tx.find(MemberLevelRow, {
        where: { id: Not(id) },
        order: { rateBp: 'DESC', id: 'ASC' },
        take: 1,
      });
      if (!heir) throw channelError('MEMBER_LEVEL_LAST');
      await tx.delete(MemberLevelRow, { id });
      if (level.isDefault) await this.makeDefault(tx, heir.id);
      await this.audit.record(tx, actor, {
        action: 'memberLevel.delete',
        targetKind: 'memberLevel',
        targetId: id,
        targetLabel: level.name,
        before: { name: level.name, rateBp: level.rateBp },
      });
      return { ok: true };
    });
  }

  /** Makes sure that a new member can be given a level: the first start creates one at the full price. */
  async ensureDefaultLevel(actor: Actor): Promise<void> {
    await this.transactions.run(actor, async (tx) => {
      await this.rates.lock(tx);
      if ((await tx.count(MemberLevelRow)) > 0) return;
      await tx.insert(MemberLevelRow, {
        name: '普通会员',
        rateBp: fullRateBp,
        upgradeAtFen: null,
        isDefault: true,
        createdAt: this.clock.now(),
      });
    });
  }

  /**
   * The level of a new member, locked so that nobody deletes it meanwhile: the one of the invite or, where that is gone, the
   * default. Throws MEMBER_LEVEL_NOT_FOUND.
   */
  async lockLevelForNewMember(tx: Tx, invitedLevelId: number | null): Promise<LevelRecord> {
    const [invited] = invitedLevelId === null ? [] : await lockById(tx, MemberLevelRow, [invitedLevelId]);
    if (invited) return invited;
    const first = await tx.findOneBy(MemberLevelRow, { isDefault: true });
    const [level] = first ? await lockById(tx, MemberLevelRow, [first.id]) : [];
    if (level) return level;
    // The default was deleted while this one waited for its lock; its heir is the default now.
    const heir = await tx.findOneBy(MemberLevelRow, { isDefault: true });
    return this.lockLevel(tx, heir?.id ?? 0);
  }

  async findLevel(tx: Tx | null, id: number): Promise<LevelRecord | null> {
    return (tx ?? this.dataSource.manager).findOneBy(MemberLevelRow, { id });
  }

  /** Throws MEMBER_LEVEL_NOT_FOUND. */
  async requireLevel(tx: Tx | null, id: number): Promise<LevelRecord> {
    const level = await this.findLevel(tx, id);
    if (!level) throw channelError('MEMBER_LEVEL_NOT_FOUND');
    return level;
  }

  /** Locks a level, so that it is neither deleted nor changed until the transaction ends. Throws MEMBER_LEVEL_NOT_FOUND. */
  async lockLevel(tx: Tx, id: number): Promise<MemberLevelRow> {
    const [level] = await lockById(tx, MemberLevelRow, [id]);
    if (!level) throw channelError('MEMBER_LEVEL_NOT_FOUND');
    return level;
  }

  /** Ids of all levels with exactly this rate. */
  async idsOfRate(rateBp: RateBp): Promise<number[]> {
    const rows = await this.dataSource.getRepository(MemberLevelRow).findBy({ rateBp });
    return rows.map((row) => row.id);
  }

  /** Every level with the amount that lifts members to it. */
  async upgradeSteps(tx: Tx | null): Promise<(LevelRecord & { readonly upgradeAtFen: number | null })[]> {
    return (tx ?? this.dataSource.manager).find(MemberLevelRow, { order: { id: 'ASC' }, take: 200 });
  }

  async levelsByIds(tx: Tx | null, ids: readonly number[]): Promise<Map<number, LevelRecord>> {
    if (ids.length === 0) return new Map();
    const rows = await (tx ?? this.dataSource.manager).findBy(MemberLevelRow, { id: In([...new Set(ids)]) });
    return new Map(rows.map((row) => [row.id, row]));
  }

  private async makeDefault(tx: Tx, id: number): Promise<void> {
    await tx.update(MemberLevelRow, { id: Not(id) }, { isDefault: false });
    await tx.update(MemberLevelRow, { id }, { isDefault: true });
  }

  private async finish(
    tx: Tx,
    actor: Actor,
    change: { id: number; action: string; before: MemberLevelRow | null },
  ): Promise<MemberLevel> {
    const row = await tx.findOneByOrFail(MemberLevelRow, { id: change.id });
    const fields = ({ name, rateBp, upgradeAtFen, isDefault }: MemberLevelRow) => ({
      name,
      rateBp,
      upgradeAtFen,
      isDefault,
    });
    await this.audit.record(tx, actor, {
      action: change.action,
      targetKind: 'memberLevel',
      targetId: row.id,
      targetLabel: row.name,
      before: change.before && fields(change.before),
      after: fields(row),
    });
    if (row.upgradeAtFen !== null && row.upgradeAtFen !== change.before?.upgradeAtFen) {
      await this.outbox.add(tx, { topic: upgradeAmountChangedTopic, payload: { levelId: row.id } });
    }
    const [view] = await this.viewsOf(tx, [row]);
    if (!view) throw channelError('MEMBER_LEVEL_NOT_FOUND');
    return view;
  }

  private async viewsOf(tx: Tx | null, rows: readonly MemberLevelRow[]): Promise<MemberLevel[]> {
    const counts = await this.members.countByLevel(
      tx,
      rows.map((row) => row.id),
    );
    return rows.map(({ id, name, rateBp, upgradeAtFen, isDefault }) => {
      return { id, name, rateBp, upgradeAtFen, isDefault, memberCount: counts.get(id) ?? 0 };
    });
  }
}
