import { defineErrors, errorFactory } from '../kernel/app-error';

export const orderErrors = defineErrors({
  ORDER_NOT_FOUND: { status: 404, message: '订单不存在' },
  ORDER_STATUS_CHANGED: { status: 409, message: '订单已变为“{statusName}”，请刷新' },
  ORDER_ALREADY_DISPATCHED: { status: 409, message: '订单已派单，不能再改' },
  ORDER_PAY_EXPIRED: { status: 409, message: '付款时间已过，订单即将关闭，请重新下单' },
  ORDER_NOT_PAID: { status: 409, message: '订单没有付款，不能退款' },
  ORDER_AMOUNT_REFUSED: { status: 409, message: '订单金额超出在线支付的范围' },
  PRICE_CHANGED: { status: 409, message: '价格有变化，请确认后再提交' },
  OFFER_OFF_SHELF: { status: 409, message: '“{name}”已下架' },
  DELIVERY_DAY_REQUIRED: { status: 422, message: '请选择送达日期' },
  ADDRESS_OUT_OF_AREA: { status: 409, message: '{province}暂不配送，请换一个地址' },
  CARD_ORDER_COUNT: { status: 422, message: '这个订单要 {quantity} 张卡，选了 {selected} 张' },
  E_CARD_ISSUE_TOO_MANY: { status: 409, message: '只剩 {left} 张待发卡号' },
  E_CARD_REFUND_BY_CARD: { status: 409, message: '电子卡订单请在电子卡订单里按卡号退款' },
  RESCHEDULE_NOT_OFFERED: { status: 409, message: '现货商品没有约定送达日期，不能改期' },
  RESCHEDULE_TOO_LATE: { status: 409, message: '已过改期截止时间' },
});

export const orderError = errorFactory(orderErrors);
