import type { TransitionTable } from '../kernel/status';

/** Where a parcel is, as its carrier tells. `waiting` = the carrier has told nothing yet. */
export const ParcelState = {
  waiting: 'waiting',
  pickedUp: 'pickedUp',
  moving: 'moving',
  delivering: 'delivering',
  trouble: 'trouble',
  signed: 'signed',
  returned: 'returned',
} as const;
export type ParcelState = (typeof ParcelState)[keyof typeof ParcelState];

export const parcelStateName: Readonly<Record<ParcelState, string>> = {
  waiting: '等待揽收',
  pickedUp: '已揽收',
  moving: '运输中',
  delivering: '派送中',
  trouble: '异常',
  signed: '已签收',
  returned: '已退回',
};

/** An e-waybill: asked for before the carrier is called, so that a crash in between asks for the same one again. */
export const WaybillStatus = { requested: 'requested', issued: 'issued', cancelled: 'cancelled' } as const;
export type WaybillStatus = (typeof WaybillStatus)[keyof typeof WaybillStatus];

export const waybillTransitions: TransitionTable<WaybillStatus> = {
  requested: ['issued', 'cancelled'],
  issued: ['cancelled'],
  cancelled: ['requested'],
};
