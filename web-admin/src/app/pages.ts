import { AdminPermission } from '@lakeside/shared/identity/admin-permission';
import type { RouteRecordRaw } from 'vue-router';

/** Every page; its menu entry stands in layout/menu.ts. A record opens over its list: `/channels/12`. */
export const pages: RouteRecordRaw[] = [
  {
    path: '/login',
    component: () => import('@/features/identity/pages/LoginPage.vue'),
    meta: { title: '登录', isBare: true, isPublic: true },
  },
  {
    path: '/',
    component: () => import('@/features/dashboard/pages/DashboardPage.vue'),
    meta: { title: '看板' },
  },
  {
    path: '/channels/:id(\\d+)?',
    component: () => import('@/features/channel/pages/ChannelsPage.vue'),
    meta: { title: '渠道商', permission: AdminPermission.channelView },
  },
  {
    path: '/channel-applications/:id(\\d+)?',
    component: () => import('@/features/channel/pages/ApplicationsPage.vue'),
    meta: { title: '申请审核', permission: AdminPermission.channelView },
  },
  {
    path: '/salespeople',
    component: () => import('@/features/channel/pages/SalespeoplePage.vue'),
    meta: { title: '销售员', permission: AdminPermission.channelView },
  },
  {
    path: '/members/:id(\\d+)?',
    component: () => import('@/features/member/pages/MembersPage.vue'),
    meta: { title: '会员', permission: AdminPermission.memberView },
  },
  {
    path: '/member-levels',
    component: () => import('@/features/member/pages/MemberLevelsPage.vue'),
    meta: { title: '会员等级', permission: AdminPermission.memberView },
  },
  {
    path: '/account-deletions',
    component: () => import('@/features/member/pages/AccountDeletionsPage.vue'),
    meta: { title: '注销申请', permission: AdminPermission.memberView },
  },
  {
    path: '/feedback',
    component: () => import('@/features/feedback/pages/FeedbackPage.vue'),
    meta: { title: '意见反馈', permission: AdminPermission.memberView },
  },
  {
    path: '/skus',
    component: () => import('@/features/catalog/pages/SkusPage.vue'),
    meta: { title: '单品', permission: AdminPermission.catalogView },
  },
  {
    path: '/categories',
    component: () => import('@/features/catalog/pages/CategoriesPage.vue'),
    meta: { title: '分类', permission: AdminPermission.catalogView },
  },
  {
    path: '/packages',
    component: () => import('@/features/catalog/pages/PackagesPage.vue'),
    meta: { title: '套餐', permission: AdminPermission.catalogView },
  },
  {
    path: '/media-library',
    component: () => import('@/features/catalog/pages/MediaLibraryPage.vue'),
    meta: { title: '素材库', permission: AdminPermission.catalogView },
  },
  {
    path: '/banners',
    component: () => import('@/features/catalog/pages/BannersPage.vue'),
    meta: { title: '轮播图', permission: AdminPermission.catalogView },
  },
  {
    path: '/card-products',
    component: () => import('@/features/catalog/pages/CardProductsPage.vue'),
    meta: { title: '提货卡', permission: AdminPermission.catalogView },
  },
  {
    path: '/cards/search/:cardNo?',
    component: () => import('@/features/card/pages/CardsPage.vue'),
    meta: { title: '卡号查询', permission: AdminPermission.cardView },
  },
  {
    path: '/cards/voids/:id(\\d+)',
    component: () => import('@/features/card/pages/CardsPage.vue'),
    meta: { title: '卡号查询', permission: AdminPermission.cardView },
  },
  {
    path: '/cards/imports/:id(\\d+)?',
    component: () => import('@/features/card/pages/ImportsPage.vue'),
    meta: {
      title: '导入制卡',
      permission: AdminPermission.cardImport,
      alsoNeeds: [AdminPermission.catalogView],
    },
  },
  {
    path: '/cards/orders/:id(\\d+)?',
    component: () => import('@/features/card/pages/CardOrdersPage.vue'),
    meta: { title: '实体卡订单', permission: AdminPermission.cardView },
  },
  {
    path: '/cards/orders/new',
    component: () => import('@/features/card/pages/NewCardOrderPage.vue'),
    meta: {
      title: '新建实体卡订单',
      permission: AdminPermission.cardOrder,
      alsoNeeds: [AdminPermission.channelView, AdminPermission.catalogView],
    },
  },
  {
    path: '/cards/:kind(transfers|returns)/:id(\\d+)?',
    component: () => import('@/features/card/pages/HandoversPage.vue'),
    meta: { title: '流转与返还', permission: AdminPermission.cardView },
  },
  {
    path: '/cards/activations/:id(\\d+)?',
    component: () => import('@/features/card/pages/ActivationsPage.vue'),
    meta: { title: '激活单', permission: AdminPermission.cardView },
  },
  {
    path: '/orders/:id(\\d+)?',
    component: () => import('@/features/order/pages/OrdersPage.vue'),
    meta: { title: '订单', permission: AdminPermission.orderView },
  },
  {
    path: '/reviews/:id(\\d+)?',
    component: () => import('@/features/review/pages/ReviewsPage.vue'),
    meta: { title: '评价', permission: AdminPermission.reviewView },
  },
  {
    path: '/cards/gifts',
    component: () => import('@/features/card/pages/GiftsPage.vue'),
    meta: { title: '转赠记录', permission: AdminPermission.cardView },
  },
  {
    path: '/e-card-orders/:id(\\d+)?',
    component: () => import('@/features/order/pages/ECardOrdersPage.vue'),
    meta: { title: '电子卡订单', permission: AdminPermission.orderView },
  },
  {
    path: '/physical-card-orders/:id(\\d+)?',
    component: () => import('@/features/card/pages/MemberCardOrdersPage.vue'),
    meta: { title: '会员购卡', permission: AdminPermission.orderView },
  },
  {
    path: '/shipments/:id(\\d+)?',
    component: () => import('@/features/order/pages/ShipmentsPage.vue'),
    meta: { title: '发货单', permission: AdminPermission.orderView },
  },
  {
    path: '/after-sales/:id(\\d+)?',
    component: () => import('@/features/after-sale/pages/AfterSalesPage.vue'),
    meta: { title: '售后', permission: AdminPermission.orderView },
  },
  {
    path: '/store-orders/:id(\\d+)?',
    component: () => import('@/features/store-order/pages/StoreOrdersPage.vue'),
    meta: { title: '专卖店订货', permission: AdminPermission.orderView },
  },
  {
    path: '/store-shipments/:id(\\d+)?',
    component: () => import('@/features/store-order/pages/StoreShipmentsPage.vue'),
    meta: { title: '订货发货单', permission: AdminPermission.orderView },
  },
  {
    path: '/store-after-sales/:id(\\d+)?',
    component: () => import('@/features/store-order/pages/StoreAfterSalesPage.vue'),
    meta: { title: '订货售后', permission: AdminPermission.orderView },
  },
  {
    path: '/delivery-calendar',
    component: () => import('@/features/stock/pages/DeliveryCalendarPage.vue'),
    meta: {
      title: '配送日历',
      permission: AdminPermission.stockView,
      alsoNeeds: [AdminPermission.catalogView],
    },
  },
  {
    path: '/stock',
    component: () => import('@/features/stock/pages/StockPage.vue'),
    meta: { title: '库存', permission: AdminPermission.stockView },
  },
  {
    path: '/stock/adjustments/:id(\\d+)',
    component: () => import('@/features/stock/pages/StockPage.vue'),
    meta: { title: '库存', permission: AdminPermission.stockView },
  },
  {
    path: '/erp/:tab(goods|pushes)',
    component: () => import('@/features/stock/pages/ErpPage.vue'),
    meta: { title: 'ERP 对接', permission: AdminPermission.stockView },
  },
  {
    path: '/finance/documents/:id(\\d+)?',
    component: () => import('@/features/finance/pages/FinancePage.vue'),
    meta: { title: '储值与额度', permission: AdminPermission.financeView },
  },
  {
    path: '/finance/statements',
    component: () => import('@/features/finance/pages/StatementsPage.vue'),
    meta: {
      title: '渠道流水',
      permission: AdminPermission.financeView,
      alsoNeeds: [AdminPermission.channelView],
    },
  },
  {
    path: '/finance/settlements/:id(\\d+)?',
    component: () => import('@/features/finance/pages/SettlementsPage.vue'),
    meta: { title: '结算', permission: AdminPermission.financeView },
  },
  {
    path: '/finance/withdrawals/:id(\\d+)?',
    component: () => import('@/features/finance/pages/WithdrawalsPage.vue'),
    meta: { title: '提现', permission: AdminPermission.financeView },
  },
  {
    path: '/finance/payments/:id(\\d+)?',
    component: () => import('@/features/finance/pages/PaymentsPage.vue'),
    meta: { title: '在线收款', permission: AdminPermission.financeView },
  },
  {
    path: '/finance/refunds',
    component: () => import('@/features/finance/pages/RefundsPage.vue'),
    meta: { title: '退款', permission: AdminPermission.financeView },
  },
  {
    path: '/finance/splits',
    component: () => import('@/features/finance/pages/SplitsPage.vue'),
    meta: { title: '分账明细', permission: AdminPermission.financeView },
  },
  {
    path: '/settings',
    component: () => import('@/features/system/pages/SettingsPage.vue'),
    meta: { title: '设置', permission: AdminPermission.settingsEdit },
  },
  {
    path: '/carriers',
    component: () => import('@/features/freight/pages/CarriersPage.vue'),
    meta: { title: '快递公司', permission: AdminPermission.settingsEdit },
  },
  {
    path: '/admin-users',
    component: () => import('@/features/system/pages/AdminUsersPage.vue'),
    meta: { title: '后台账号', permission: AdminPermission.adminEdit },
  },
  {
    path: '/admin-roles',
    component: () => import('@/features/system/pages/AdminRolesPage.vue'),
    meta: { title: '角色', permission: AdminPermission.adminEdit },
  },
  {
    path: '/agreements',
    component: () => import('@/features/system/pages/AgreementsPage.vue'),
    meta: { title: '协议', permission: AdminPermission.settingsEdit },
  },
  {
    path: '/freight-templates',
    component: () => import('@/features/freight/pages/FreightPage.vue'),
    meta: { title: '运费模板', permission: AdminPermission.settingsEdit },
  },
  {
    path: '/audit',
    component: () => import('@/features/system/pages/AuditPage.vue'),
    meta: { title: '操作日志', permission: AdminPermission.auditView },
  },
  {
    path: '/print/labels',
    component: () => import('@/features/order/pages/PrintLabelsPage.vue'),
    meta: { title: '打印面单', isBare: true, permission: AdminPermission.orderView },
  },
  {
    path: '/no-permission',
    component: () => import('@/features/identity/pages/NoPermissionPage.vue'),
    meta: { title: '没有权限' },
  },
  {
    path: '/:rest(.*)*',
    component: () => import('@/layout/NotFoundPage.vue'),
    meta: { title: '页面不存在' },
  },
];
