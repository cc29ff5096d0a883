import { cardError } from '@lakeside/shared/card/card.errors';
import {
  ActivationQueue,
  ActivationStatus,
  activationStatusName,
  activationTransitions,
} from '@lakeside/shared/card/card.status';
import { ChannelStatus } from '@lakeside/shared/channel/channel.status';
import { addDays, startOfDay, toDay } from '@lakeside/shared/kernel/date';
import { applyRate, assertFen, type Fen, type RateBp } from '@lakeside/shared/kernel/money';
import { canTransit } from '@lakeside/shared/kernel/status';

export interface Requester {
  readonly id: number;
  readonly level: 1 | 2 | 3;
  readonly parentId: number | null;
  readonly l1Id: number;
}

export interface ActivationRoute {
  readonly status: typeof ActivationStatus.pendingL1 | typeof ActivationStatus.pendingL2;
  readonly l1Id: number;
  /** The L2 between requester and L1; null when there is none. */
  readonly l2Id: number | null;
  /** Where the L1 finds it. */
  readonly queue: ActivationQueue;
}

/** An L3 under an L2 asks the L2 first; everybody else asks the L1, who alone activates (AD-056, rules.md §5). */
export function routeActivation(requester: Requester): ActivationRoute {
  const direct = { status: ActivationStatus.pendingL1, l1Id: requester.l1Id, l2Id: null } as const;
  if (requester.level === 1) return { ...direct, queue: ActivationQueue.own };
  if (requester.level === 2) return { ...direct, queue: ActivationQueue.level2 };
  if (requester.parentId === requester.l1Id) return { ...direct, queue: ActivationQueue.level3 };
  return {
    ...direct,
    status: ActivationStatus.pendingL2,
    l2Id: requester.parentId,
    queue: ActivationQueue.level2,
  };
}

/** A closed L2 can confirm no payment, so what its L3 ask for goes to the L1 at once; the L2's price stays on record. */
export function statusPastL2(route: ActivationRoute, l2: { readonly status: ChannelStatus } | null) {
  return l2?.status === ChannelStatus.closed ? ActivationStatus.pendingL1 : route.status;
}

export interface Charge {
  readonly unitPriceFen: Fen;
  readonly totalFen: Fen;
}

/** The L1's price of one card, rounded half-up, times the number of cards (AD-061). */
export function priceCards(retailPriceFen: Fen, rateBp: RateBp, cardCount: number): Charge {
  const unitPriceFen = applyRate(retailPriceFen, rateBp);
  return { unitPriceFen, totalFen: assertFen(unitPriceFen * cardCount) };
}

/** Throws ACTIVATION_STATUS_CHANGED when the request is no longer where the step expects it. */
export function assertActivationMayBecome(
  activation: { readonly status: ActivationStatus },
  next: ActivationStatus,
): void {
  if (!canTransit(activationTransitions, activation.status, next)) refuseStep(activation.status);
}

/** The L2 turns down what waits for the L2, the L1 what waits for the L1; throws ACTIVATION_STATUS_CHANGED otherwise. */
export function assertRejectsInTurn(
  activation: { readonly status: ActivationStatus; readonly l1Id: number; readonly l2Id: number | null },
  channelId: number,
): void {
  const turn = activation.status === ActivationStatus.pendingL2 ? activation.l2Id : activation.l1Id;
  assertActivationMayBecome(activation, ActivationStatus.rejected);
  if (turn !== channelId) refuseStep(activation.status);
}

function refuseStep(status: ActivationStatus): never {
  throw cardError('ACTIVATION_STATUS_CHANGED', { statusName: activationStatusName[status] });
}

/** The first instant at which a card activated at `now` is no longer good: it is good to the end of the same day, months later. */
export function expiryOf(now: Date, validityMonths: number): Date {
  return startOfDay(addDays(addMonths(toDay(now), validityMonths), 1));
}

/** The same day some months later, the last of the month where that day does not exist (31 August + 6 → 28 February). */
function addMonths(day: string, months: number): string {
  const [year = 0, month = 0, dayOfMonth = 0] = day.split('-').map(Number);
  const monthIndex = year * 12 + (month - 1) + months;
  const daysInMonth = new Date(Date.UTC(Math.floor(monthIndex / 12), (monthIndex % 12) + 1, 0)).getUTCDate();
  const parts = [(monthIndex % 12) + 1, Math.min(dayOfMonth, daysInMonth)].map((part) =>
    String(part).padStart(2, '0'),
  );
  return [Math.floor(monthIndex / 12), ...parts].join('-');
}
