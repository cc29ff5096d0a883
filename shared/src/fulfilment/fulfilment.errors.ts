import { defineErrors, errorFactory } from '../kernel/app-error';

export const fulfilmentErrors = defineErrors({
  STORE_NOT_ELIGIBLE: { status: 409, message: '“{storeName}”不能发这单：{reason}' },
  CARDS_SHIPPED_BY_PLATFORM: { status: 409, message: '实体卡分配卡号后由平台发货，不用派单' },
  SETTLEMENT_NOT_FOUND: { status: 404, message: '结算单不存在' },
  SHIPMENT_NOT_FOUND: { status: 404, message: '发货单不存在' },
  SHIPMENT_STATUS_CHANGED: { status: 409, message: '发货单已变为“{statusName}”，请刷新' },
  DISPATCH_ALREADY_SHIPPED: { status: 409, message: '已有包裹发出，不能改派' },
  WAYBILL_REQUIRED: { status: 422, message: '请填写物流单号' },
  WAYBILL_TAKEN: { status: 409, message: '这个物流单号已用在发货单 {shipmentNumber}' },
  PARTIAL_NOT_ALLOWED: { status: 409, message: '未开启拆单，请按全部数量发货' },
  QUANTITY_ABOVE_REMAINING: { status: 422, message: '“{skuName}”最多还能发 {remaining}' },
});

export const fulfilmentError = errorFactory(fulfilmentErrors);
