import { defineErrors, errorFactory } from '../kernel/app-error';

export const expressErrors = defineErrors({
  EXPRESS_OFF: { status: 409, message: '未接入快递接口，请手工填写物流单号' },
  EXPRESS_CARRIER_WITHOUT_ACCOUNT: {
    status: 409,
    message: '“{carrierName}”没有电子面单账号，请手工填写物流单号',
  },
  EXPRESS_REFUSED: { status: 409, message: '快递公司未出单：{reason}' },
  EXPRESS_UNREACHABLE: { status: 503, message: '快递接口暂时没有回应，请稍后再试，不会重复出单' },
  EXPRESS_CALLBACK_FORGED: { status: 403, message: '签名不正确' },
});

export const expressError = errorFactory(expressErrors);
