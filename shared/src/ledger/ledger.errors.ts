import { defineErrors, errorFactory } from '../kernel/app-error';

export const ledgerErrors = defineErrors({
  NOT_AN_L1: { status: 422, message: '只有一级渠道有储值和额度账户' },
  ACCOUNTS_NOT_EMPTY: { status: 409, message: '储值、额度或欠款还有余额，请先结清' },
  FUNDS_SHORT: { status: 409, message: '余额不足，还差 {shortage} 元' },
  DEBT_EXCEEDED: { status: 409, message: '结算金额超过欠款 {debt} 元' },
  FINANCE_DOCUMENT_NOT_FOUND: { status: 404, message: '单据不存在' },
  ALREADY_REVERSED: { status: 409, message: '这张单已经撤销过' },
  REVERSAL_BY_ORDER: { status: 409, message: '订货收款和退款请到订货单里处理' },
  REVERSAL_SHORT: { status: 409, message: '余额已被使用，不能撤销，还差 {shortage} 元' },
});

export const ledgerError = errorFactory(ledgerErrors);
