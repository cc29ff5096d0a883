import type { Settings } from '@lakeside/shared/settings/settings.contract';

/** What holds until the back office sets something else. Day counts follow rules.md, defaults 8 and §9. */
export const defaultSettings: Settings = {
  brandName: '湖畔',
  allowPartialShipment: false,
  deliveryLeadDays: 2,
  deliveryCutoffHour: 18,
  deliveryHorizonDays: 90,
  autoConfirmDays: 7,
  afterSaleDays: 7,
  damageHours: 24,
  returnDays: 7,
  payMinutes: 30,
  storePayHours: 72,
  holdStockOn: 'order',
  reviewECards: false,
  giftHours: 24,
  reviewDays: 30,
  showReviews: 'atOnce',
  showSales: true,
  showStock: true,
  defaultShelfStatus: 'onShelf',
  defaultAlertStock: 20,
  customerService: { phone: null, wechatChat: null },
  company: { name: '', address: '', logoUrl: null, introduction: '' },
  warehouse: {
    name: '湖畔总仓',
    phone: '13900000001',
    address: {
      province: '江苏省',
      city: '苏州市',
      district: '相城区',
      detail: '阳澄湖镇湖畔物流园 1 号',
    },
  },
};
