import { defineErrors, errorFactory } from '../kernel/app-error';

export const afterSaleErrors = defineErrors({
  AFTER_SALE_NOT_FOUND: { status: 404, message: '售后单不存在' },
  AFTER_SALE_STATUS_CHANGED: { status: 409, message: '售后单已变为“{statusName}”，请刷新' },
  AFTER_SALE_OPEN: { status: 409, message: '该商品有售后正在处理，请先查看' },
  AFTER_SALE_NOT_OFFERED: { status: 409, message: '该订单现在不能申请这种售后' },
  AFTER_SALE_TOO_LATE: { status: 409, message: '已过售后申请期限，如有问题请联系客服' },
  AFTER_SALE_REASON_REFUSED: { status: 422, message: '请重新选择售后原因' },
  AFTER_SALE_PICTURES_NEEDED: { status: 422, message: '请上传照片，让商家看清问题' },
  AFTER_SALE_QUANTITY: { status: 409, message: '最多可申请 {left} 件' },
  AFTER_SALE_AMOUNT: { status: 409, message: '最多可退 {max} 元' },
  AFTER_SALE_NOTE_NEEDED: { status: 422, message: '退款金额低于申请金额，请写明原因' },
  AFTER_SALE_ALREADY_SHIPPED: {
    status: 409,
    message: '订单已发货，不能整单退款。请驳回，会员收货后可以再申请',
  },
  AFTER_SALE_CARDS_NEEDED: { status: 422, message: '请填写退回的 {quantity} 个卡号' },
  AFTER_SALE_ITEM_REFUSED: { status: 409, message: '补寄的商品超出订单里的数量，请检查' },
});

export const afterSaleError = errorFactory(afterSaleErrors);
