import { assertFen, type Fen } from '@lakeside/shared/kernel/money';
import type { LedgerReason } from '@lakeside/shared/ledger/ledger.contract';
import type { ReasonedPosting } from './l1-postings';
import { PlatformAccount, RevenueAccount } from './ledger-account';

/** What a channel gains or gives back. */
export interface ChannelAmount {
  readonly channelId: number;
  readonly amountFen: Fen;
}

/** What decides where revenue goes or is taken from; both zero or more. */
export interface RevenueFunds {
  readonly withdrawableFen: Fen;
  /** Taken back after it had been paid out. */
  readonly debtFen: Fen;
}

interface MoveLine {
  readonly account: RevenueAccount;
  readonly amountFen: Fen;
}

/** A share of a paid order, not booked in yet (rules.md §8). */
export function sharePostings(share: ChannelAmount): ReasonedPosting[] {
  return withPlatform(share.channelId, 'onlineShare', [
    { account: RevenueAccount.revenuePending, amountFen: positive(share.amountFen) },
  ]);
}

/** The after-sale period is over: the share can be withdrawn, once it has filled what the channel owes. */
export function releasePostings(share: ChannelAmount, funds: RevenueFunds): ReasonedPosting[] {
  return move(share.channelId, 'shareRelease', [
    { account: RevenueAccount.revenuePending, amountFen: -positive(share.amountFen) },
    ...freeLines(share.amountFen, funds),
  ]);
}

/** A refund takes a share back that was never free. */
export function pendingReversalPostings(share: ChannelAmount): ReasonedPosting[] {
  return withPlatform(share.channelId, 'shareReversal', [
    { account: RevenueAccount.revenuePending, amountFen: -positive(share.amountFen) },
  ]);
}

/** A refund takes a share back that was free: from what can be withdrawn, and what is not there any more is owed. */
export function freeReversalPostings(share: ChannelAmount, funds: RevenueFunds): ReasonedPosting[] {
  const fromBalanceFen = Math.min(positive(share.amountFen), funds.withdrawableFen);
  return withPlatform(share.channelId, 'shareReversal', [
    { account: RevenueAccount.revenueWithdrawable, amountFen: 0 - fromBalanceFen },
    { account: RevenueAccount.revenueDebt, amountFen: fromBalanceFen - share.amountFen },
  ]);
}

/** A channel asks for its money: nobody can ask for it again. */
export function freezePostings(wish: ChannelAmount): ReasonedPosting[] {
  return move(wish.channelId, 'withdrawalApply', [
    { account: RevenueAccount.revenueWithdrawable, amountFen: -positive(wish.amountFen) },
    { account: RevenueAccount.revenueFrozen, amountFen: wish.amountFen },
  ]);
}

/** The money was paid out. */
export function payOutPostings(wish: ChannelAmount): ReasonedPosting[] {
  return move(wish.channelId, 'withdrawalPaid', [
    { account: RevenueAccount.revenueFrozen, amountFen: -positive(wish.amountFen) },
    { account: RevenueAccount.revenueWithdrawn, amountFen: wish.amountFen },
  ]);
}

/** The money was refused and can be asked for again, once it has filled what the channel owes. */
export function unfreezePostings(wish: ChannelAmount, funds: RevenueFunds): ReasonedPosting[] {
  return move(wish.channelId, 'withdrawalRejected', [
    { account: RevenueAccount.revenueFrozen, amountFen: -positive(wish.amountFen) },
    ...freeLines(wish.amountFen, funds),
  ]);
}

function freeLines(amountFen: Fen, funds: RevenueFunds): MoveLine[] {
  const debtFen = Math.min(amountFen, funds.debtFen);
  return [
    { account: RevenueAccount.revenueDebt, amountFen: debtFen },
    { account: RevenueAccount.revenueWithdrawable, amountFen: amountFen - debtFen },
  ];
}

function withPlatform(channelId: number, reason: LedgerReason, lines: readonly MoveLine[]) {
  const totalFen = lines.reduce((sum, line) => sum + line.amountFen, 0);
  const platform = { to: { platform: PlatformAccount.memberShares }, amountFen: 0 - totalFen, reason };
  return [...move(channelId, reason, lines), platform];
}

function move(channelId: number, reason: LedgerReason, lines: readonly MoveLine[]): ReasonedPosting[] {
  return lines
    .filter(({ amountFen }) => amountFen !== 0)
    .map(({ account, amountFen }) => ({ to: { channelId, account }, amountFen, reason }));
}

function positive(amountFen: Fen): Fen {
  if (assertFen(amountFen) <= 0) throw new RangeError('revenue moves by more than nothing');
  return amountFen;
}
