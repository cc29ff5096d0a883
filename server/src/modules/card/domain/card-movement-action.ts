import { HandoverKind } from '@lakeside/shared/card/card.status';

/** What happened to a card; one row of its life line each. */
export const CardMovementAction = {
  imported: 'imported',
  issued: 'issued',
  orderSent: 'orderSent',
  transferSent: 'transferSent',
  returnSent: 'returnSent',
  received: 'received',
  missed: 'missed',
  handoverCancelled: 'handoverCancelled',
  allotted: 'allotted',
  allotmentCancelled: 'allotmentCancelled',
  platformActivated: 'platformActivated',
  returnedByMember: 'returnedByMember',
  activationRequested: 'activationRequested',
  activated: 'activated',
  activationSkipped: 'activationSkipped',
  activationRejected: 'activationRejected',
  activationWithdrawn: 'activationWithdrawn',
  bound: 'bound',
  giftSent: 'giftSent',
  giftAccepted: 'giftAccepted',
  giftReturned: 'giftReturned',
  used: 'used',
  voided: 'voided',
} as const;
export type CardMovementAction = (typeof CardMovementAction)[keyof typeof CardMovementAction];

/** The phrase the life line shows. */
export const cardMovementActionName: Readonly<Record<CardMovementAction, string>> = {
  imported: '入库',
  issued: '购买，发放卡号',
  orderSent: '平台发卡，待收',
  transferSent: '流转，待收',
  returnSent: '返还，待收',
  received: '收卡',
  missed: '对方未收到，退回',
  handoverCancelled: '撤回发卡',
  allotted: '分配给会员订单',
  allotmentCancelled: '撤回分配，退回库存',
  platformActivated: '会员收货，平台激活',
  returnedByMember: '会员退卡，退回库存',
  activationRequested: '申请激活',
  activated: '激活',
  activationSkipped: '未列入激活，解锁',
  activationRejected: '激活驳回，解锁',
  activationWithdrawn: '撤回激活申请',
  bound: '绑卡',
  giftSent: '转赠，待领取',
  giftAccepted: '领取转赠',
  giftReturned: '转赠未领取，退回',
  used: '提货',
  voided: '注销',
};

/** What sending cards with a handover of that kind is called on their life lines. */
export const sentActionOf: Readonly<Record<HandoverKind, CardMovementAction>> = {
  cardOrder: CardMovementAction.orderSent,
  cardTransfer: CardMovementAction.transferSent,
  cardReturn: CardMovementAction.returnSent,
};
