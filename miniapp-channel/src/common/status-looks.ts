import {
  activationStatusName,
  cardStatusName,
  handoverStatusName,
  type ActivationStatus,
  type CardStatus,
  type HandoverStatus,
} from '@lakeside/shared/card/card.status';
import { channelStatusName, type ChannelStatus } from '@lakeside/shared/channel/channel.status';
import { shipmentStatusName, type ShipmentStatus } from '@lakeside/shared/order/order.status';
import {
  revenueStatusName,
  type RevenueStatus,
  withdrawalStatusName,
  type WithdrawalStatus,
} from '@lakeside/shared/revenue/revenue.status';
import {
  storeAfterSaleStatusName,
  storeOrderStatusName,
  storeShipmentStatusName,
  type StoreAfterSaleStatus,
  type StoreOrderStatus,
  type StoreShipmentStatus,
} from '@lakeside/shared/store-order/store-order.status';
import type { StatusLooks, TagTone } from '@lakeside/shared/ui/tag-tone';

function looksOf<Status extends string>(
  names: Readonly<Record<Status, string>>,
  tones: Readonly<Record<Status, TagTone>>,
): StatusLooks<Status> {
  const entries = (Object.keys(names) as Status[]).map((status) => [
    status,
    { label: names[status], tone: tones[status] },
  ]);
  // Built from the keys of `names`, which has every status.
  return Object.fromEntries(entries) as StatusLooks<Status>;
}

export const cardStatusLooks: StatusLooks<CardStatus> = looksOf(cardStatusName, {
  inactive: 'neutral',
  active: 'lake',
  used: 'gold',
  voided: 'bad',
});

export const handoverStatusLooks: StatusLooks<HandoverStatus> = looksOf(handoverStatusName, {
  inTransit: 'crab',
  received: 'ok',
  cancelled: 'neutral',
});

export const activationStatusLooks: StatusLooks<ActivationStatus> = looksOf(activationStatusName, {
  pendingL2: 'gold',
  pendingL1: 'crab',
  activated: 'ok',
  rejected: 'bad',
  withdrawn: 'neutral',
});

export const shipmentStatusLooks: StatusLooks<ShipmentStatus> = looksOf(shipmentStatusName, {
  toShip: 'crab',
  shipped: 'lake',
  received: 'ok',
  cancelled: 'neutral',
});

export const channelStatusLooks: StatusLooks<ChannelStatus> = looksOf(channelStatusName, {
  pending: 'gold',
  active: 'ok',
  rejected: 'bad',
  closed: 'neutral',
});

export const revenueStatusLooks: StatusLooks<RevenueStatus> = looksOf(revenueStatusName, {
  pending: 'gold',
  available: 'ok',
  reversed: 'bad',
  withheld: 'neutral',
});

export const withdrawalStatusLooks: StatusLooks<WithdrawalStatus> = looksOf(withdrawalStatusName, {
  applied: 'gold',
  paid: 'ok',
  rejected: 'bad',
});

export const storeOrderStatusLooks: StatusLooks<StoreOrderStatus> = looksOf(storeOrderStatusName, {
  toPay: 'crab',
  toShip: 'gold',
  partlyShipped: 'gold',
  shipped: 'lake',
  completed: 'ok',
  closed: 'neutral',
});

export const storeShipmentStatusLooks: StatusLooks<StoreShipmentStatus> = looksOf(storeShipmentStatusName, {
  toShip: 'crab',
  shipped: 'lake',
  received: 'ok',
  cancelled: 'neutral',
});

export const storeAfterSaleStatusLooks: StatusLooks<StoreAfterSaleStatus> = looksOf(
  storeAfterSaleStatusName,
  {
    applied: 'gold',
    toReturn: 'crab',
    returning: 'gold',
    refunded: 'ok',
    refused: 'bad',
    withdrawn: 'neutral',
  },
);
