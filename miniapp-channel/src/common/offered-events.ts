import { MessageEvent } from '@lakeside/shared/message/message.schemas';
import type { ChannelRights } from '@/app/rights';

/** News of activation requests that others hand in: for who pays them or passes them on (CH-033, CH-035). */
export const incomingEvents: readonly MessageEvent[] = [MessageEvent.activationRequested];
/** What becomes of the own activation requests. */
export const outcomeEvents: readonly MessageEvent[] = [
  MessageEvent.activationDone,
  MessageEvent.activationRejected,
];

/** What this person may want to be told about on WeChat; an L1 waits for nobody, and nobody hands anything in at an L3. */
export function offeredEvents(rights: ChannelRights): readonly MessageEvent[] {
  if (!rights.activation) return [];
  if (rights.payActivation) return incomingEvents;
  return rights.forwardActivation ? [...incomingEvents, ...outcomeEvents] : outcomeEvents;
}
