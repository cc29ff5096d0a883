import { defineErrors, errorFactory } from '../kernel/app-error';

export const storeOrderErrors = defineErrors({
  STORE_ORDER_NOT_FOUND: { status: 404, message: '订货单不存在' },
  STORE_ORDER_STATUS_CHANGED: { status: 409, message: '订货单已变为“{statusName}”，请刷新' },
  STORE_ORDER_PAY_EXPIRED: { status: 409, message: '付款时间已过，订货单即将关闭' },
  STORE_ORDER_PRICE_CHANGED: { status: 409, message: '价格有变化，请确认后再提交' },
  STORE_ORDER_AMOUNT_REFUSED: { status: 409, message: '订货金额超出范围，请分开下单' },
  STORE_ORDER_PAYMENT_DIFFERS: { status: 409, message: '收款金额必须等于应付 {payable} 元' },
  STORE_GOODS_OFF_SHELF: { status: 409, message: '“{name}”已下架' },
  STORE_GOODS_NOT_FOUND: { status: 404, message: '商品不存在或已下架' },
  STORE_CART_FULL: { status: 409, message: '购物车最多 {limit} 种商品' },
  STORE_FAVOURITES_FULL: { status: 409, message: '最多收藏 {limit} 件，请先取消一些' },
  STORE_ADDRESS_NOT_FOUND: { status: 404, message: '收货地址不存在' },
  STORE_ADDRESS_LIMIT: { status: 409, message: '最多保存 {limit} 个地址' },
  STORE_SHIPMENT_NOT_FOUND: { status: 404, message: '发货单不存在' },
  STORE_SHIPMENT_STATUS_CHANGED: { status: 409, message: '发货单已变为“{statusName}”，请刷新' },
  STORE_WAYBILL_TAKEN: { status: 409, message: '这个物流单号已用在发货单 {shipmentNumber}' },
  STORE_AFTER_SALE_NOT_FOUND: { status: 404, message: '售后单不存在' },
  STORE_AFTER_SALE_STATUS_CHANGED: { status: 409, message: '售后单已变为“{statusName}”，请刷新' },
  STORE_AFTER_SALE_OPEN: { status: 409, message: '这单还有售后在处理中' },
  STORE_AFTER_SALE_TOO_MUCH: { status: 422, message: '最多还能退 {left} 件' },
  STORE_AFTER_SALE_ENTIRE: { status: 422, message: '未发货的订货单只能整单退款' },
  STORE_AFTER_SALE_NOT_RECEIVED: { status: 409, message: '收货后才能退货' },
  STORE_AFTER_SALE_NOT_OFFERED: { status: 409, message: '订货单是“{statusName}”，不能申请售后' },
  STORE_AFTER_SALE_TOO_LATE: { status: 409, message: '已过售后期' },
  CHANNEL_HAS_STORE_ORDERS: { status: 409, message: '还有未完成的订货单，请先处理' },
});

export const storeOrderError = errorFactory(storeOrderErrors);
