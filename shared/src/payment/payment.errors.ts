import { defineErrors, errorFactory } from '../kernel/app-error';

export const paymentErrors = defineErrors({
  PAYMENT_OFF: { status: 503, message: '微信支付还没有开通，请联系客服' },
  PAYMENT_UNAVAILABLE: { status: 503, message: '暂时连不上微信支付，请稍后再试' },
  PAYMENT_REFUSED: { status: 409, message: '微信支付没有受理这次付款，请稍后再试' },
  PAYMENT_NOT_FOUND: { status: 404, message: '收款单不存在' },
  PAYMENT_ALREADY_PAID: { status: 409, message: '已经付过款了，请刷新' },
  PAYMENT_CLOSED: { status: 409, message: '这笔付款已关闭，请刷新' },
  PAYER_UNKNOWN: { status: 409, message: '请先用微信登录，再付款' },
  REFUND_NOT_FOUND: { status: 404, message: '退款单不存在' },
  REFUND_ABOVE_PAID: { status: 409, message: '最多还可退 {refundable} 元' },
  REFUND_STATUS_CHANGED: { status: 409, message: '退款单已变为“{statusName}”，请刷新' },
  CALLBACK_REFUSED: { status: 401, message: '通知没有通过验证' },
  CALLBACK_MISMATCH: { status: 400, message: '通知与收款单不符' },
});

export const paymentError = errorFactory(paymentErrors);
