import { afterSaleStatusName, type AfterSaleStatus } from '@lakeside/shared/after-sale/after-sale.status';
import {
  type AccountDeletionStatus,
  accountDeletionStatusName,
} from '@lakeside/shared/member/account-deletion.status';
import { memberStatusName } from '@lakeside/shared/member/member.contract';
import {
  activationStatusName,
  cardStatusName,
  giftStatusName,
  handoverStatusName,
  type ActivationStatus,
  type CardImportStatus,
  type CardStatus,
  type GiftStatus,
  type HandoverStatus,
} from '@lakeside/shared/card/card.status';
import { channelStatusName, type ChannelStatus } from '@lakeside/shared/channel/channel.status';
import { erpPushStatusName, type ErpPushStatus } from '@lakeside/shared/erp/erp.status';
import {
  orderStatusName,
  shipmentStatusName,
  type OrderStatus,
  type ShipmentStatus,
} from '@lakeside/shared/order/order.status';
import {
  type PaymentStatus,
  paymentStatusName,
  type RefundStatus,
  refundStatusName,
} from '@lakeside/shared/payment/payment.status';
import {
  revenueStatusName,
  type RevenueStatus,
  withdrawalStatusName,
  type WithdrawalStatus,
} from '@lakeside/shared/revenue/revenue.status';
import { reviewStatusName, type ReviewStatus } from '@lakeside/shared/review/review.status';
import { splitStateName, type SplitState } from '@lakeside/shared/split/split.status';
import {
  storeAfterSaleStatusName,
  storeOrderStatusName,
  storeShipmentStatusName,
  type StoreAfterSaleStatus,
  type StoreOrderStatus,
  type StoreShipmentStatus,
} from '@lakeside/shared/store-order/store-order.status';
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

export const memberStatusLooks = looksOf<string>(memberStatusName, {
  active: 'ok',
  closed: 'neutral',
  deleted: 'neutral',
});

export const accountDeletionStatusLooks = looksOf<AccountDeletionStatus>(accountDeletionStatusName, {
  waiting: 'warn',
  cancelled: 'neutral',
  done: 'ok',
});

export const reviewStatusLooks = looksOf<ReviewStatus>(reviewStatusName, {
  pending: 'warn',
  shown: 'ok',
  hidden: 'neutral',
});

export const shelfStatusName: Readonly<Record<string, string>> = { onShelf: '上架', offShelf: '下架' };
export const cardFormName: Readonly<Record<string, string>> = { physical: '实体卡', electronic: '电子卡' };
export const shelfStatusLooks = looksOf<string>(shelfStatusName, { onShelf: 'ok', offShelf: 'neutral' });

export const giftStatusLooks = looksOf<GiftStatus>(giftStatusName, {
  open: 'gold',
  accepted: 'ok',
  takenBack: 'neutral',
  expired: 'neutral',
});

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
  toPay: 'gold',
  toShip: 'warn',
  partlyShipped: 'gold',
  shipped: 'lake',
  toIssue: 'warn',
  partlyIssued: 'gold',
  completed: 'ok',
  cancelled: 'neutral',
});

export const paymentStatusLooks = looksOf<PaymentStatus>(paymentStatusName, {
  created: 'gold',
  prepaid: 'gold',
  paid: 'ok',
  closed: 'neutral',
});

export const refundStatusLooks = looksOf<RefundStatus>(refundStatusName, {
  requested: 'warn',
  accepted: 'lake',
  refunded: 'ok',
  failed: 'bad',
});

export const afterSaleStatusLooks = looksOf<AfterSaleStatus>(afterSaleStatusName, {
  applied: 'warn',
  toReturn: 'lake',
  returning: 'warn',
  refunding: 'lake',
  toExchange: 'warn',
  exchangeSent: 'lake',
  done: 'ok',
  rejected: 'bad',
  withdrawn: 'neutral',
  expired: 'neutral',
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
export const splitStateLooks = looksOf<SplitState>(splitStateName, {
  waiting: 'warn',
  submitted: 'lake',
  succeeded: 'ok',
  failed: 'bad',
});

export const settlementStatusLooks = looksOf<string>(settlementStatusName, {
  unsettled: 'warn',
  settled: 'ok',
});

export const revenueStatusLooks = looksOf<RevenueStatus>(revenueStatusName, {
  pending: 'warn',
  available: 'ok',
  reversed: 'bad',
  withheld: 'neutral',
});
export const withdrawalStatusLooks = looksOf<WithdrawalStatus>(withdrawalStatusName, {
  applied: 'warn',
  paid: 'ok',
  rejected: 'bad',
});

export const financeStatusLooks = looksOf<string>(
  { booked: '已入账', reversed: '已撤销' },
  { booked: 'ok', reversed: 'neutral' },
);

export const erpPushStatusLooks = looksOf<ErpPushStatus>(erpPushStatusName, {
  waiting: 'warn',
  done: 'ok',
  refused: 'bad',
});

export const storeOrderStatusLooks = looksOf<StoreOrderStatus>(storeOrderStatusName, {
  toPay: 'warn',
  toShip: 'warn',
  partlyShipped: 'warn',
  shipped: 'lake',
  completed: 'ok',
  closed: 'neutral',
});

export const storeShipmentStatusLooks = looksOf<StoreShipmentStatus>(storeShipmentStatusName, {
  toShip: 'warn',
  shipped: 'lake',
  received: 'ok',
  cancelled: 'neutral',
});

export const storeAfterSaleStatusLooks = looksOf<StoreAfterSaleStatus>(storeAfterSaleStatusName, {
  applied: 'warn',
  toReturn: 'lake',
  returning: 'warn',
  refunded: 'ok',
  refused: 'bad',
  withdrawn: 'neutral',
});
