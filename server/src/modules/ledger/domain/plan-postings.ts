import { type Fen, sumFen } from '@lakeside/shared/kernel/money';
import { type AccountRef, accountKey, type BalanceBounds } from './ledger-account';

/** One line of a transaction: what one account gains (above zero) or gives (below zero). */
export interface Posting {
  readonly to: AccountRef;
  readonly amountFen: Fen;
}

/** An account as it stands, locked. `balanceFen` is null where no running balance is kept. */
export interface AccountState extends BalanceBounds {
  readonly id: number;
  readonly balanceFen: Fen | null;
}

export interface PlannedEntry<P extends Posting> {
  readonly posting: P;
  readonly accountId: number;
  readonly balanceAfterFen: Fen | null;
}

export interface PostingPlan<P extends Posting> {
  /** In the order of the postings. */
  readonly entries: readonly PlannedEntry<P>[];
  /** The new balance of every account that keeps one, by account id. */
  readonly balanceFenById: ReadonlyMap<number, Fen>;
}

/** The transaction would take an account past its floor or ceiling, by `shortageFen`. Callers turn it into their own refusal. */
export class BalanceBoundError extends Error {
  constructor(
    readonly account: AccountRef,
    readonly shortageFen: Fen,
  ) {
    super(`account ${accountKey(account)} would pass its bound by ${shortageFen} fen`);
    this.name = 'BalanceBoundError';
  }
}

/**
 * Works out the entries of one transaction. The postings must sum to zero and none may be zero: anything else is a bug in
 * the caller and throws RangeError. Throws BalanceBoundError when an account would end past its floor or ceiling; only the
 * end of the transaction counts, not the order of its lines.
 */
export function planPostings<P extends Posting>(
  accountByKey: ReadonlyMap<string, AccountState>,
  postings: readonly P[],
): PostingPlan<P> {
  if (postings.length < 2) throw new RangeError('a transaction has at least two sides');
  if (postings.some((posting) => posting.amountFen === 0)) throw new RangeError('a posting of nothing');
  const total = sumFen(postings.map((posting) => posting.amountFen));
  if (total !== 0) throw new RangeError(`postings sum to ${total} fen, not to zero`);
  const balanceFenById = new Map<number, Fen>();
  const entries = postings.map((posting): PlannedEntry<P> => {
    const account = accountByKey.get(accountKey(posting.to));
    if (!account) throw new RangeError(`no account ${accountKey(posting.to)}`);
    const before = balanceFenById.get(account.id) ?? account.balanceFen;
    if (before === null) return { posting, accountId: account.id, balanceAfterFen: null };
    const balanceAfterFen = sumFen([before, posting.amountFen]);
    balanceFenById.set(account.id, balanceAfterFen);
    return { posting, accountId: account.id, balanceAfterFen };
  });
  for (const posting of postings) assertWithinBounds(accountByKey, posting.to, balanceFenById);
  return { entries, balanceFenById };
}

function assertWithinBounds(
  accountByKey: ReadonlyMap<string, AccountState>,
  ref: AccountRef,
  balanceFenById: ReadonlyMap<number, Fen>,
): void {
  const account = accountByKey.get(accountKey(ref));
  const balance = account && balanceFenById.get(account.id);
  if (!account || balance === undefined) return;
  if (account.floorFen !== null && balance < account.floorFen) {
    throw new BalanceBoundError(ref, account.floorFen - balance);
  }
  if (account.ceilingFen !== null && balance > account.ceilingFen) {
    throw new BalanceBoundError(ref, balance - account.ceilingFen);
  }
}

/** The counter-entries of a transaction: applying both leaves every balance as it was. */
export function reversePostings<P extends Posting>(postings: readonly P[]): P[] {
  return postings.map((posting) => ({ ...posting, amountFen: -posting.amountFen }));
}
