import { defineErrors, errorFactory } from '../kernel/app-error';

export const erpErrors = defineErrors({
  ERP_OFF: { status: 409, message: '未接入 ERP，请先配置接口' },
  ERP_UNREACHABLE: { status: 503, message: 'ERP 暂时没有回应，请稍后再试' },
  ERP_REFUSED: { status: 409, message: 'ERP 没有接受：{reason}' },
  ERP_SKU_NOT_FOUND: { status: 404, message: 'ERP 商品不存在，请刷新' },
  ERP_SKU_TAKEN: { status: 409, message: '这个单品已对应 ERP 商品 {code}' },
  ERP_PUSH_NOT_FOUND: { status: 404, message: '推送记录不存在' },
});

export const erpError = errorFactory(erpErrors);
