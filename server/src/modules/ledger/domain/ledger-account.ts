import type { Fen } from '@lakeside/shared/kernel/money';

/** The three accounts of an L1 (rules.md §4). Credit still free and credit owed together are the limit. */
export const ChannelAccount = {
  storedValue: 'storedValue',
  creditAvailable: 'creditAvailable',
  /** Never above zero: −1,500 is 1,500 owed. */
  creditDebt: 'creditDebt',
} as const;
export type ChannelAccount = (typeof ChannelAccount)[keyof typeof ChannelAccount];

/** Where the revenue of a channel of any level stands (rules.md §8). */
export const RevenueAccount = {
  /** 未入账: the after-sale period of the order is not over. */
  revenuePending: 'revenuePending',
  /** 待提. */
  revenueWithdrawable: 'revenueWithdrawable',
  /** 提现中: asked for and not paid out yet. */
  revenueFrozen: 'revenueFrozen',
  /** 已提: everything ever paid out. */
  revenueWithdrawn: 'revenueWithdrawn',
  /** Never above zero: taken back after it had been paid out; later revenue fills it first. */
  revenueDebt: 'revenueDebt',
} as const;
export type RevenueAccount = (typeof RevenueAccount)[keyof typeof RevenueAccount];

/** The other side of every posting. These accounts keep no running balance, so nobody queues for their rows. */
export const PlatformAccount = {
  /** Money received by 上海销售公司, which collects what members pay online (rules.md §8). */
  cashSales: 'cashSales',
  /** Money received by 阳澄湖集团, which collects what an L1 pays in (rules.md §8). */
  cashGroup: 'cashGroup',
  cardSales: 'cardSales',
  /** What members bought online, before anything is shared out. */
  memberSales: 'memberSales',
  /** What of it belongs to the channels above the buyers (rules.md §7). */
  memberShares: 'memberShares',
  /** What stores ordered from the platform (rules.md §4, B2B 订货). */
  storeSales: 'storeSales',
  creditIssued: 'creditIssued',
  goodsCost: 'goodsCost',
  subsidy: 'subsidy',
} as const;
export type PlatformAccount = (typeof PlatformAccount)[keyof typeof PlatformAccount];

/** Names one account: of a channel, or of the platform. */
export type AccountRef =
  | { readonly channelId: number; readonly account: ChannelAccount | RevenueAccount }
  | { readonly platform: PlatformAccount };

/** Lowest and highest balance an account may have; null is no bound. */
export interface BalanceBounds {
  readonly floorFen: Fen | null;
  readonly ceilingFen: Fen | null;
}

export const channelAccountBounds: Readonly<Record<ChannelAccount, BalanceBounds>> = {
  storedValue: { floorFen: 0, ceilingFen: null },
  creditAvailable: { floorFen: 0, ceilingFen: null },
  creditDebt: { floorFen: null, ceilingFen: 0 },
};

export const revenueAccountBounds: Readonly<Record<RevenueAccount, BalanceBounds>> = {
  revenuePending: { floorFen: 0, ceilingFen: null },
  revenueWithdrawable: { floorFen: 0, ceilingFen: null },
  revenueFrozen: { floorFen: 0, ceilingFen: null },
  revenueWithdrawn: { floorFen: 0, ceilingFen: null },
  revenueDebt: { floorFen: null, ceilingFen: 0 },
};

/** One text per account, for maps. */
export function accountKey(ref: AccountRef): string {
  return 'platform' in ref ? `platform:${ref.platform}` : `${ref.channelId}:${ref.account}`;
}
