import { applyRate, type Fen, portionOf, type RateBp, sumFen } from '@lakeside/shared/kernel/money';
import { ShareFlag } from '@lakeside/shared/revenue/revenue.status';

/** One channel above the buyer as it was when the order was made. */
export interface ChainLink {
  readonly channelId: number;
  readonly level: 1 | 2 | 3;
  readonly rateBp: RateBp;
  readonly isClosed: boolean;
}

export interface SoldLine {
  readonly quantity: number;
  readonly retailPriceFen: Fen;
  /** What the buyer pays for one. Freight is no part of it. */
  readonly unitPriceFen: Fen;
}

/** What a sold line leaves one channel. */
export interface LineShare {
  readonly channelId: number;
  readonly level: 1 | 2 | 3;
  /** The channel's own price of one. */
  readonly ownPriceFen: Fen;
  /** What the next one down pays for one: the channel below, or the buyer. */
  readonly nextPriceFen: Fen;
  readonly amountFen: Fen;
  readonly flag: ShareFlag | null;
}

/**
 * Shares of one sold line, from level 1 down: each channel gets what the next one down pays less its own price, for every
 * piece. Each price is rounded to the fen and differences are taken between rounded prices, so that all shares together are
 * exactly the buyer's price less the price of level 1. A difference below zero gives nothing, nor does a closed channel get
 * anything; both are flagged (rules.md §7, default 15) [AD-072 … AD-079, AD-083 … AD-090].
 */
export function sharesOfLine(line: SoldLine, chain: readonly ChainLink[]): LineShare[] {
  const prices = chain.map(({ rateBp }) => applyRate(line.retailPriceFen, rateBp));
  return chain.map(({ channelId, level, isClosed }, index) => {
    const ownPriceFen = prices[index] ?? 0;
    const nextPriceFen = prices[index + 1] ?? line.unitPriceFen;
    const spreadFen = nextPriceFen - ownPriceFen;
    const flag = flagOf(spreadFen, isClosed);
    const amountFen = flag === null ? sumFen([spreadFen * line.quantity]) : 0;
    return { channelId, level, ownPriceFen, nextPriceFen, amountFen, flag };
  });
}

function flagOf(spreadFen: Fen, isClosed: boolean): ShareFlag | null {
  if (spreadFen < 0) return ShareFlag.negativeSpread;
  // A closed channel that would get nothing anyway has nothing to be told about.
  return isClosed && spreadFen > 0 ? ShareFlag.channelClosed : null;
}

/** What a channel owes a staff member out of its own share: rounded down, never above the share (rules.md §7, default 20). */
export function commissionOf(shareFen: Fen, rateBp: RateBp): Fen {
  return portionOf(shareFen, rateBp, 10_000);
}
