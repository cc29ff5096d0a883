import * as v from 'valibot';
import { AdminPermission } from '../identity/admin-permission';
import { endpoint } from '../kernel/endpoint';
import { idParams, idSchema, optionalTextSchema, textSchema } from '../kernel/schemas';
import { expressErrors } from './express.errors';

const { CARRIER_CODE_TAKEN, CARRIER_LIMIT, CARRIER_NOT_FOUND } = expressErrors;

/** Names a carrier in shipments and at WeChat, for good: SF, ZTO … Whether it is offered, the server says. */
export const carrierCodeSchema = v.pipe(
  v.string('请选择快递公司'),
  v.regex(/^[A-Z][A-Z0-9]{0,19}$/, '请选择快递公司'),
);

/** A carrier as shipping forms offer it. */
export const carrierChoiceSchema = v.object({ code: v.string(), name: v.string() });
export type CarrierChoice = v.InferOutput<typeof carrierChoiceSchema>;

const changeableEntries = {
  name: textSchema(20, '请填写名称'),
  phone: v.nullable(
    v.pipe(v.string(), v.trim(), v.regex(/^[0-9-]{5,20}$/, '电话只能有数字和短横线，5 到 20 位')),
  ),
  /** What 快递100 calls it: `shunfeng`; null = its parcels are not followed. */
  trackingCode: v.pipe(
    optionalTextSchema(40),
    v.check((code) => code === null || /^[a-z0-9_]+$/.test(code), '只能有小写字母、数字和下划线'),
  ),
  isEnabled: v.boolean(),
  /** Forms show the smaller first. */
  sortOrder: v.pipe(
    v.number('请填写排序'),
    v.safeInteger('排序必须是整数'),
    v.minValue(0, '排序不能小于 0'),
    v.maxValue(9999, '排序最大 9999'),
  ),
};
export const updateCarrierBody = v.object(changeableEntries);
export const createCarrierBody = v.object({
  code: v.pipe(
    v.string('请填写代码'),
    v.trim(),
    v.toUpperCase(),
    v.regex(/^[A-Z][A-Z0-9]{0,19}$/, '代码是字母开头的字母和数字，最多 20 位'),
  ),
  ...changeableEntries,
});

export const carrierSchema = v.object({
  id: idSchema,
  code: v.string(),
  name: v.string(),
  phone: v.nullable(v.string()),
  trackingCode: v.nullable(v.string()),
  isEnabled: v.boolean(),
  sortOrder: v.number(),
});
export type CarrierView = v.InferOutput<typeof carrierSchema>;

export const carrierAdminContract = {
  listCarriers: endpoint({
    method: 'GET',
    path: '/api/admin/carriers',
    audience: 'admin',
    permission: AdminPermission.settingsEdit,
    response: v.array(carrierSchema),
    summary: 'All carriers in the order of the forms, at most a hundred (AD-353).',
  }),
  createCarrier: endpoint({
    method: 'POST',
    path: '/api/admin/carriers',
    audience: 'admin',
    permission: AdminPermission.settingsEdit,
    body: createCarrierBody,
    response: carrierSchema,
    errors: { CARRIER_CODE_TAKEN, CARRIER_LIMIT },
    idempotent: true,
    summary: 'Adds a carrier; its code stays for good (AD-353).',
  }),
  updateCarrier: endpoint({
    method: 'PUT',
    path: '/api/admin/carriers/:id',
    audience: 'admin',
    permission: AdminPermission.settingsEdit,
    params: idParams,
    body: updateCarrierBody,
    response: carrierSchema,
    errors: { CARRIER_NOT_FOUND },
    summary: 'Renames, enables or disables a carrier; shipments that left with it keep it (AD-353).',
  }),
};
