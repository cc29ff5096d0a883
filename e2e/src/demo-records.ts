/** The demo's people; the server's landing page lists them. */
export const people = {
  store: '13900000001',
  cityPartner: '13900000003',
  dealer: '13900000011',
  merchant: '13900000021',
  operator: '13900000901',
  member: '13800000415',
  freshMember: '13800000901',
  salesperson: '13700000001',
};

/** What a page about one record is asked for, by the order in which the demo makes its records. */
export const channelQueries: Readonly<Record<string, string>> = {
  '/features/card/pages/card': '?cardNo=882604150001',
  '/features/card/pages/cards-sent': '?kind=handover&id=3',
  '/features/card/pages/handover': '?id=3',
  '/features/card/pages/receive': '?id=2',
  '/features/card/pages/activation': '?id=4',
  '/features/network/pages/child': '?id=4',
  '/features/goods/pages/goods': '?id=1',
  '/features/goods/pages/order': '?id=1',
  '/features/goods/pages/apply': '?orderId=4',
  '/features/goods/pages/after-sale': '?id=1',
  '/features/shipping/pages/shipment': '?id=1',
  '/features/shipping/pages/print-label': '?id=1',
};

export const memberQueries: Readonly<Record<string, string>> = {
  '/features/catalog/pages/offer': '?kind=cardProduct&id=1',
  '/features/catalog/pages/banner': '?id=2',
  '/features/purchase/pages/confirm': '?id=1',
  '/features/purchase/pages/e-card': '?id=3',
  '/features/purchase/pages/result': '?id=1',
  '/features/card/pages/redeemed': '?id=1',
  '/features/order/pages/order': '?id=1',
  '/features/order/pages/reschedule': '?id=2',
  '/features/after-sale/pages/apply': '?orderId=4',
  '/features/after-sale/pages/after-sale': '?id=1',
  '/features/account/pages/address': '?id=1',
  '/features/review/pages/write': '?orderId=4',
  '/features/review/pages/offer-reviews': '?kind=cardProduct&id=1',
};
