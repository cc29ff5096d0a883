import { defineErrors, errorFactory } from '../kernel/app-error';

export const agreementErrors = defineErrors({
  AGREEMENT_NOT_FOUND: { status: 404, message: '这份协议还没有发布' },
  AGREEMENT_EMPTY: { status: 422, message: '请填写协议内容' },
  AGREEMENT_CHANGED: { status: 409, message: '这份协议刚刚发布了第 {version} 版，请刷新后再改' },
});

export const agreementError = errorFactory(agreementErrors);
