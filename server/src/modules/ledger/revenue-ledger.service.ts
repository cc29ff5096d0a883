import type { Fen } from '@lakeside/shared/kernel/money';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, In } from 'typeorm';
import { insertInChunks, isUniqueViolation, type Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import { systemActor } from '../../platform/http/actor';
import type { ReasonedPosting } from './domain/l1-postings';
import { type AccountRef, RevenueAccount, revenueAccountBounds } from './domain/ledger-account';
import { BalanceBoundError } from './domain/plan-postings';
import {
  type ChannelAmount,
  freeReversalPostings,
  freezePostings,
  payOutPostings,
  pendingReversalPostings,
  releasePostings,
  type RevenueFunds,
  sharePostings,
  unfreezePostings,
} from './domain/revenue-postings';
import { LedgerAccount } from './entities/ledger-account.entity';
import { LedgerAccountQueries } from './ledger-account.queries';
import { LedgerService, type PostingDocument } from './ledger.service';

export type { ChannelAmount } from './domain/revenue-postings';

/** The five balances of a channel's revenue; `debtFen` is told as an amount. Total = their sum less the debt (rules.md §8). */
export interface RevenueBalances {
  readonly pendingFen: Fen;
  readonly withdrawableFen: Fen;
  readonly frozenFen: Fen;
  readonly withdrawnFen: Fen;
  readonly debtFen: Fen;
}

/** Several channels' parts of one event; each channel once. */
interface SharedEvent {
  readonly parts: readonly ChannelAmount[];
  readonly document: PostingDocument;
  /** The same key posts once. */
  readonly idempotencyKey: string;
}

interface WithdrawalEvent extends ChannelAmount {
  readonly document: PostingDocument;
}

const empty: RevenueBalances = {
  pendingFen: 0,
  withdrawableFen: 0,
  frozenFen: 0,
  withdrawnFen: 0,
  debtFen: 0,
};

/** Revenue of channels in the books (rules.md §8). It knows channels and amounts, not orders. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class RevenueLedgerService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly accounts: LedgerAccountQueries;
  @Inject() private readonly ledger: LedgerService;

  /**
   * Opens the accounts of channels that have none, in transactions of their own: what follows then finds rows to lock. Two at
   * once are held apart by the unique index, and the second has nothing left to do.
   */
  async ensureAccounts(owners: readonly { channelId: number; name: string }[]): Promise<void> {
    for (const { channelId, name } of owners) {
      const owner = { ownerKind: 'channel', ownerId: channelId } as const;
      const where = { ...owner, kind: RevenueAccount.revenuePending };
      if (await this.dataSource.getRepository(LedgerAccount).existsBy(where)) continue;
      const rows = Object.values(RevenueAccount).map((kind) => ({
        ...owner,
        ownerName: name,
        kind,
        balanceFen: 0,
        ...revenueAccountBounds[kind],
        closedAt: null,
      }));
      try {
        const actor = systemActor('收益账户');
        await this.transactions.run(actor, (tx) => insertInChunks(tx, LedgerAccount, rows));
      } catch (error) {
        if (!isUniqueViolation(error, 'ux_ledger_account_owner_kind')) throw error;
      }
    }
  }

  /** Zeros for a channel that never had revenue. Pass `tx` inside a transaction. */
  async balancesOf(channelId: number, tx: Tx | null = null): Promise<RevenueBalances> {
    return (await this.balancesOfMany([channelId], tx)).get(channelId) ?? empty;
  }

  /** By channel; channels that never had revenue are absent. */
  async balancesOfMany(
    channelIds: readonly number[],
    tx: Tx | null = null,
  ): Promise<Map<number, RevenueBalances>> {
    if (channelIds.length === 0) return new Map();
    const rows = await (tx ?? this.dataSource.manager).find(LedgerAccount, {
      where: {
        ownerKind: 'channel',
        ownerId: In([...new Set(channelIds)]),
        kind: In(Object.values(RevenueAccount)),
      },
    });
    return new Map(
      [...new Set(rows.map((row) => row.ownerId))].map((channelId) => [
        channelId,
        toBalances((kind) => rows.find((row) => row.ownerId === channelId && row.kind === kind)),
      ]),
    );
  }

  /** Books the shares of a paid order as not booked in yet. The accounts must be open. */
  async bookShares(tx: Tx, event: SharedEvent): Promise<void> {
    await this.postParts(tx, event, sharePostings);
  }

  /** Lets shares be withdrawn. */
  async releaseShares(tx: Tx, event: SharedEvent): Promise<void> {
    await this.postParts(tx, event, releasePostings);
  }

  /** Takes shares back that were not free yet. */
  async reversePending(tx: Tx, event: SharedEvent): Promise<void> {
    await this.postParts(tx, event, pendingReversalPostings);
  }

  /** Takes shares back that were free, also when they have been paid out: then the channel owes them. */
  async reverseFree(tx: Tx, event: SharedEvent): Promise<void> {
    await this.postParts(tx, event, freeReversalPostings);
  }

  /** Freezes what a channel asks for; answers false and writes nothing when it has less. */
  async freeze(tx: Tx, event: WithdrawalEvent): Promise<boolean> {
    const { document } = event;
    const parts = [event];
    try {
      await this.postParts(
        tx,
        { parts, document, idempotencyKey: `withdrawal:${document.id}:apply` },
        freezePostings,
      );
      return true;
    } catch (error) {
      if (error instanceof BalanceBoundError || error instanceof NoAccountError) return false;
      throw error;
    }
  }

  /** What was frozen has been paid out. */
  async payOut(tx: Tx, event: WithdrawalEvent): Promise<void> {
    const { document } = event;
    const key = `withdrawal:${document.id}:pay`;
    await this.postParts(tx, { parts: [event], document, idempotencyKey: key }, payOutPostings);
  }

  /** What was frozen can be asked for again. */
  async unfreeze(tx: Tx, event: WithdrawalEvent): Promise<void> {
    const { document } = event;
    const key = `withdrawal:${document.id}:reject`;
    await this.postParts(tx, { parts: [event], document, idempotencyKey: key }, unfreezePostings);
  }

  private async postParts(
    tx: Tx,
    event: SharedEvent,
    postingsOf: (part: ChannelAmount, funds: RevenueFunds) => ReasonedPosting[],
  ): Promise<void> {
    const parts = event.parts.filter(({ amountFen }) => amountFen !== 0);
    if (parts.length === 0) return;
    const byKey = await this.accounts.lockAccounts(tx, parts.flatMap(refsOf));
    const postings = parts.flatMap((part) => {
      const account = (kind: RevenueAccount) => byKey.get(`${part.channelId}:${kind}`);
      if (!account(RevenueAccount.revenuePending)) throw new NoAccountError(part.channelId);
      return postingsOf(part, toBalances(account));
    });
    const { document, idempotencyKey } = event;
    await this.ledger.post(tx, { postings, document, idempotencyKey });
  }
}

/** The channel never had revenue. */
class NoAccountError extends Error {
  constructor(channelId: number) {
    super(`channel ${channelId} has no revenue accounts`);
    this.name = 'NoAccountError';
  }
}

function refsOf({ channelId }: ChannelAmount): AccountRef[] {
  return Object.values(RevenueAccount).map((account) => ({ channelId, account }));
}

function toBalances(account: (kind: RevenueAccount) => LedgerAccount | undefined): RevenueBalances {
  const balance = (kind: RevenueAccount) => account(kind)?.balanceFen ?? 0;
  return {
    pendingFen: balance('revenuePending'),
    withdrawableFen: balance('revenueWithdrawable'),
    frozenFen: balance('revenueFrozen'),
    withdrawnFen: balance('revenueWithdrawn'),
    // The account runs below zero; people speak of the debt as an amount.
    debtFen: 0 - balance('revenueDebt'),
  };
}
