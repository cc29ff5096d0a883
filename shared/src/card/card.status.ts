import type { TransitionTable } from '../kernel/status';

/** Printed on plastic, or sold online as a number. */
export const CardKind = { physicalCard: 'physicalCard', eCard: 'eCard' } as const;
export type CardKind = (typeof CardKind)[keyof typeof CardKind];
export const cardKindName: Readonly<Record<CardKind, string>> = { physicalCard: '实体卡', eCard: '电子卡' };

/** rules.md §6: 未激活, 已激活, 已使用, 已注销. An e-card is never 未激活: it begins 已激活 (AD-247). */
export const CardStatus = { inactive: 'inactive', active: 'active', used: 'used', voided: 'voided' } as const;
export type CardStatus = (typeof CardStatus)[keyof typeof CardStatus];

export const cardTransitions: TransitionTable<CardStatus> = {
  inactive: ['active', 'voided'],
  active: ['used', 'voided'],
  used: [],
  voided: [],
};

export const cardStatusName: Readonly<Record<CardStatus, string>> = {
  inactive: '未激活',
  active: '已激活',
  used: '已使用',
  voided: '已注销',
};

/**
 * The three papers that move cards from one holder to the next work alike: the numbers are locked in transit, the
 * receiver confirms, only then the holder changes. `cardOrder` platform → L1, `cardTransfer` channel → direct child,
 * `cardReturn` channel → parent or L1 → platform (rules.md §5).
 */
export const HandoverKind = {
  cardOrder: 'cardOrder',
  cardTransfer: 'cardTransfer',
  cardReturn: 'cardReturn',
} as const;
export type HandoverKind = (typeof HandoverKind)[keyof typeof HandoverKind];

export const HandoverStatus = {
  inTransit: 'inTransit',
  received: 'received',
  cancelled: 'cancelled',
} as const;
export type HandoverStatus = (typeof HandoverStatus)[keyof typeof HandoverStatus];

export const handoverTransitions: TransitionTable<HandoverStatus> = {
  inTransit: ['received', 'cancelled'],
  received: [],
  cancelled: [],
};
export const handoverStatusName: Readonly<Record<HandoverStatus, string>> = {
  inTransit: '待收卡',
  received: '已收卡',
  cancelled: '已撤回',
};

/** A request of an L3 under an L2 waits for the L2's 已收款 first; every request then waits for the L1 (rules.md §5). */
export const ActivationStatus = {
  pendingL2: 'pendingL2',
  pendingL1: 'pendingL1',
  activated: 'activated',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
} as const;
export type ActivationStatus = (typeof ActivationStatus)[keyof typeof ActivationStatus];

export const activationTransitions: TransitionTable<ActivationStatus> = {
  pendingL2: ['pendingL1', 'rejected', 'withdrawn'],
  pendingL1: ['activated', 'rejected', 'withdrawn'],
  activated: [],
  rejected: [],
  withdrawn: [],
};
export const activationStatusName: Readonly<Record<ActivationStatus, string>> = {
  pendingL2: '待二级确认收款',
  pendingL1: '待一级激活',
  activated: '已激活',
  rejected: '已驳回',
  withdrawn: '已撤回',
};

/** The three queues an L1 works through (CH-031 … CH-034). */
export const ActivationQueue = { own: 'own', level2: 'level2', level3: 'level3' } as const;
export type ActivationQueue = (typeof ActivationQueue)[keyof typeof ActivationQueue];
export const activationQueueName: Readonly<Record<ActivationQueue, string>> = {
  own: '我的',
  level2: '下属二级',
  level3: '直属三级',
};

/** A card on its way to another member: accepted once, or back to the giver (AD-249). */
export const GiftStatus = {
  open: 'open',
  accepted: 'accepted',
  takenBack: 'takenBack',
  expired: 'expired',
} as const;
export type GiftStatus = (typeof GiftStatus)[keyof typeof GiftStatus];
export const giftTransitions: TransitionTable<GiftStatus> = {
  open: ['accepted', 'takenBack', 'expired'],
  accepted: [],
  takenBack: [],
  expired: [],
};
export const giftStatusName: Readonly<Record<GiftStatus, string>> = {
  open: '待领取',
  accepted: '已领取',
  takenBack: '已收回',
  expired: '超时退回',
};

export const CardImportStatus = {
  queued: 'queued',
  running: 'running',
  done: 'done',
  failed: 'failed',
} as const;
export type CardImportStatus = (typeof CardImportStatus)[keyof typeof CardImportStatus];
export const cardImportTransitions: TransitionTable<CardImportStatus> = {
  queued: ['running', 'failed'],
  running: ['done', 'failed'],
  done: [],
  failed: [],
};

/** Why a card of a selection cannot take part. */
export const ExclusionReason = {
  unknown: 'unknown',
  notHeld: 'notHeld',
  locked: 'locked',
  wrongStatus: 'wrongStatus',
  wrongProduct: 'wrongProduct',
} as const;
export type ExclusionReason = (typeof ExclusionReason)[keyof typeof ExclusionReason];
export const exclusionReasonName: Readonly<Record<ExclusionReason, string>> = {
  unknown: '卡号不存在',
  notHeld: '不在你的卡号库',
  locked: '在途或处理中',
  wrongStatus: '状态不符',
  wrongProduct: '不是所选提货卡',
};
