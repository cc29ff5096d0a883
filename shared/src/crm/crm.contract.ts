import * as v from 'valibot';
import { cardCountsSchema } from '../card/card.schemas';
import {
  channelAddressSchema,
  channelStatusSchema,
  channelTreeNodeSchema,
  l1BalancesSchema,
  l1SubtypeSchema,
} from '../channel/channel.contract';
import { AdminPermission } from '../identity/admin-permission';
import { loginByCodeBody, loginByPasswordBody, sessionSchema } from '../identity/identity.contract';
import { identityErrors } from '../identity/identity.errors';
import { defineErrors, errorFactory } from '../kernel/app-error';
import { endpoint } from '../kernel/endpoint';
import { pageOf, pageQueryEntries } from '../kernel/page';
import {
  countSchema,
  fenSchema,
  idParams,
  idSchema,
  instantSchema,
  phoneSchema,
  rateBpSchema,
  textSchema,
} from '../kernel/schemas';

export const crmErrors = defineErrors({
  CUSTOMER_NOT_FOUND: { status: 404, message: '客户不存在或不归你负责' },
  SALESPERSON_NOT_FOUND: { status: 404, message: '销售员不存在' },
  SALESPERSON_PHONE_TAKEN: { status: 409, message: '这个手机号已有销售账号' },
});
export const crmError = errorFactory(crmErrors);

export const salesProfileSchema = v.object({
  id: idSchema,
  name: v.string(),
  phone: v.string(),
  departmentName: v.nullable(v.string()),
  hasPassword: v.boolean(),
});
export type SalesProfile = v.InferOutput<typeof salesProfileSchema>;

const salesLoginResponse = v.object({ session: sessionSchema, profile: salesProfileSchema });

export const salesAuthContract = {
  logInByCode: endpoint({
    method: 'POST',
    path: '/api/public/sales/login-by-code',
    audience: 'public',
    body: loginByCodeBody,
    response: salesLoginResponse,
    errors: identityErrors,
    summary: 'Logs a salesperson in by SMS code.',
  }),
  logInByPassword: endpoint({
    method: 'POST',
    path: '/api/public/sales/login-by-password',
    audience: 'public',
    body: loginByPasswordBody,
    response: salesLoginResponse,
    errors: identityErrors,
    summary: 'Logs a salesperson in by password.',
  }),
};

/** An L1 channel as its salesperson sees it. */
export const customerSchema = v.object({
  channel: v.object({
    id: idSchema,
    name: v.string(),
    contactName: v.string(),
    phone: v.string(),
    l1Subtype: v.nullable(l1SubtypeSchema),
    rateBp: rateBpSchema,
    status: channelStatusSchema,
    address: v.nullable(channelAddressSchema),
    createdAt: instantSchema,
  }),
  balances: l1BalancesSchema,
  cardCounts: cardCountsSchema,
  level2Count: countSchema,
  level3Count: countSchema,
});
export type Customer = v.InferOutput<typeof customerSchema>;

export const crmSalesContract = {
  getProfile: endpoint({
    method: 'GET',
    path: '/api/sales/profile',
    audience: 'sales',
    permission: 'self',
    response: salesProfileSchema,
    summary: 'The logged-in salesperson.',
  }),
  getOverview: endpoint({
    method: 'GET',
    path: '/api/sales/overview',
    audience: 'sales',
    permission: 'self',
    response: v.object({
      customerCount: countSchema,
      newThisMonth: countSchema,
      storedValueFen: fenSchema,
      creditAvailableFen: fenSchema,
      creditDebtFen: fenSchema,
      cardCounts: cardCountsSchema,
      /** Customers whose stored value and credit together are below 1,000 yuan, the poorest first. */
      lowBalance: v.array(v.object({ id: idSchema, name: v.string(), fundsFen: fenSchema })),
    }),
    summary: 'Figures over the own customers (AD-317, AD-318).',
  }),
  listCustomers: endpoint({
    method: 'GET',
    path: '/api/sales/customers',
    audience: 'sales',
    permission: 'self',
    query: v.object({
      ...pageQueryEntries,
      search: v.optional(v.string()),
      sort: v.optional(v.picklist(['newest', 'debt', 'storedValue']), 'newest'),
    }),
    response: pageOf(customerSchema),
    summary: 'Own L1 customers with balances and card counts.',
  }),
  getCustomer: endpoint({
    method: 'GET',
    path: '/api/sales/customers/:id',
    audience: 'sales',
    permission: 'self',
    params: idParams,
    response: customerSchema,
    errors: crmErrors,
    summary: 'One own customer.',
  }),
  getCustomerNetwork: endpoint({
    method: 'GET',
    path: '/api/sales/customers/:id/network',
    audience: 'sales',
    permission: 'self',
    params: idParams,
    response: channelTreeNodeSchema,
    errors: crmErrors,
    summary: 'The downline of an own customer.',
  }),
};

export const salespersonSchema = v.object({
  id: idSchema,
  name: v.string(),
  phone: v.string(),
  departmentName: v.nullable(v.string()),
  status: v.picklist(['active', 'closed']),
  customerCount: countSchema,
  createdAt: instantSchema,
});
export type Salesperson = v.InferOutput<typeof salespersonSchema>;

export const salespersonAdminContract = {
  listSalespeople: endpoint({
    method: 'GET',
    path: '/api/admin/salespeople',
    audience: 'admin',
    permission: AdminPermission.channelView,
    query: v.object({ ...pageQueryEntries, search: v.optional(v.string()) }),
    response: pageOf(salespersonSchema),
    summary: 'The sales team.',
  }),
  createSalesperson: endpoint({
    method: 'POST',
    path: '/api/admin/salespeople',
    audience: 'admin',
    permission: AdminPermission.channelEdit,
    body: v.object({ name: textSchema(20, '请填写姓名'), phone: phoneSchema }),
    response: salespersonSchema,
    errors: crmErrors,
    summary: 'Adds a salesperson; the phone is the login.',
  }),
  closeSalesperson: endpoint({
    method: 'POST',
    path: '/api/admin/salespeople/:id/close',
    audience: 'admin',
    permission: AdminPermission.channelEdit,
    params: idParams,
    response: salespersonSchema,
    errors: crmErrors,
    summary: 'Closes a salesperson account; sessions end, customers stay until given to another.',
  }),
};

export const dashboardAdminContract = {
  getDashboard: endpoint({
    method: 'GET',
    path: '/api/admin/dashboard',
    audience: 'admin',
    permission: 'self',
    response: v.object({
      ordersToDispatch: countSchema,
      shipmentsToShip: countSchema,
      channelsToApprove: countSchema,
      returnsToReceive: countSchema,
      channelCount: countSchema,
      memberCount: countSchema,
      cardCounts: cardCountsSchema,
      /** The last 14 days. */
      days: v.array(v.object({ day: v.string(), activatedCards: countSchema, redemptions: countSchema })),
    }),
    summary: 'What waits and how the last days went (AD-001 … AD-009 in part).',
  }),
};
