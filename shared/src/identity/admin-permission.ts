/** What a back-office user may be given. `*` in a user's list means all of them. */
export const AdminPermission = {
  dashboardView: 'dashboard.view',
  channelView: 'channel.view',
  channelEdit: 'channel.edit',
  memberView: 'member.view',
  memberEdit: 'member.edit',
  catalogView: 'catalog.view',
  catalogEdit: 'catalog.edit',
  cardView: 'card.view',
  cardImport: 'card.import',
  cardOrder: 'card.order',
  cardVoid: 'card.void',
  financeView: 'finance.view',
  financeEdit: 'finance.edit',
  stockView: 'stock.view',
  stockEdit: 'stock.edit',
  orderView: 'order.view',
  orderDispatch: 'order.dispatch',
  orderShip: 'order.ship',
  orderRefund: 'order.refund',
  reviewView: 'review.view',
  reviewEdit: 'review.edit',
  settingsEdit: 'settings.edit',
  auditView: 'audit.view',
} as const;
export type AdminPermission = (typeof AdminPermission)[keyof typeof AdminPermission];

/** The modules a channel owner may open to an operator (CH-082). The owner has all of them. */
export const ChannelModule = {
  cards: 'cards',
  activation: 'activation',
  shipment: 'shipment',
  finance: 'finance',
  network: 'network',
} as const;
export type ChannelModule = (typeof ChannelModule)[keyof typeof ChannelModule];

export const channelModuleName: Readonly<Record<ChannelModule, string>> = {
  cards: '卡管理',
  activation: '激活',
  shipment: '配送发货',
  finance: '账务',
  network: '渠道网络',
};
