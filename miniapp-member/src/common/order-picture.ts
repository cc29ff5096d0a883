import type { OfferKind } from '@lakeside/shared/catalog/offer-kind';
import type { OrderKind } from '@lakeside/shared/order/order.status';

/** Which drawing stands for an order without a picture. */
export const orderPictureKind: Readonly<Record<OrderKind, OfferKind>> = {
  redemption: 'package',
  purchase: 'package',
  eCard: 'eCard',
  physicalCard: 'cardProduct',
};
