import type { L1Balances } from '@lakeside/shared/channel/channel.contract';
import type { DocumentKind } from '@lakeside/shared/document/document.contract';
import { type Fen, formatFen, sumFen } from '@lakeside/shared/kernel/money';
import { ledgerError } from '@lakeside/shared/ledger/ledger.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { In } from 'typeorm';
import { Clock } from '../../platform/clock';
import { insertInChunks, type Tx } from '../../platform/database/dialect';
import {
  activationPostings,
  onlinePaymentPostings,
  onlineRefundPostings,
  type ReasonedPosting,
  shipmentCreditPostings,
  splitCharge,
  storeOrderPostings,
  storeRefundPostings,
} from './domain/l1-postings';
import { ChannelAccount, channelAccountBounds, PlatformAccount } from './domain/ledger-account';
import { planPostings } from './domain/plan-postings';
import { LedgerAccount } from './entities/ledger-account.entity';
import { LedgerEntry } from './entities/ledger-entry.entity';
import { LedgerTransaction } from './entities/ledger-transaction.entity';
import {
  l1AccountRefs,
  type L1Accounts,
  LedgerAccountQueries,
  pickL1Accounts,
} from './ledger-account.queries';

/** The paper a posting belongs to. */
export interface PostingDocument {
  readonly kind: DocumentKind;
  readonly id: number;
  readonly number: string;
}

export interface PostInput {
  readonly postings: readonly ReasonedPosting[];
  readonly document: PostingDocument;
  /** The same key posts once; a second call answers with the first transaction. */
  readonly idempotencyKey: string;
  readonly note?: string | null;
}

/** How a charge would be paid, beside the balances it would be paid from. */
export interface ChargeQuote {
  storedValueFen: Fen;
  creditFen: Fen;
  storedValueBalanceFen: Fen;
  creditAvailableFen: Fen;
  shortageFen: Fen;
}

/** Accounts and postings: the only way any balance moves. Knows accounts, not cards. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class LedgerService {
  @Inject() private readonly accounts: LedgerAccountQueries;
  @Inject() private readonly clock: Clock;

  /** Gives a channel the accounts of an L1, or opens its old ones again. Repeating it changes nothing (rules.md §4). */
  async openL1Accounts(tx: Tx, owner: { channelId: number; name: string }): Promise<void> {
    const ownerFields = { ownerKind: 'channel', ownerId: owner.channelId } as const;
    const l1Fields = { ...ownerFields, kind: In(Object.values(ChannelAccount)) };
    const existing = await tx.findBy(LedgerAccount, l1Fields);
    if (existing.length > 0) {
      await tx.update(LedgerAccount, l1Fields, { closedAt: null, ownerName: owner.name });
      return;
    }
    const rows = Object.values(ChannelAccount).map((kind) => ({
      ...ownerFields,
      ownerName: owner.name,
      kind,
      balanceFen: 0,
      ...channelAccountBounds[kind],
      closedAt: null,
    }));
    await insertInChunks(tx, LedgerAccount, rows);
  }

  /** Ends the accounts of a channel that stops being an L1. Throws ACCOUNTS_NOT_EMPTY while money or credit is left on them. */
  async closeL1Accounts(tx: Tx, channelId: number): Promise<void> {
    const accounts = pickL1Accounts(
      await this.accounts.lockAccounts(tx, l1AccountRefs(channelId)),
      channelId,
    );
    if (!accounts) return;
    if (Object.values(accounts).some((account) => account.balanceFen !== 0))
      throw ledgerError('ACCOUNTS_NOT_EMPTY');
    await tx.update(
      LedgerAccount,
      { ownerKind: 'channel', ownerId: channelId, kind: In(Object.values(ChannelAccount)) },
      { closedAt: this.clock.now() },
    );
  }

  /** Keeps the name on finance papers up to date. */
  async renameOwner(tx: Tx, owner: { channelId: number; name: string }): Promise<void> {
    await tx.update(
      LedgerAccount,
      { ownerKind: 'channel', ownerId: owner.channelId },
      { ownerName: owner.name },
    );
  }

  /** Balances of one L1. Throws NOT_AN_L1. Pass `tx` inside a transaction. */
  async balancesOf(channelId: number, tx: Tx | null = null): Promise<L1Balances> {
    const balances = (await this.balancesOfMany([channelId], tx)).get(channelId);
    if (!balances) throw ledgerError('NOT_AN_L1', { channelId });
    return balances;
  }

  /** Balances by channel; channels that are not L1s are absent. */
  async balancesOfMany(
    channelIds: readonly number[],
    tx: Tx | null = null,
  ): Promise<Map<number, L1Balances>> {
    const accounts = await this.accounts.findL1Accounts(tx, channelIds);
    return new Map([...accounts].map(([channelId, found]) => [channelId, toBalances(found)]));
  }

  /** How an activation of `totalFen` would be paid now. Throws NOT_AN_L1. Pass `tx` inside a transaction. */
  async quoteCharge(channelId: number, totalFen: Fen, tx: Tx | null = null): Promise<ChargeQuote> {
    const { storedValueFen, creditAvailableFen } = await this.balancesOf(channelId, tx);
    const split = splitCharge({ storedValueFen, creditAvailableFen }, totalFen);
    return { ...split, storedValueBalanceFen: storedValueFen, creditAvailableFen };
  }

  /**
   * Pays for an activation, stored value first, then credit, all or nothing (rules.md §4). Answers what each paid.
   * Throws FUNDS_SHORT with `shortage` in yuan and `shortageFen`, NOT_AN_L1.
   */
  async chargeActivation(
    tx: Tx,
    charge: { channelId: number; amountFen: Fen; document: PostingDocument; idempotencyKey: string },
  ): Promise<{ storedValueFen: Fen; creditFen: Fen }> {
    const { channelId, amountFen, document, idempotencyKey } = charge;
    const accountByKey = await this.accounts.lockAccounts(tx, l1AccountRefs(channelId));
    const accounts = pickL1Accounts(accountByKey, channelId);
    if (!accounts) throw ledgerError('NOT_AN_L1', { channelId });
    // Looked up after locking, so that a twin that waited for the lock sees what the first one wrote.
    const earlier = await this.findTransaction(tx, idempotencyKey);
    if (earlier) return this.paidBy(tx, earlier.id, accounts);
    if (amountFen === 0) return { storedValueFen: 0, creditFen: 0 };
    const { storedValueFen, creditAvailableFen } = toBalances(accounts);
    const split = splitCharge({ storedValueFen, creditAvailableFen }, amountFen);
    if (split.shortageFen > 0) {
      throw ledgerError('FUNDS_SHORT', {
        shortage: formatFen(split.shortageFen),
        shortageFen: split.shortageFen,
      });
    }
    const postings = activationPostings(channelId, split);
    await this.writeNew(tx, accountByKey, { postings, document, idempotencyKey });
    return { storedValueFen: split.storedValueFen, creditFen: split.creditFen };
  }

  /** Credits a store for a delivery: goods and service subsidy, two lines of its statement (CH-087, CH-088). Throws NOT_AN_L1. */
  async creditShipment(
    tx: Tx,
    credit: {
      channelId: number;
      goodsFen: Fen;
      subsidyFen: Fen;
      document: PostingDocument;
      idempotencyKey: string;
    },
  ): Promise<void> {
    const { channelId, goodsFen, subsidyFen, document, idempotencyKey } = credit;
    const accountByKey = await this.accounts.lockAccounts(tx, l1AccountRefs(channelId));
    if (!pickL1Accounts(accountByKey, channelId)) throw ledgerError('NOT_AN_L1', { channelId });
    if (goodsFen < 0 || subsidyFen < 0) throw new RangeError('a delivery never takes money from a store');
    const postings = shipmentCreditPostings(channelId, { goodsFen, subsidyFen });
    if (postings.length > 0) await this.write(tx, accountByKey, { postings, document, idempotencyKey });
  }

  /**
   * Pays for goods a store orders, from stored value only and all or nothing (rules.md §4, CH-065). Throws FUNDS_SHORT with
   * `shortage` in yuan and `shortageFen`, NOT_AN_L1.
   */
  async chargeStoreOrder(
    tx: Tx,
    charge: { channelId: number; amountFen: Fen; document: PostingDocument },
  ): Promise<void> {
    const { channelId, amountFen, document } = charge;
    const accountByKey = await this.accounts.lockAccounts(tx, l1AccountRefs(channelId));
    const accounts = pickL1Accounts(accountByKey, channelId);
    if (!accounts) throw ledgerError('NOT_AN_L1', { channelId });
    const shortageFen = amountFen - toBalances(accounts).storedValueFen;
    if (shortageFen > 0) {
      throw ledgerError('FUNDS_SHORT', { shortage: formatFen(shortageFen), shortageFen });
    }
    const postings = storeOrderPostings(channelId, amountFen);
    await this.write(tx, accountByKey, { postings, document, idempotencyKey: `storeOrder:${document.id}` });
  }

  /** Puts money of a store order back into stored value; one key posts once. */
  async refundStoreOrder(
    tx: Tx,
    refund: { channelId: number; amountFen: Fen; document: PostingDocument; idempotencyKey: string },
  ): Promise<void> {
    const { channelId, amountFen, document, idempotencyKey } = refund;
    const postings = storeRefundPostings(channelId, amountFen);
    await this.post(tx, { postings, document, idempotencyKey });
  }

  /** Books what a member paid online. The same document books once. */
  async bookOnlinePayment(tx: Tx, booking: { amountFen: Fen; document: PostingDocument }): Promise<void> {
    const { amountFen, document } = booking;
    const idempotencyKey = `onlinePayment:${document.id}`;
    await this.post(tx, { postings: onlinePaymentPostings(amountFen), document, idempotencyKey });
  }

  /** Books what went back to a member. The same document books once. */
  async bookOnlineRefund(tx: Tx, booking: { amountFen: Fen; document: PostingDocument }): Promise<void> {
    const { amountFen, document } = booking;
    const idempotencyKey = `onlineRefund:${document.id}`;
    await this.post(tx, { postings: onlineRefundPostings(amountFen), document, idempotencyKey });
  }

  /** What 上海销售公司 has collected from members and not given back, as the books say. */
  async collectedOnline(): Promise<Fen> {
    return 0 - (await this.accounts.platformTotal(PlatformAccount.cashSales));
  }

  /**
   * Writes one balanced transaction and moves the balances with it. Locks the accounts in id order. Throws
   * BalanceBoundError when an account would pass its floor or ceiling, RangeError when the postings do not sum to zero.
   */
  async post(tx: Tx, input: PostInput): Promise<{ transactionId: number }> {
    const accountByKey = await this.accounts.lockAccounts(
      tx,
      input.postings.map((posting) => posting.to),
    );
    return this.write(tx, accountByKey, input);
  }

  private async write(
    tx: Tx,
    accountByKey: ReadonlyMap<string, LedgerAccount>,
    input: PostInput,
  ): Promise<{ transactionId: number }> {
    // Looked up after locking, so that a twin that waited for the lock sees what the first one wrote.
    const earlier = await this.findTransaction(tx, input.idempotencyKey);
    return earlier ? { transactionId: earlier.id } : this.writeNew(tx, accountByKey, input);
  }

  /** Writes a transaction whose key is known to be new. */
  private async writeNew(
    tx: Tx,
    accountByKey: ReadonlyMap<string, LedgerAccount>,
    input: PostInput,
  ): Promise<{ transactionId: number }> {
    const plan = planPostings(accountByKey, input.postings);
    const at = this.clock.now();
    const transactionId = await this.insertTransaction(tx, input, at);
    await insertInChunks(
      tx,
      LedgerEntry,
      plan.entries.map(({ posting, accountId, balanceAfterFen }) => ({
        transactionId,
        accountId,
        amountFen: posting.amountFen,
        balanceAfterFen,
        reason: posting.reason,
        at,
      })),
    );
    for (const [id, balanceFen] of plan.balanceFenById)
      await tx.update(LedgerAccount, { id }, { balanceFen });
    return { transactionId };
  }

  private async insertTransaction(tx: Tx, input: PostInput, at: Date): Promise<number> {
    const row = {
      idempotencyKey: input.idempotencyKey,
      documentKind: input.document.kind,
      documentId: input.document.id,
      documentNumber: input.document.number,
      note: input.note ?? null,
      at,
    };
    const [id] = await insertInChunks(tx, LedgerTransaction, [row]);
    if (id === undefined) throw new Error('the database gave no id for a ledger transaction');
    return id;
  }

  private findTransaction(tx: Tx, idempotencyKey: string): Promise<LedgerTransaction | null> {
    return tx.findOneBy(LedgerTransaction, { idempotencyKey });
  }

  private async paidBy(tx: Tx, transactionId: number, accounts: L1Accounts) {
    const entries = await tx.findBy(LedgerEntry, { transactionId });
    const paid = (accountId: number) =>
      sumFen(entries.filter((entry) => entry.accountId === accountId).map((entry) => -entry.amountFen));
    return { storedValueFen: paid(accounts.storedValue.id), creditFen: paid(accounts.creditAvailable.id) };
  }
}

function toBalances(accounts: L1Accounts): L1Balances {
  const creditAvailableFen = accounts.creditAvailable.balanceFen ?? 0;
  // The account runs below zero; people speak of the debt as an amount.
  const creditDebtFen = 0 - (accounts.creditDebt.balanceFen ?? 0);
  return {
    storedValueFen: accounts.storedValue.balanceFen ?? 0,
    creditAvailableFen,
    creditDebtFen,
    creditLimitFen: sumFen([creditAvailableFen, creditDebtFen]),
  };
}
