import type { TransitionTable } from '../kernel/status';

/** What is told to the ERP: an order given to the platform's warehouse, a parcel that has left it (IF-007, IF-008). */
export const ErpPushKind = { order: 'order', shipment: 'shipment' } as const;
export type ErpPushKind = (typeof ErpPushKind)[keyof typeof ErpPushKind];

export const erpPushKindName: Readonly<Record<ErpPushKind, string>> = { order: '订单', shipment: '发货单' };

/** `refused`: the ERP understood and said no, so a person must mend something and send again. */
export const ErpPushStatus = { waiting: 'waiting', done: 'done', refused: 'refused' } as const;
export type ErpPushStatus = (typeof ErpPushStatus)[keyof typeof ErpPushStatus];

export const erpPushTransitions: TransitionTable<ErpPushStatus> = {
  waiting: ['done', 'refused'],
  refused: ['waiting'],
  done: ['waiting'],
};
export const erpPushStatusName: Readonly<Record<ErpPushStatus, string>> = {
  waiting: '待推送',
  done: '已推送',
  refused: '被拒绝',
};
