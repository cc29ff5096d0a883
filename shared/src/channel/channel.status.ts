import type { TransitionTable } from '../kernel/status';

/** An applicant is `pending` until the back office approves it (AD-028); a closed channel can no longer log in (AD-030). */
export const ChannelStatus = {
  pending: 'pending',
  active: 'active',
  rejected: 'rejected',
  closed: 'closed',
} as const;
export type ChannelStatus = (typeof ChannelStatus)[keyof typeof ChannelStatus];

export const channelTransitions: TransitionTable<ChannelStatus> = {
  pending: ['active', 'rejected'],
  active: ['closed'],
  rejected: ['pending'],
  closed: ['active'],
};

export const channelStatusName: Readonly<Record<ChannelStatus, string>> = {
  pending: '待审核',
  active: '正常',
  rejected: '未通过',
  closed: '已关闭',
};

/** Only level 1 has a subtype: 城市合伙人 sells, 专卖店 may also order goods and deliver (rules.md §1). */
export const L1Subtype = { cityPartner: 'cityPartner', store: 'store' } as const;
export type L1Subtype = (typeof L1Subtype)[keyof typeof L1Subtype];
export const l1SubtypeName: Readonly<Record<L1Subtype, string>> = {
  cityPartner: '城市合伙人',
  store: '专卖店',
};

export const channelLevelName: Readonly<Record<1 | 2 | 3, string>> = {
  1: '一级渠道',
  2: '二级经销商',
  3: '三级小商户',
};

/** Descriptive only; it governs no right (rules.md, default 4). */
export const BusinessMode = { dealer: 'dealer', distributor: 'distributor' } as const;
export type BusinessMode = (typeof BusinessMode)[keyof typeof BusinessMode];
export const businessModeName: Readonly<Record<BusinessMode, string>> = {
  dealer: '线下经销商',
  distributor: '线上分销商',
};
