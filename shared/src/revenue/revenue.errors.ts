import { defineErrors, errorFactory } from '../kernel/app-error';

export const revenueErrors = defineErrors({
  REVENUE_SHORT: { status: 409, message: '可提现 {available} 元，请修改金额' },
  STAFF_INCOME_SHORT: { status: 409, message: '待结算 {available} 元，请修改金额' },
  WITHDRAWAL_NOT_FOUND: { status: 404, message: '提现单不存在' },
  WITHDRAWAL_STATUS_CHANGED: { status: 409, message: '提现单已变为“{statusName}”，请刷新' },
});

export const revenueError = errorFactory(revenueErrors);
