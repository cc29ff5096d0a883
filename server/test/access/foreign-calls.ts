import { afterSaleMemberContract as afterSale } from '@lakeside/shared/after-sale/after-sale.contract';
import { cardChannelContract as card } from '@lakeside/shared/card/card.channel.contract';
import { cardMemberContract as memberCard } from '@lakeside/shared/card/card.member.contract';
import { giftMemberContract as gift } from '@lakeside/shared/card/gift.contract';
import { channelSelfContract as channel } from '@lakeside/shared/channel/channel.contract';
import { crmSalesContract as crm } from '@lakeside/shared/crm/crm.contract';
import { fulfilmentChannelContract as fulfilment } from '@lakeside/shared/fulfilment/fulfilment.contract';
import type { EndpointDefinition } from '@lakeside/shared/kernel/endpoint';
import { memberSelfContract as member } from '@lakeside/shared/member/member.contract';
import { cartMemberContract as cart } from '@lakeside/shared/order/cart.contract';
import { physicalCardMemberContract as physicalCard } from '@lakeside/shared/order/physical-card.contract';
import { orderMemberContract as order } from '@lakeside/shared/order/order.contract';
import { purchaseMemberContract as purchase } from '@lakeside/shared/order/purchase.contract';
import { staffIncomeContract as staffIncome } from '@lakeside/shared/revenue/staff-income.contract';
import { reviewMemberContract as review } from '@lakeside/shared/review/review.contract';
import { storeOrderChannelContract as storeOrder } from '@lakeside/shared/store-order/store-order.contract';
import { storeShopContract as storeShop } from '@lakeside/shared/store-order/store-shop.contract';
import type { World } from './world';

export interface ForeignCall {
  readonly entry: EndpointDefinition;
  readonly path: string;
  readonly token: string;
  readonly body?: unknown;
}

const address = {
  name: '某人',
  phone: '13800001111',
  province: '江苏省',
  city: '苏州市',
  district: '姑苏区',
  detail: '某路 1 号',
};

/** Calls that name a row of the first owner, made by the second: well-formed, so that only the owner check can refuse them. */
export function foreignCalls(world: World, day: string): ForeignCall[] {
  const { own, strangers } = world;
  const at = (entry: EndpointDefinition, value: number | string) => entry.path.replace(/:\w+/, String(value));
  const by =
    (token: string) =>
    (entry: EndpointDefinition, value: number | string, body?: unknown): ForeignCall => ({
      entry,
      path: at(entry, value),
      token,
      body,
    });
  const asMember = by(strangers.memberToken);
  const asL1 = by(strangers.l1Token);
  const asL2 = by(strangers.l2Token);
  const asSales = by(strangers.salesToken);
  const reason = { reason: '不是我的' };
  const redeem = (cardId: number, addressId: number) => ({ cardId, addressId, deliveryDay: day });
  const reviewOf = (orderId: number) => ({
    orderId,
    kind: 'cardProduct',
    offerId: 1,
    score: 5,
    text: '不是我的订单',
  });
  const selection = { selection: { cardNos: [own.inactiveCardNo] }, expectedCount: 1 };
  const staff = { name: '某人', modules: [] };
  const ship = { carrierCode: 'SF', waybillNo: 'SF0000000001' };
  return [
    asMember(member.updateAddress, own.addressId, address),
    asMember(member.deleteAddress, own.addressId),
    asMember(memberCard.getMyCard, own.memberCardId),
    asMember(gift.giveCard, '', { cardId: own.memberCardId }),
    asMember(gift.getSentGift, own.giftId),
    asMember(gift.takeBackGift, own.giftId),
    asMember(order.redeemCard, '', redeem(own.memberCardId, strangers.addressId)),
    asMember(order.getOrder, own.orderId),
    asMember(order.getTrack, own.orderId),
    asMember(physicalCard.listOrderCards, own.orderId),
    asMember(order.rescheduleOrder, own.orderId, { deliveryDay: day }),
    asMember(order.confirmReceipt, own.orderId),
    asMember(cart.setCartQuantity, own.cartLineId, { quantity: 2 }),
    asMember(purchase.payOrder, own.orderId, { way: 'h5' }),
    asMember(purchase.cancelOrder, own.orderId),
    asMember(order.redeemCard, '', redeem(own.memberCardId, own.addressId)),
    asMember(review.getOrderToReview, own.orderId),
    asMember(review.submitReview, '', reviewOf(own.orderId)),
    asMember(afterSale.getOptions, own.orderId),
    asMember(afterSale.apply, own.orderId, { quantity: 1, kind: 'exchange', reason: 'missing' }),
    asMember(afterSale.getAfterSale, own.afterSaleId),
    asMember(afterSale.withdraw, own.afterSaleId),
    asMember(afterSale.sendReturn, own.afterSaleId, ship),
    asMember(afterSale.confirmExchange, own.afterSaleId),
    asL1(channel.getChild, own.l2Id),
    asL1(channel.changeChildRate, own.l2Id, { rateBp: 7100 }),
    asL1(channel.updateStaff, own.staffId, staff),
    asL1(channel.closeStaff, own.staffId),
    asL1(channel.changeCommission, own.staffId, { rateBp: 500 }),
    asL1(staffIncome.getStaffIncome, own.staffId),
    asL1(staffIncome.listStaffIncome, own.staffId),
    asL1(staffIncome.listStaffSettlements, own.staffId),
    asL1(staffIncome.settleStaff, own.staffId, { amountFen: 1 }),
    asL1(staffIncome.addOfflineIncome, own.staffId, { amountFen: 1, day }),
    asL1(card.getCard, own.inactiveCardNo),
    asL1(card.transferCards, '', { toChannelId: own.l2Id, ...selection }),
    asL1(card.getHandover, own.handoverId),
    asL1(card.listHandoverCards, own.handoverId),
    asL1(card.receiveHandover, own.handoverId, {}),
    asL1(card.cancelHandover, own.handoverId),
    asL1(card.getActivation, own.activationId),
    asL1(card.listActivationCards, own.activationId),
    asL2(card.forwardActivation, own.activationId),
    asL1(card.activateCards, own.activationId, {}),
    asL1(card.rejectActivation, own.activationId, reason),
    asL1(card.withdrawActivation, own.activationId),
    asL1(fulfilment.getShipment, own.shipmentId),
    asL1(fulfilment.ship, own.shipmentId, ship),
    asL1(fulfilment.orderWaybill, own.shipmentId, { carrierCode: 'SF' }),
    asL1(fulfilment.cancelWaybill, own.shipmentId),
    asL1(fulfilment.recordLabelPrint, own.shipmentId, {}),
    asL1(storeShop.updateStoreAddress, own.storeAddressId, address),
    asL1(storeShop.deleteStoreAddress, own.storeAddressId),
    asL1(storeOrder.getStoreOrder, own.storeOrderId),
    asL1(storeOrder.cancelStoreOrder, own.storeOrderId),
    asL1(storeOrder.receiveStoreShipment, own.storeShipmentId),
    asL1(storeOrder.applyStoreAfterSale, own.storeOrderId, { kind: 'refundOnly', ...reason }),
    asL1(storeOrder.getStoreAfterSale, own.storeAfterSaleId),
    asL1(storeOrder.withdrawStoreAfterSale, own.storeAfterSaleId),
    asL1(storeOrder.sendStoreReturn, own.storeAfterSaleId, ship),
    asSales(crm.getCustomer, own.l1Id),
    asSales(crm.getCustomerNetwork, own.l1Id),
  ];
}

/** Paths of offers of the shops, which are everybody's, and of lines of the own cart, named by their offer. */
const publicRows = new Set([
  '/api/member/offers/:kind/:id',
  '/api/member/offers/:kind/:id/favourite',
  '/api/channel/store-goods/:id',
  '/api/channel/store-goods/:id/favourite',
  '/api/channel/store-cart/:id',
]);

/** Endpoints of members, channels and salespeople with an id in their path that none of the calls tries. */
export function uncoveredPaths(
  entries: readonly EndpointDefinition[],
  calls: readonly ForeignCall[],
): string[] {
  const covered = new Set(calls.map(({ entry }) => entry));
  return entries
    .filter((entry) => ['member', 'channel', 'sales'].includes(entry.audience))
    .filter((entry) => entry.path.includes(':') && !publicRows.has(entry.path))
    .filter((entry) => !covered.has(entry))
    .map((entry) => `${entry.method} ${entry.path}`);
}
