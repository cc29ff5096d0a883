import { AdminPermission } from '@lakeside/shared/identity/admin-permission';
import type { IconName } from '@lakeside/shared/ui/icons';

/** One line of the side navigation; hidden from those without the permission. */
export interface MenuEntry {
  readonly title: string;
  readonly path: string;
  readonly permission?: string;
  readonly alsoNeeds?: readonly string[];
  /** Other pages that light this entry: tabs with addresses of their own. */
  readonly tabs?: readonly string[];
}

export interface MenuArea {
  readonly title: string;
  readonly icon: IconName;
  readonly entries: readonly MenuEntry[];
}

/** The side navigation, grouped by the work people do. A feature adds its pages here. */
export const menu: readonly MenuArea[] = [
  { title: '看板', icon: 'home', entries: [{ title: '看板', path: '/' }] },
  {
    title: '渠道',
    icon: 'network',
    entries: [
      { title: '渠道商', path: '/channels', permission: AdminPermission.channelView },
      { title: '申请审核', path: '/channel-applications', permission: AdminPermission.channelView },
      { title: '销售员', path: '/salespeople', permission: AdminPermission.channelView },
    ],
  },
  {
    title: '会员',
    icon: 'people',
    entries: [
      { title: '会员', path: '/members', permission: AdminPermission.memberView },
      { title: '会员等级', path: '/member-levels', permission: AdminPermission.memberView },
      { title: '注销申请', path: '/account-deletions', permission: AdminPermission.memberView },
      { title: '意见反馈', path: '/feedback', permission: AdminPermission.memberView },
    ],
  },
  {
    title: '商品',
    icon: 'box',
    entries: [
      { title: '单品', path: '/skus', permission: AdminPermission.catalogView },
      { title: '分类', path: '/categories', permission: AdminPermission.catalogView },
      { title: '套餐', path: '/packages', permission: AdminPermission.catalogView },
      { title: '提货卡', path: '/card-products', permission: AdminPermission.catalogView },
      { title: '轮播图', path: '/banners', permission: AdminPermission.catalogView },
      { title: '素材库', path: '/media-library', permission: AdminPermission.catalogView },
    ],
  },
  {
    title: '卡号',
    icon: 'card',
    entries: [
      {
        title: '卡号查询',
        path: '/cards/search',
        permission: AdminPermission.cardView,
        tabs: ['/cards/voids'],
      },
      {
        title: '导入制卡',
        path: '/cards/imports',
        permission: AdminPermission.cardImport,
        alsoNeeds: [AdminPermission.catalogView],
      },
      { title: '实体卡订单', path: '/cards/orders', permission: AdminPermission.cardView },
      {
        title: '流转与返还',
        path: '/cards/transfers',
        permission: AdminPermission.cardView,
        tabs: ['/cards/returns'],
      },
      { title: '转赠记录', path: '/cards/gifts', permission: AdminPermission.cardView },
      { title: '激活单', path: '/cards/activations', permission: AdminPermission.cardView },
    ],
  },
  {
    title: '订单',
    icon: 'truck',
    entries: [
      { title: '订单', path: '/orders', permission: AdminPermission.orderView },
      { title: '会员购卡', path: '/physical-card-orders', permission: AdminPermission.orderView },
      { title: '电子卡订单', path: '/e-card-orders', permission: AdminPermission.orderView },
      { title: '发货单', path: '/shipments', permission: AdminPermission.orderView },
      { title: '评价', path: '/reviews', permission: AdminPermission.reviewView },
      { title: '售后', path: '/after-sales', permission: AdminPermission.orderView },
      { title: '专卖店订货', path: '/store-orders', permission: AdminPermission.orderView },
      { title: '订货发货单', path: '/store-shipments', permission: AdminPermission.orderView },
      { title: '订货售后', path: '/store-after-sales', permission: AdminPermission.orderView },
    ],
  },
  {
    title: '库存',
    icon: 'calendar',
    entries: [
      {
        title: '配送日历',
        path: '/delivery-calendar',
        permission: AdminPermission.stockView,
        alsoNeeds: [AdminPermission.catalogView],
      },
      { title: '库存', path: '/stock', permission: AdminPermission.stockView },
      {
        title: 'ERP 对接',
        path: '/erp/goods',
        permission: AdminPermission.stockView,
        tabs: ['/erp/pushes'],
      },
    ],
  },
  {
    title: '财务',
    icon: 'wallet',
    entries: [
      { title: '在线收款', path: '/finance/payments', permission: AdminPermission.financeView },
      { title: '退款', path: '/finance/refunds', permission: AdminPermission.financeView },
      { title: '储值与额度', path: '/finance/documents', permission: AdminPermission.financeView },
      {
        title: '渠道流水',
        path: '/finance/statements',
        permission: AdminPermission.financeView,
        alsoNeeds: [AdminPermission.channelView],
      },
      { title: '结算', path: '/finance/settlements', permission: AdminPermission.financeView },
      { title: '提现', path: '/finance/withdrawals', permission: AdminPermission.financeView },
      { title: '分账明细', path: '/finance/splits', permission: AdminPermission.financeView },
    ],
  },
  {
    title: '系统',
    icon: 'settings',
    entries: [
      { title: '设置', path: '/settings', permission: AdminPermission.settingsEdit },
      { title: '运费模板', path: '/freight-templates', permission: AdminPermission.settingsEdit },
      { title: '协议', path: '/agreements', permission: AdminPermission.settingsEdit },
      { title: '后台账号', path: '/admin-users', permission: AdminPermission.adminEdit },
      { title: '角色', path: '/admin-roles', permission: AdminPermission.adminEdit },
      { title: '快递公司', path: '/carriers', permission: AdminPermission.settingsEdit },
      { title: '操作日志', path: '/audit', permission: AdminPermission.auditView },
    ],
  },
];

/** The areas and entries a person may open; an area without entries is left out. */
export function visibleMenu(
  areas: readonly MenuArea[],
  can: (...permissions: readonly string[]) => boolean,
): MenuArea[] {
  return areas
    .map((area) => ({
      ...area,
      entries: area.entries.filter(
        (entry) => !entry.permission || can(entry.permission, ...(entry.alsoNeeds ?? [])),
      ),
    }))
    .filter((area) => area.entries.length > 0);
}
