import * as v from 'valibot';
import { channelRefSchema, l1BalancesSchema } from '../channel/channel.contract';
import { documentKindSchema, documentStepSchema } from '../document/document.contract';
import { AdminPermission, ChannelModule } from '../identity/admin-permission';
import { endpoint } from '../kernel/endpoint';
import { pageOf, pageQueryEntries } from '../kernel/page';
import {
  daySchema,
  idParams,
  idSchema,
  instantSchema,
  optionalTextSchema,
  positiveFenSchema,
  signedFenSchema,
  textSchema,
} from '../kernel/schemas';
import { ledgerErrors } from './ledger.errors';

/**
 * The two accounts of an L1 that have a statement, and the debt on the second (rules.md §4). The debt is told as what is
 * owed: an activation on credit is `in`, a settlement `out`.
 */
export const statementAccountSchema = v.picklist(['storedValue', 'credit', 'creditDebt']);

/** Why a balance changed. */
export const LedgerReason = {
  topUp: 'topUp',
  goodsReturn: 'goodsReturn',
  subsidyReturn: 'subsidyReturn',
  cardActivation: 'cardActivation',
  b2bOrder: 'b2bOrder',
  b2bRefund: 'b2bRefund',
  onlinePayment: 'onlinePayment',
  onlineRefund: 'onlineRefund',
  creditGrant: 'creditGrant',
  creditSettlement: 'creditSettlement',
  onlineShare: 'onlineShare',
  shareRelease: 'shareRelease',
  shareReversal: 'shareReversal',
  withdrawalApply: 'withdrawalApply',
  withdrawalPaid: 'withdrawalPaid',
  withdrawalRejected: 'withdrawalRejected',
  reversal: 'reversal',
} as const;
export type LedgerReason = (typeof LedgerReason)[keyof typeof LedgerReason];
export const ledgerReasonName: Readonly<Record<LedgerReason, string>> = {
  topUp: '平台充值',
  goodsReturn: '门店配送商品价格返还',
  subsidyReturn: '门店配送服务费返还',
  cardActivation: '卡激活',
  b2bOrder: 'B2B 订货',
  b2bRefund: 'B2B 订货退款',
  onlinePayment: '在线支付',
  onlineRefund: '在线退款',
  creditGrant: '平台充值额度',
  creditSettlement: '额度欠款结算',
  onlineShare: '线上分销收益',
  shareRelease: '收益可提现',
  shareReversal: '退款扣回收益',
  withdrawalApply: '申请提现',
  withdrawalPaid: '提现已打款',
  withdrawalRejected: '提现驳回',
  reversal: '撤销',
};
const reasonSchema = v.picklist(Object.values(LedgerReason) as [LedgerReason, ...LedgerReason[]]);

export const statementLineSchema = v.object({
  id: idSchema,
  at: instantSchema,
  reason: reasonSchema,
  amountFen: signedFenSchema,
  balanceAfterFen: signedFenSchema,
  document: v.nullable(v.object({ kind: documentKindSchema, id: idSchema, number: v.string() })),
  note: v.nullable(v.string()),
});
export type StatementLine = v.InferOutput<typeof statementLineSchema>;

const statementQueryEntries = {
  ...pageQueryEntries,
  account: statementAccountSchema,
  direction: v.optional(v.picklist(['in', 'out'])),
  reason: v.optional(reasonSchema),
  from: v.optional(daySchema),
  to: v.optional(daySchema),
};

/** `goodsPayment` and `goodsRefund` are written by the store order they belong to and undone there only. */
export const financeKindSchema = v.picklist([
  'topUp',
  'creditGrant',
  'creditSettlement',
  'goodsPayment',
  'goodsRefund',
]);
export type FinanceKind = v.InferOutput<typeof financeKindSchema>;

export const financeDocumentSchema = v.object({
  id: idSchema,
  kind: financeKindSchema,
  number: v.string(),
  status: v.picklist(['booked', 'reversed']),
  channel: channelRefSchema,
  amountFen: positiveFenSchema,
  voucherNo: v.nullable(v.string()),
  note: v.nullable(v.string()),
  steps: v.array(documentStepSchema),
  createdAt: instantSchema,
});
export type FinanceDocument = v.InferOutput<typeof financeDocumentSchema>;

const amountBody = v.object({
  channelId: idSchema,
  amountFen: positiveFenSchema,
  /** Number of the bank receipt. */
  voucherNo: optionalTextSchema(40),
  note: optionalTextSchema(100),
});

export const ledgerAdminContract = {
  topUp: endpoint({
    method: 'POST',
    path: '/api/admin/finance/top-ups',
    audience: 'admin',
    permission: AdminPermission.financeEdit,
    body: amountBody,
    response: financeDocumentSchema,
    errors: ledgerErrors,
    idempotent: true,
    summary: 'Books an offline top-up of stored value (CH-085, CH-086, AD-057).',
  }),
  grantCredit: endpoint({
    method: 'POST',
    path: '/api/admin/finance/credit-grants',
    audience: 'admin',
    permission: AdminPermission.financeEdit,
    body: amountBody,
    response: financeDocumentSchema,
    errors: ledgerErrors,
    idempotent: true,
    summary: 'Grants credit (CH-091, CH-092).',
  }),
  settleCreditDebt: endpoint({
    method: 'POST',
    path: '/api/admin/finance/credit-settlements',
    audience: 'admin',
    permission: AdminPermission.financeEdit,
    body: amountBody,
    response: financeDocumentSchema,
    errors: ledgerErrors,
    idempotent: true,
    summary: 'Settles credit debt paid offline; never more than is owed (CH-094, rules.md §4).',
  }),
  reverseFinanceDocument: endpoint({
    method: 'POST',
    path: '/api/admin/finance/documents/:id/reverse',
    audience: 'admin',
    permission: AdminPermission.financeEdit,
    params: idParams,
    body: v.object({ reason: textSchema(100, '请填写原因') }),
    response: financeDocumentSchema,
    errors: ledgerErrors,
    idempotent: true,
    summary:
      'Undoes a finance document once, by a counter-entry; refused if a balance would fall below its floor.',
  }),
  listFinanceDocuments: endpoint({
    method: 'GET',
    path: '/api/admin/finance/documents',
    audience: 'admin',
    permission: AdminPermission.financeView,
    query: v.object({
      ...pageQueryEntries,
      kind: v.optional(financeKindSchema),
      channelId: v.optional(idSchema),
      number: v.optional(v.string()),
      from: v.optional(daySchema),
      to: v.optional(daySchema),
    }),
    response: pageOf(financeDocumentSchema),
    summary: 'Top-ups, credit grants, settlements and offline money of store orders, newest first (AD-328).',
  }),
  getFinanceDocument: endpoint({
    method: 'GET',
    path: '/api/admin/finance/documents/:id',
    audience: 'admin',
    permission: AdminPermission.financeView,
    params: idParams,
    response: financeDocumentSchema,
    errors: ledgerErrors,
    summary: 'One finance document with its steps.',
  }),
  getBalances: endpoint({
    method: 'GET',
    path: '/api/admin/finance/channels/:id/balances',
    audience: 'admin',
    permission: AdminPermission.financeView,
    params: idParams,
    response: l1BalancesSchema,
    errors: ledgerErrors,
    summary: 'Balances of one L1 (AD-040, AD-042, AD-044).',
  }),
  listStatement: endpoint({
    method: 'GET',
    path: '/api/admin/finance/channels/:id/statement',
    audience: 'admin',
    permission: AdminPermission.financeView,
    params: idParams,
    query: v.object(statementQueryEntries),
    response: pageOf(statementLineSchema),
    errors: ledgerErrors,
    summary: 'Every change of one account of an L1 (AD-037, AD-041).',
  }),
};

export const ledgerChannelContract = {
  getOwnBalances: endpoint({
    method: 'GET',
    path: '/api/channel/balances',
    audience: 'channel',
    permission: 'self',
    channelLevels: [1],
    response: l1BalancesSchema,
    summary: 'Stored value, credit left and credit owed (CH-023, CH-025, CH-026).',
  }),
  listOwnStatement: endpoint({
    method: 'GET',
    path: '/api/channel/statement',
    audience: 'channel',
    permission: ChannelModule.finance,
    channelLevels: [1],
    query: v.object(statementQueryEntries),
    response: pageOf(statementLineSchema),
    summary: 'Every change of an own account (CH-022, CH-024, CH-086 … CH-094).',
  }),
};
