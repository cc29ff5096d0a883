import {
  activationStatusName,
  cardStatusName,
  handoverStatusName,
  type ActivationStatus,
  type CardImportStatus,
  type CardStatus,
  type HandoverStatus,
} from '@lakeside/shared/card/card.status';
import { channelStatusName, type ChannelStatus } from '@lakeside/shared/channel/channel.status';
import {
  orderStatusName,
  shipmentStatusName,
  type OrderStatus,
  type ShipmentStatus,
} from '@lakeside/shared/order/order.status';
import type { StatusLooks, TagTone } from '@lakeside/shared/ui/tag-tone';

/** Puts a colour to each name of a state table. */
function looksOf<Status extends string>(
  names: Readonly<Record<Status, string>>,
  tones: Readonly<Record<Status, TagTone>>,
): StatusLooks<Status> {
  const states = Object.keys(names) as Status[];
  // The record has exactly the keys of `names`; the compiler loses them in Object.fromEntries.
  return Object.fromEntries(
    states.map((status) => [status, { label: names[status], tone: tones[status] }]),
  ) as StatusLooks<Status>;
}

export const channelStatusLooks = looksOf<ChannelStatus>(channelStatusName, {
  pending: 'warn',
  active: 'ok',
  rejected: 'bad',
  closed: 'neutral',
});

export const accountStatusName: Readonly<Record<string, string>> = { active: '正常', closed: '已关闭' };
export const accountStatusLooks = looksOf<string>(accountStatusName, { active: 'ok', closed: 'neutral' });

export const shelfStatusName: Readonly<Record<string, string>> = { onShelf: '上架', offShelf: '下架' };
export const shelfStatusLooks = looksOf<string>(shelfStatusName, { onShelf: 'ok', offShelf: 'neutral' });

export const cardStatusLooks = looksOf<CardStatus>(cardStatusName, {
  inactive: 'neutral',
  active: 'lake',
  used: 'ok',
  voided: 'bad',
});

export const handoverStatusLooks = looksOf<HandoverStatus>(handoverStatusName, {
  inTransit: 'warn',
  received: 'ok',
  cancelled: 'neutral',
});

export const activationStatusLooks = looksOf<ActivationStatus>(activationStatusName, {
  pendingL2: 'warn',
  pendingL1: 'warn',
  activated: 'ok',
  rejected: 'bad',
  withdrawn: 'neutral',
});

export const cardImportStatusName: Readonly<Record<CardImportStatus, string>> = {
  queued: '排队中',
  running: '处理中',
  done: '已完成',
  failed: '失败',
};
export const cardImportStatusLooks = looksOf<CardImportStatus>(cardImportStatusName, {
  queued: 'neutral',
  running: 'lake',
  done: 'ok',
  failed: 'bad',
});

export const orderStatusLooks = looksOf<OrderStatus>(orderStatusName, {
  toShip: 'warn',
  partlyShipped: 'gold',
  shipped: 'lake',
  completed: 'ok',
  cancelled: 'neutral',
});

export const shipmentStatusLooks = looksOf<ShipmentStatus>(shipmentStatusName, {
  toShip: 'warn',
  shipped: 'lake',
  received: 'ok',
  cancelled: 'neutral',
});

export const settlementStatusName: Readonly<Record<string, string>> = {
  unsettled: '未结算',
  settled: '已结算',
};
export const settlementStatusLooks = looksOf<string>(settlementStatusName, {
  unsettled: 'warn',
  settled: 'ok',
});

export const financeStatusLooks = looksOf<string>(
  { booked: '已入账', reversed: '已撤销' },
  { booked: 'ok', reversed: 'neutral' },
);
