import { defineErrors, errorFactory } from '../kernel/app-error';

export const splitErrors = defineErrors({
  SPLIT_NOT_FOUND: { status: 404, message: '分账明细不存在' },
  SPLIT_STATE_CHANGED: { status: 409, message: '分账明细已变为“{stateName}”，请刷新' },
  SPLIT_CALLBACK_FORGED: { status: 403, message: '签名不正确' },
  SPLIT_CALLBACK_MISMATCH: { status: 400, message: '通知与分账明细不符' },
});

export const splitError = errorFactory(splitErrors);
