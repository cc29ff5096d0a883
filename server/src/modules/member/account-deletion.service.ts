import { toIso } from '@lakeside/shared/kernel/date';
import type { EndpointResponse, ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { canTransit } from '@lakeside/shared/kernel/status';
import {
  type AccountDeletion,
  type accountDeletionAdminContract,
  deletionGraceDays,
} from '@lakeside/shared/member/account-deletion.contract';
import {
  AccountDeletionStatus,
  accountDeletionTransitions,
} from '@lakeside/shared/member/account-deletion.status';
import { memberError } from '@lakeside/shared/member/member.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type EntityManager, LessThanOrEqual, MoreThan } from 'typeorm';
import { Clock } from '../../platform/clock';
import { lockById, type Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import { type Actor, type MemberActor, systemActor } from '../../platform/http/actor';
import { Logger } from '../../platform/observability/logger';
import { AuditService, maskPhone } from '../audit/audit.service';
import { IdentityService } from '../identity/identity.service';
import { AccountDeletionRow } from './entities/account-deletion.entity';
import { MemberAddressRow } from './entities/member-address.entity';
import { MemberTagLinkRow } from './entities/member-tag-link.entity';
import { MemberRow } from './entities/member.entity';
import { MemberRemovalService } from './member-removal.service';

type AdminQuery = ParsedInput<typeof accountDeletionAdminContract.listAccountDeletions>['query'];
type AdminPage = EndpointResponse<typeof accountDeletionAdminContract.listAccountDeletions>;

const dayMs = 24 * 60 * 60 * 1000;
const batchSize = 100;
const deleter = systemActor('账号注销');
/** What stands in the place of a name that was forgotten. */
const forgottenName = '已注销会员';

/** Members have their accounts deleted: asked for, taken back, done when the days of grace are over (decision 0015). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class AccountDeletionService {
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly identity: IdentityService;
  @Inject() private readonly logger: Logger;
  @Inject() private readonly removals: MemberRemovalService;
  @Inject() private readonly transactions: TransactionService;
  @InjectDataSource() private readonly dataSource: DataSource;

  get(actor: MemberActor): Promise<AccountDeletion> {
    return this.viewOf(this.dataSource.manager, actor.memberId);
  }

  /** Throws SMS_CODE_WRONG, SMS_CODE_EXPIRED, ACCOUNT_DELETION_BLOCKED, ACCOUNT_DELETION_WAITING. */
  async request(actor: MemberActor, code: string): Promise<AccountDeletion> {
    const { memberId } = actor;
    const { phone } = await this.dataSource.manager.findOneByOrFail(MemberRow, { id: memberId });
    await this.identity.verifySmsCode('member', phone, code);
    return this.transactions.run(actor, async (tx) => {
      await lockById(tx, MemberRow, [memberId]);
      if (await this.findWaiting(tx, memberId)) throw memberError('ACCOUNT_DELETION_WAITING');
      const blockers = await this.removals.blockersOf(tx, memberId);
      if (blockers.length > 0) throw memberError('ACCOUNT_DELETION_BLOCKED', { blockers });
      const now = this.clock.now();
      await tx.insert(AccountDeletionRow, {
        memberId,
        waitingMemberId: memberId,
        phone: maskPhone(phone),
        status: AccountDeletionStatus.waiting,
        blockers: [],
        requestedAt: now,
        dueAt: new Date(now.getTime() + deletionGraceDays * dayMs),
        endedAt: null,
      });
      await this.record(tx, actor, { memberId, action: 'member.requestDeletion' });
      return this.viewOf(tx, memberId);
    });
  }

  /** Throws ACCOUNT_DELETION_NOT_WAITING. */
  async cancel(actor: MemberActor): Promise<AccountDeletion> {
    const { memberId } = actor;
    return this.transactions.run(actor, async (tx) => {
      await lockById(tx, MemberRow, [memberId]);
      const waiting = await this.findWaiting(tx, memberId);
      if (!waiting) throw memberError('ACCOUNT_DELETION_NOT_WAITING');
      await this.end(tx, waiting, AccountDeletionStatus.cancelled);
      await this.record(tx, actor, { memberId, action: 'member.cancelDeletion' });
      return this.viewOf(tx, memberId);
    });
  }

  /** Newest first. */
  async listForAdmin(query: AdminQuery): Promise<AdminPage> {
    const [rows, total] = await this.dataSource.getRepository(AccountDeletionRow).findAndCount({
      where: query.status ? { status: query.status } : {},
      order: { id: 'DESC' },
      skip: (query.page - 1) * query.pageSize,
      take: query.pageSize,
    });
    return {
      total,
      items: rows.map(({ id, memberId, phone, status, requestedAt, dueAt, endedAt, blockers }) => ({
        id,
        memberId,
        phone,
        status,
        requestedAt: toIso(requestedAt),
        dueAt: toIso(dueAt),
        endedAt: endedAt && toIso(endedAt),
        blockers,
      })),
    };
  }

  /** Deletes the accounts whose days of grace are over; those with something open wait a day longer. Answers how many. */
  async deleteDue(): Promise<number> {
    const now = this.clock.now();
    let deleted = 0;
    for (let lastId = 0; ; ) {
      const due = await this.dataSource.getRepository(AccountDeletionRow).find({
        select: { id: true, memberId: true },
        where: { status: AccountDeletionStatus.waiting, dueAt: LessThanOrEqual(now), id: MoreThan(lastId) },
        order: { id: 'ASC' },
        take: batchSize,
      });
      for (const request of due) deleted += (await this.deleteOne(request, now)) ? 1 : 0;
      const last = due.at(-1);
      if (!last) return deleted;
      lastId = last.id;
    }
  }

  private async deleteOne(request: { id: number; memberId: number }, now: Date): Promise<boolean> {
    const { memberId } = request;
    try {
      return await this.transactions.run(deleter, async (tx) => {
        const [member] = await lockById(tx, MemberRow, [memberId]);
        const waiting = await this.findWaiting(tx, memberId);
        // The member may have taken it back since the list was read.
        if (!member || waiting?.id !== request.id) return false;
        const blockers = await this.removals.blockersOf(tx, memberId);
        if (blockers.length > 0) {
          const dueAt = new Date(now.getTime() + dayMs);
          await tx.update(AccountDeletionRow, { id: waiting.id }, { blockers, dueAt });
          return false;
        }
        await this.forget(tx, memberId);
        await this.end(tx, waiting, AccountDeletionStatus.done);
        await this.record(tx, deleter, { memberId, action: 'member.delete' });
        return true;
      });
    } catch (error) {
      // One account that cannot be deleted must not keep the others waiting; the next run tries it again.
      this.logger.error('an account could not be deleted', { memberId, error });
      return false;
    }
  }

  /** The row stays, since orders and cards point to it; nothing in it says who it was. */
  private async forget(tx: Tx, memberId: number): Promise<void> {
    await this.removals.forget(tx, memberId);
    await tx.delete(MemberAddressRow, { memberId });
    await tx.delete(MemberTagLinkRow, { memberId });
    await this.identity.removeSubject(tx, { kind: 'member', id: memberId });
    await tx.update(
      MemberRow,
      { id: memberId },
      {
        phone: `deleted-${memberId}`,
        nickname: forgottenName,
        avatarUrl: null,
        remark: null,
        status: 'deleted',
      },
    );
  }

  private async end(tx: Tx, row: AccountDeletionRow, status: AccountDeletionStatus): Promise<void> {
    if (!canTransit(accountDeletionTransitions, row.status, status))
      throw memberError('ACCOUNT_DELETION_NOT_WAITING');
    const ended = { status, waitingMemberId: null, endedAt: this.clock.now() };
    await tx.update(AccountDeletionRow, { id: row.id }, ended);
  }

  private findWaiting(source: EntityManager, memberId: number): Promise<AccountDeletionRow | null> {
    return source.findOneBy(AccountDeletionRow, { waitingMemberId: memberId });
  }

  private async viewOf(source: EntityManager, memberId: number): Promise<AccountDeletion> {
    const waiting = await this.findWaiting(source, memberId);
    return {
      blockers: await this.removals.blockersOf(source, memberId),
      waiting: waiting && { requestedAt: toIso(waiting.requestedAt), dueAt: toIso(waiting.dueAt) },
    };
  }

  /** Nobody is named: the log outlives the account. */
  private record(tx: Tx, actor: Actor, change: { memberId: number; action: string }): Promise<void> {
    const { memberId, action } = change;
    return this.audit.record(tx, actor, { action, targetKind: 'member', targetId: memberId });
  }
}
