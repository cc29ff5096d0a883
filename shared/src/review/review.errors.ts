import { defineErrors, errorFactory } from '../kernel/app-error';

export const reviewErrors = defineErrors({
  REVIEW_NOT_FOUND: { status: 404, message: '评价不存在' },
  REVIEW_NOT_OFFERED: { status: 409, message: '订单完成后才能评价' },
  REVIEW_TOO_LATE: { status: 409, message: '已过评价期限（完成后 {days} 天内）' },
  REVIEW_LINE_NOT_FOUND: { status: 404, message: '这笔订单里没有这件商品' },
  REVIEW_EXISTS: { status: 409, message: '这件商品已经评价过了' },
  REVIEW_STATUS_CHANGED: { status: 409, message: '评价已变为“{statusName}”，请刷新' },
  REVIEW_ALREADY_REPLIED: { status: 409, message: '这条评价已经回复过了' },
});

export const reviewError = errorFactory(reviewErrors);
