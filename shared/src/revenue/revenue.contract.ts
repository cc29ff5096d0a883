import * as v from 'valibot';
import { channelRefSchema } from '../channel/channel.contract';
import { documentStepSchema } from '../document/document.contract';
import { AdminPermission, ChannelModule } from '../identity/admin-permission';
import { endpoint } from '../kernel/endpoint';
import { pageOf, pageQueryEntries } from '../kernel/page';
import {
  countSchema,
  daySchema,
  fenSchema,
  idParams,
  idSchema,
  instantSchema,
  optionalTextSchema,
  positiveFenSchema,
  signedFenSchema,
  textSchema,
} from '../kernel/schemas';
import { valuesOf } from '../kernel/status';
import { orderErrors } from '../order/order.errors';
import { revenueErrors } from './revenue.errors';
import { RevenueStatus, ShareFlag, WithdrawalStatus } from './revenue.status';

/** 总收益 = 待提 + 提现中 + 已提 + 未入账 − 欠款 (rules.md §8). */
export const revenueAccountSchema = v.object({
  /** Below zero when more was taken back than is left. */
  totalFen: signedFenSchema,
  pendingFen: fenSchema,
  withdrawableFen: fenSchema,
  frozenFen: fenSchema,
  withdrawnFen: fenSchema,
  /** Taken back after it had been paid out; later revenue fills it first. */
  debtFen: fenSchema,
});
export type RevenueAccountView = v.InferOutput<typeof revenueAccountSchema>;

/** What one line of an order left the channel (CH-049). */
export const revenueEntrySchema = v.object({
  id: idSchema,
  orderNumber: v.string(),
  title: v.string(),
  isECard: v.boolean(),
  quantity: countSchema,
  amountFen: fenSchema,
  /** What refunds have taken back of it. */
  reversedFen: fenSchema,
  status: v.picklist(valuesOf(RevenueStatus)),
  flag: v.nullable(v.picklist(valuesOf(ShareFlag))),
  at: instantSchema,
});
export type RevenueEntry = v.InferOutput<typeof revenueEntrySchema>;

/** A withdrawal as its channel sees it; the number of the bank card is masked. */
export const withdrawalSchema = v.object({
  id: idSchema,
  number: v.string(),
  amountFen: positiveFenSchema,
  status: v.picklist(valuesOf(WithdrawalStatus)),
  holder: v.string(),
  bankName: v.string(),
  accountMask: v.string(),
  /** Why it was rejected, or by which voucher it was paid. */
  note: v.nullable(v.string()),
  createdAt: instantSchema,
  decidedAt: v.nullable(instantSchema),
});
export type WithdrawalView = v.InferOutput<typeof withdrawalSchema>;

/** Digits of a bank card or account as people type them, in groups or not. */
export const bankAccountSchema = v.pipe(
  v.string('请填写银行卡号'),
  v.transform((text) => text.replace(/[\s-]/g, '')),
  v.regex(/^\d{8,30}$/, '请填写 8 到 30 位数字的卡号'),
);

const ofChannel = { audience: 'channel', permission: ChannelModule.finance } as const;

export const revenueChannelContract = {
  getRevenueAccount: endpoint({
    ...ofChannel,
    method: 'GET',
    path: '/api/channel/revenue',
    response: revenueAccountSchema,
    summary: 'Total, withdrawable, withdrawn and not booked in (CH-044 … CH-047, CH-095).',
  }),
  listRevenue: endpoint({
    ...ofChannel,
    method: 'GET',
    path: '/api/channel/revenue/entries',
    query: v.object({ ...pageQueryEntries, status: v.optional(v.picklist(valuesOf(RevenueStatus))) }),
    response: pageOf(revenueEntrySchema),
    summary: 'Every share of the channel, newest first (CH-049).',
  }),
  listWithdrawals: endpoint({
    ...ofChannel,
    method: 'GET',
    path: '/api/channel/withdrawals',
    query: v.object(pageQueryEntries),
    response: pageOf(withdrawalSchema),
    summary: 'Withdrawals of the channel, newest first (CH-048).',
  }),
  applyWithdrawal: endpoint({
    method: 'POST',
    path: '/api/channel/withdrawals',
    audience: 'channel',
    permission: 'owner',
    body: v.object({
      amountFen: positiveFenSchema,
      holder: textSchema(30, '请填写持卡人'),
      bankName: textSchema(40, '请填写开户银行'),
      accountNo: bankAccountSchema,
    }),
    response: withdrawalSchema,
    errors: revenueErrors,
    idempotent: true,
    summary: 'Asks for revenue to be paid to a bank card; the amount is frozen (CH-048).',
  }),
};

const withdrawalAdminEntries = { ...withdrawalSchema.entries, channel: channelRefSchema };

export const withdrawalDetailSchema = v.object({
  ...withdrawalAdminEntries,
  /** The whole number of the bank card, for those who pay; null for those who may only look. */
  accountNo: v.nullable(v.string()),
  steps: v.array(documentStepSchema),
});
export type WithdrawalDetail = v.InferOutput<typeof withdrawalDetailSchema>;

/** One channel's part of one line of an order, as the back office sees it. */
export const orderShareSchema = v.object({
  id: idSchema,
  channel: channelRefSchema,
  title: v.string(),
  quantity: countSchema,
  ownPriceFen: fenSchema,
  nextPriceFen: fenSchema,
  amountFen: fenSchema,
  reversedFen: fenSchema,
  status: v.picklist(valuesOf(RevenueStatus)),
  flag: v.nullable(v.picklist(valuesOf(ShareFlag))),
  /** Whom the channel owes a part of it. */
  staff: v.nullable(v.object({ name: v.string(), rateBp: countSchema, amountFen: fenSchema })),
});
export type OrderShare = v.InferOutput<typeof orderShareSchema>;

const filterEntries = {
  status: v.optional(v.picklist(valuesOf(WithdrawalStatus))),
  channelId: v.optional(idSchema),
  number: v.optional(v.string()),
  from: v.optional(daySchema),
  to: v.optional(daySchema),
};
const see = { audience: 'admin', permission: AdminPermission.financeView } as const;
const decide = {
  method: 'POST',
  audience: 'admin',
  permission: AdminPermission.financeEdit,
  params: idParams,
  response: withdrawalDetailSchema,
  errors: revenueErrors,
  idempotent: true,
} as const;

export const revenueAdminContract = {
  listWithdrawals: endpoint({
    ...see,
    method: 'GET',
    path: '/api/admin/withdrawals',
    query: v.object({ ...pageQueryEntries, ...filterEntries }),
    response: pageOf(v.object(withdrawalAdminEntries)),
    summary: 'Withdrawals by state, channel, number and day (CH-048).',
  }),
  exportWithdrawals: endpoint({
    ...see,
    method: 'GET',
    path: '/api/admin/withdrawals/export',
    kind: 'file',
    query: v.object(filterEntries),
    response: v.unknown(),
    summary: 'The same withdrawals as a streamed xlsx.',
  }),
  getWithdrawal: endpoint({
    ...see,
    method: 'GET',
    path: '/api/admin/withdrawals/:id',
    params: idParams,
    response: withdrawalDetailSchema,
    errors: revenueErrors,
    summary: 'One withdrawal with its steps; the bank card in full for those who pay.',
  }),
  payWithdrawal: endpoint({
    ...decide,
    path: '/api/admin/withdrawals/:id/pay',
    body: v.object({ voucherNo: optionalTextSchema(40) }),
    summary: 'Says that the money was paid offline (CH-048).',
  }),
  rejectWithdrawal: endpoint({
    ...decide,
    path: '/api/admin/withdrawals/:id/reject',
    body: v.object({ reason: textSchema(60, '请填写驳回原因') }),
    summary: 'Refuses with a reason; the amount can be withdrawn again.',
  }),
  getOrderRevenue: endpoint({
    method: 'GET',
    path: '/api/admin/orders/:id/revenue',
    audience: 'admin',
    permission: AdminPermission.orderView,
    params: idParams,
    response: v.object({
      /** Null while nothing has been paid. */
      paidAt: v.nullable(instantSchema),
      releasedAt: v.nullable(instantSchema),
      shares: v.array(orderShareSchema),
    }),
    errors: orderErrors,
    summary: 'Who has a share in an order and where it stands (AD-072 … AD-079, AD-083 … AD-090).',
  }),
  getChannelRevenue: endpoint({
    ...see,
    method: 'GET',
    path: '/api/admin/channels/:id/revenue',
    params: idParams,
    response: v.object({
      ...revenueAccountSchema.entries,
      /** Shares of e-cards and of goods that were not taken back, whatever became of them since. */
      eCardFen: fenSchema,
      goodsFen: fenSchema,
    }),
    summary: 'Revenue of a channel, e-cards and goods apart (AD-049, AD-050).',
  }),
};
