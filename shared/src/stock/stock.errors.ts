import { defineErrors, errorFactory } from '../kernel/app-error';

export const stockErrors = defineErrors({
  ADJUSTMENT_NOT_FOUND: { status: 404, message: '库存调整单不存在' },
  STOCK_SHORT: { status: 409, message: '库存不足：{skuNames}' },
  STOCK_BELOW_RESERVED: { status: 409, message: '调整后库存会少于已占用的 {reserved}' },
  NOT_A_STORE: { status: 422, message: '“{channelName}”不是营业中的专卖店，没有库存' },
  DELIVERY_DAY_FULL: { status: 409, message: '{day} 已约满，请选其他日期' },
  DELIVERY_DAY_CLOSED: { status: 409, message: '{day} 不可配送，请选其他日期' },
  QUOTA_BELOW_TAKEN: { status: 409, message: '{day} 已约 {taken} 份，不能少于这个数' },
  QUOTA_ABOVE_SUPPLY: { status: 409, message: '各日配额合计 {total} 份，超过可供货的 {supply} 份' },
});

export const stockError = errorFactory(stockErrors);
