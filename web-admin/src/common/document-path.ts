import type { DocumentKind } from '@lakeside/shared/document/document.contract';

/** Where the back office shows each kind of paper; the detail opens over its list. */
const listPath: Readonly<Record<DocumentKind, string>> = {
  cardImport: '/cards/imports',
  cardOrder: '/cards/orders',
  cardTransfer: '/cards/transfers',
  cardActivation: '/cards/activations',
  cardReturn: '/cards/returns',
  cardVoid: '/cards/voids',
  redemption: '/fulfilment/redemptions',
  shipment: '/fulfilment/shipments',
  topUp: '/finance/top-ups',
  creditGrant: '/finance/credit-grants',
  creditSettlement: '/finance/credit-settlements',
  settlement: '/finance/settlements',
  stockAdjustment: '/stock/adjustments',
};

/** The address of one paper. */
export function documentPath(kind: DocumentKind, id: number): string {
  return `${listPath[kind]}/${id}`;
}
