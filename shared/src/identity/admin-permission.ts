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
  adminEdit: 'admin.edit',
} as const;
export type AdminPermission = (typeof AdminPermission)[keyof typeof AdminPermission];

export const adminPermissionName: Readonly<Record<AdminPermission, string>> = {
  [AdminPermission.dashboardView]: '查看看板',
  [AdminPermission.channelView]: '查看渠道',
  [AdminPermission.channelEdit]: '管理渠道',
  [AdminPermission.memberView]: '查看会员',
  [AdminPermission.memberEdit]: '管理会员',
  [AdminPermission.catalogView]: '查看商品',
  [AdminPermission.catalogEdit]: '管理商品',
  [AdminPermission.cardView]: '查看卡号',
  [AdminPermission.cardImport]: '导入制卡',
  [AdminPermission.cardOrder]: '实体卡订单',
  [AdminPermission.cardVoid]: '注销卡',
  [AdminPermission.financeView]: '查看财务',
  [AdminPermission.financeEdit]: '办理财务',
  [AdminPermission.stockView]: '查看库存',
  [AdminPermission.stockEdit]: '管理库存',
  [AdminPermission.orderView]: '查看订单',
  [AdminPermission.orderDispatch]: '派单',
  [AdminPermission.orderShip]: '发货',
  [AdminPermission.orderRefund]: '退款与售后',
  [AdminPermission.reviewView]: '查看评价',
  [AdminPermission.reviewEdit]: '管理评价',
  [AdminPermission.settingsEdit]: '系统设置',
  [AdminPermission.auditView]: '操作日志',
  [AdminPermission.adminEdit]: '账号与角色',
};

/** The modules a channel owner may open to an operator (CH-082). The owner has all of them. */
export const ChannelModule = {
  cards: 'cards',
  activation: 'activation',
  shipment: 'shipment',
  goods: 'goods',
  finance: 'finance',
  network: 'network',
} as const;
export type ChannelModule = (typeof ChannelModule)[keyof typeof ChannelModule];

export const channelModuleName: Readonly<Record<ChannelModule, string>> = {
  cards: '卡管理',
  activation: '激活',
  shipment: '配送发货',
  goods: '订货',
  finance: '账务',
  network: '渠道网络',
};
