import type { DocumentKind } from '@lakeside/shared/document/document.contract';
import { AdminPermission } from '@lakeside/shared/identity/admin-permission';
import type { OrderKind } from '@lakeside/shared/order/order.status';

/** Where the back office shows each kind of paper; the detail opens over its list. */
const listPath: Readonly<Record<DocumentKind, string>> = {
  cardImport: '/cards/imports',
  cardOrder: '/cards/orders',
  cardTransfer: '/cards/transfers',
  cardReturn: '/cards/returns',
  cardActivation: '/cards/activations',
  cardVoid: '/cards/voids',
  cardGift: '/cards/gifts',
  redemption: '/orders',
  purchase: '/orders',
  payment: '/finance/payments',
  refund: '/finance/refunds',
  afterSale: '/after-sales',
  shipment: '/shipments',
  topUp: '/finance/documents',
  creditGrant: '/finance/documents',
  creditSettlement: '/finance/documents',
  settlement: '/finance/settlements',
  withdrawal: '/finance/withdrawals',
  stockAdjustment: '/stock/adjustments',
  storeOrder: '/store-orders',
  storeShipment: '/store-shipments',
  storeAfterSale: '/store-after-sales',
  goodsPayment: '/finance/documents',
  goodsRefund: '/finance/documents',
};

/** Papers without a page of their own: their list is as near as one gets. */
const listOnly: readonly DocumentKind[] = ['refund', 'cardGift'];

/** The kind of paper an order is. */
export function orderPaper(kind: OrderKind): DocumentKind {
  return kind === 'redemption' ? 'redemption' : 'purchase';
}

/** The address of one paper. */
export function documentPath(kind: DocumentKind, id: number): string {
  return listOnly.includes(kind) ? listPath[kind] : `${listPath[kind]}/${id}`;
}

/** What a person needs to open each kind of paper. */
export const documentPermission: Readonly<Record<DocumentKind, AdminPermission>> = {
  cardImport: AdminPermission.cardImport,
  cardOrder: AdminPermission.cardView,
  cardTransfer: AdminPermission.cardView,
  cardReturn: AdminPermission.cardView,
  cardActivation: AdminPermission.cardView,
  cardVoid: AdminPermission.cardView,
  cardGift: AdminPermission.cardView,
  redemption: AdminPermission.orderView,
  purchase: AdminPermission.orderView,
  payment: AdminPermission.financeView,
  refund: AdminPermission.financeView,
  afterSale: AdminPermission.orderView,
  shipment: AdminPermission.orderView,
  topUp: AdminPermission.financeView,
  creditGrant: AdminPermission.financeView,
  creditSettlement: AdminPermission.financeView,
  settlement: AdminPermission.financeView,
  withdrawal: AdminPermission.financeView,
  stockAdjustment: AdminPermission.stockView,
  storeOrder: AdminPermission.orderView,
  storeShipment: AdminPermission.orderView,
  storeAfterSale: AdminPermission.orderView,
  goodsPayment: AdminPermission.financeView,
  goodsRefund: AdminPermission.financeView,
};
