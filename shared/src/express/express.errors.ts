import { defineErrors, errorFactory } from '../kernel/app-error';

export const expressErrors = defineErrors({
  EXPRESS_OFF: { status: 409, message: '未接入快递接口，请手工填写物流单号' },
  EXPRESS_CARRIER_WITHOUT_ACCOUNT: {
    status: 409,
    message: '“{carrierName}”没有电子面单账号，请手工填写物流单号',
  },
  EXPRESS_REFUSED: { status: 409, message: '快递公司未出单：{reason}' },
  EXPRESS_UNREACHABLE: { status: 503, message: '快递接口暂时没有回应，请稍后再试，不会重复出单' },
  CARRIER_NOT_OFFERED: { status: 409, message: '“{carrierName}”已停用，请选择其他快递公司' },
  CARRIER_NOT_FOUND: { status: 404, message: '快递公司不存在，请刷新' },
  CARRIER_CODE_TAKEN: { status: 409, message: '代码 {code} 已有快递公司在用' },
  CARRIER_LIMIT: { status: 409, message: '最多 {limit} 家快递公司' },
  EXPRESS_CALLBACK_FORGED: { status: 403, message: '签名不正确' },
});

export const expressError = errorFactory(expressErrors);
