import { DocumentKind, documentPrefix } from '@lakeside/shared/document/document.contract';
import { toDay } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { formatFen } from '@lakeside/shared/kernel/money';
import type {
  revenueChannelContract,
  WithdrawalDetail,
  WithdrawalView,
} from '@lakeside/shared/revenue/revenue.contract';
import { revenueError } from '@lakeside/shared/revenue/revenue.errors';
import { WithdrawalStatus } from '@lakeside/shared/revenue/revenue.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { insertInChunks, lockById } from '../../platform/database/dialect';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import { DocumentNumbers } from '../../platform/document-number/document-numbers';
import type { Actor, AdminActor, ChannelActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { DocumentService } from '../document/document.service';
import { RevenueLedgerService } from '../ledger/revenue-ledger.service';
import { assertWithdrawalCanBecome, maskAccount } from './domain/withdrawal-rules';
import { Withdrawal } from './entities/withdrawal.entity';
import { toWithdrawalView, WithdrawalViewService } from './withdrawal-view.service';

type ApplyBody = ParsedInput<typeof revenueChannelContract.applyWithdrawal>['body'];

/** A decision on a withdrawal: its new state, and what is written down of it. */
interface Decision {
  readonly id: number;
  readonly status: WithdrawalStatus;
  readonly note: string | null;
  readonly action: string;
  readonly verb: string;
}

/** A channel asks for its revenue; the back office pays it offline and says so (CH-048). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class WithdrawalService {
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly numbers: DocumentNumbers;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly ledger: RevenueLedgerService;
  @Inject() private readonly views: WithdrawalViewService;

  /** Freezes the amount. Throws REVENUE_SHORT when so much cannot be withdrawn. */
  async apply(actor: ChannelActor, body: ApplyBody): Promise<WithdrawalView> {
    const now = this.clock.now();
    const number = await this.numbers.next(documentPrefix.withdrawal, toDay(now));
    return this.transactions.run(actor, async (tx) => {
      const { accountNo, ...wish } = body;
      const row = {
        ...wish,
        number,
        channelId: actor.channelId,
        status: WithdrawalStatus.applied,
        accountSealed: this.views.sealAccount(accountNo),
        accountMask: maskAccount(accountNo),
        note: null,
        createdAt: now,
        decidedAt: null,
      };
      const [id] = await insertInChunks(tx, Withdrawal, [row]);
      if (id === undefined) throw new Error('the new withdrawal got no id');
      const withdrawal = { ...row, id };
      const isFrozen = await this.ledger.freeze(tx, ledgerEvent(withdrawal));
      if (!isFrozen) throw await this.shortError(tx, actor.channelId);
      await this.documents.register(tx, actor, {
        kind: DocumentKind.withdrawal,
        id,
        number,
        action: '申请提现',
      });
      await this.record(tx, actor, {
        row: withdrawal,
        verb: 'apply',
        after: { amountFen: row.amountFen, account: row.accountMask },
      });
      return toWithdrawalView(withdrawal);
    });
  }

  /** The money was paid offline. Throws WITHDRAWAL_NOT_FOUND, WITHDRAWAL_STATUS_CHANGED. */
  async pay(actor: AdminActor, input: { id: number; voucherNo: string | null }): Promise<WithdrawalDetail> {
    const { id, voucherNo: note } = input;
    return this.decide(actor, {
      id,
      status: WithdrawalStatus.paid,
      note,
      action: '已打款',
      verb: 'pay',
    });
  }

  /** The amount can be withdrawn again. Throws WITHDRAWAL_NOT_FOUND, WITHDRAWAL_STATUS_CHANGED. */
  async reject(actor: AdminActor, input: { id: number; reason: string }): Promise<WithdrawalDetail> {
    const { id, reason: note } = input;
    return this.decide(actor, {
      id,
      status: WithdrawalStatus.rejected,
      note,
      action: '驳回提现',
      verb: 'reject',
    });
  }

  private decide(actor: AdminActor, decision: Decision): Promise<WithdrawalDetail> {
    return this.transactions.run(actor, async (tx) => {
      const [row] = await lockById(tx, Withdrawal, [decision.id]);
      if (!row) throw revenueError('WITHDRAWAL_NOT_FOUND');
      const { status, note, action, verb } = decision;
      assertWithdrawalCanBecome(row.status, status);
      const fields = { status, note, decidedAt: this.clock.now() };
      await tx.update(Withdrawal, { id: row.id }, fields);
      if (status === WithdrawalStatus.paid) await this.ledger.payOut(tx, ledgerEvent(row));
      else await this.ledger.unfreeze(tx, ledgerEvent(row));
      await this.documents.addStep(tx, actor, { kind: DocumentKind.withdrawal, id: row.id, action, note });
      await this.record(tx, actor, { row, verb, before: { status: row.status }, after: { status, note } });
      return this.views.detailOf(actor, { ...row, ...fields }, tx);
    });
  }

  private async shortError(tx: Tx, channelId: number) {
    const { withdrawableFen } = await this.ledger.balancesOf(channelId, tx);
    return revenueError('REVENUE_SHORT', {
      available: formatFen(withdrawableFen),
      availableFen: withdrawableFen,
    });
  }

  private async record(
    tx: Tx,
    actor: Actor,
    change: {
      row: Withdrawal;
      verb: string;
      before?: Record<string, unknown>;
      after: Record<string, unknown>;
    },
  ): Promise<void> {
    const { row, verb, ...facts } = change;
    await this.audit.record(tx, actor, {
      action: `withdrawal.${verb}`,
      targetKind: 'withdrawal',
      targetId: row.id,
      targetLabel: row.number,
      ...facts,
    });
  }
}

function ledgerEvent(row: Withdrawal) {
  const { id, number, channelId, amountFen } = row;
  return { channelId, amountFen, document: { kind: DocumentKind.withdrawal, id, number } };
}
