import { defineErrors, errorFactory } from '../kernel/app-error';

export const orderErrors = defineErrors({
  ORDER_NOT_FOUND: { status: 404, message: '订单不存在' },
  ORDER_STATUS_CHANGED: { status: 409, message: '订单已变为“{statusName}”，请刷新' },
  ORDER_ALREADY_DISPATCHED: { status: 409, message: '订单已派单，不能再改' },
  RESCHEDULE_TOO_LATE: { status: 409, message: '已过改期截止时间' },
});

export const orderError = errorFactory(orderErrors);
