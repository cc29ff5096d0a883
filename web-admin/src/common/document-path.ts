import type { DocumentKind } from '@lakeside/shared/document/document.contract';

/** Where the back office shows each kind of paper; the detail opens over its list. */
const listPath: Readonly<Record<DocumentKind, string>> = {
  cardImport: '/cards/imports',
  cardOrder: '/cards/orders',
  cardTransfer: '/cards/transfers',
  cardReturn: '/cards/returns',
  cardActivation: '/cards/activations',
  cardVoid: '/cards/search?status=voided',
  redemption: '/orders',
  shipment: '/shipments',
  topUp: '/finance/documents',
  creditGrant: '/finance/documents',
  creditSettlement: '/finance/documents',
  settlement: '/finance/settlements',
  stockAdjustment: '/stock',
};

/** Papers without a page of their own: their list is as near as one gets. */
const listOnly: readonly DocumentKind[] = ['cardVoid', 'settlement', 'stockAdjustment'];

/** The address of one paper. */
export function documentPath(kind: DocumentKind, id: number): string {
  return listOnly.includes(kind) ? listPath[kind] : `${listPath[kind]}/${id}`;
}
