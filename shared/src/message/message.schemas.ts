import * as v from 'valibot';
import { valuesOf } from '../kernel/status';

/** What people are told about. The name is stable: grants, templates and texts hang on it. */
export const MessageEvent = {
  orderPlaced: 'orderPlaced',
  orderRescheduled: 'orderRescheduled',
  orderShipped: 'orderShipped',
  orderCompleted: 'orderCompleted',
  orderRefunded: 'orderRefunded',
  afterSaleMoved: 'afterSaleMoved',
  giftEnded: 'giftEnded',
  activationRequested: 'activationRequested',
  activationDone: 'activationDone',
  activationRejected: 'activationRejected',
} as const;
export type MessageEvent = (typeof MessageEvent)[keyof typeof MessageEvent];

export const messageEventSchema = v.picklist(valuesOf(MessageEvent));

/** What a message may be about; a tap opens it. */
export const messageTargetKindSchema = v.picklist(['order', 'cardActivation', 'afterSale', 'cardGift']);
export type MessageTargetKind = v.InferOutput<typeof messageTargetKindSchema>;
