import * as v from 'valibot';
import { channelErrors } from '../channel/channel.errors';
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
} from '../kernel/schemas';
import { valuesOf } from '../kernel/status';
import { revenueErrors } from './revenue.errors';
import { RevenueStatus } from './revenue.status';

/** 总收益 = 待结算 + 已结算 + 未入账 (rules.md §8). The channel pays offline; the platform has no part in it. */
export const staffIncomeSchema = v.object({
  totalFen: signedFenSchema,
  /** Below zero when a refund took back what had been settled. */
  toSettleFen: signedFenSchema,
  settledFen: fenSchema,
  pendingFen: fenSchema,
  settlementCount: countSchema,
});
export type StaffIncome = v.InferOutput<typeof staffIncomeSchema>;

/** One line of income: a commission, or what the channel entered by hand. */
export const staffIncomeLineSchema = v.object({
  id: idSchema,
  title: v.string(),
  /** Null for what was entered by hand. */
  orderNumber: v.nullable(v.string()),
  status: v.picklist(valuesOf(RevenueStatus)),
  amountFen: signedFenSchema,
  note: v.nullable(v.string()),
  at: instantSchema,
});
export type StaffIncomeLine = v.InferOutput<typeof staffIncomeLineSchema>;

export const staffSettlementSchema = v.object({
  id: idSchema,
  amountFen: positiveFenSchema,
  note: v.nullable(v.string()),
  /** Who marked it. */
  actorName: v.string(),
  at: instantSchema,
});
export type StaffSettlement = v.InferOutput<typeof staffSettlementSchema>;

const lineQuery = v.object({
  ...pageQueryEntries,
  /** 线上 from orders, 线下 entered by hand (rules.md, default 13). */
  source: v.optional(v.picklist(['online', 'offline']), 'online'),
});
/** Above zero, or below zero to take back what was entered by mistake. */
const handAmountSchema = v.pipe(
  v.number('请填写金额'),
  v.safeInteger('金额不正确'),
  v.check((fen) => fen !== 0, '金额不能为 0'),
  v.minValue(-10_000_000_000, '金额太大'),
  v.maxValue(10_000_000_000, '金额太大'),
);

const byOwner = {
  audience: 'channel',
  permission: 'owner',
  params: idParams,
  errors: channelErrors,
} as const;
const own = { audience: 'channel', permission: 'self', errors: channelErrors } as const;

export const staffIncomeContract = {
  getStaffIncome: endpoint({
    ...byOwner,
    method: 'GET',
    path: '/api/channel/staff/:id/income',
    response: v.object({
      ...staffIncomeSchema.entries,
      name: v.string(),
      commissionRateBp: countSchema,
      memberCount: countSchema,
    }),
    summary:
      'One staff member: members introduced, commission rate, income and what can be settled (CH-003).',
  }),
  listStaffIncome: endpoint({
    ...byOwner,
    method: 'GET',
    path: '/api/channel/staff/:id/income/lines',
    query: lineQuery,
    response: pageOf(staffIncomeLineSchema),
    summary: 'Income of one staff member, newest first (CH-007).',
  }),
  listStaffSettlements: endpoint({
    ...byOwner,
    method: 'GET',
    path: '/api/channel/staff/:id/settlements',
    query: v.object(pageQueryEntries),
    response: pageOf(staffSettlementSchema),
    summary: 'Every settlement marked for one staff member (CH-008).',
  }),
  settleStaff: endpoint({
    ...byOwner,
    method: 'POST',
    path: '/api/channel/staff/:id/settlements',
    body: v.object({ amountFen: positiveFenSchema, note: optionalTextSchema(60) }),
    response: staffIncomeSchema,
    errors: { ...channelErrors, ...revenueErrors },
    idempotent: true,
    summary: 'Marks what was paid to a staff member offline (CH-007).',
  }),
  addOfflineIncome: endpoint({
    ...byOwner,
    method: 'POST',
    path: '/api/channel/staff/:id/offline-income',
    body: v.object({ amountFen: handAmountSchema, day: daySchema, note: optionalTextSchema(60) }),
    response: staffIncomeSchema,
    errors: { ...channelErrors, ...revenueErrors },
    idempotent: true,
    summary: 'Enters income of a staff member from offline sales (CH-107).',
  }),
  getOwnIncome: endpoint({
    ...own,
    method: 'GET',
    path: '/api/channel/own-income',
    response: staffIncomeSchema,
    summary: 'A staff member’s own income; the owner has none (CH-102 … CH-105).',
  }),
  listOwnIncome: endpoint({
    ...own,
    method: 'GET',
    path: '/api/channel/own-income/lines',
    query: lineQuery,
    response: pageOf(staffIncomeLineSchema),
    summary: 'A staff member’s own income, newest first (CH-106, CH-107).',
  }),
  listOwnSettlements: endpoint({
    ...own,
    method: 'GET',
    path: '/api/channel/own-income/settlements',
    query: v.object(pageQueryEntries),
    response: pageOf(staffSettlementSchema),
    summary: 'What the channel has settled with the staff member (CH-097).',
  }),
};
