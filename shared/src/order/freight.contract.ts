import * as v from 'valibot';
import { AdminPermission } from '../identity/admin-permission';
import { endpoint } from '../kernel/endpoint';
import { fenSchema, idParams, idSchema, okSchema, textSchema } from '../kernel/schemas';
import { freightErrors } from './freight.errors';

const piecesSchema = v.pipe(
  v.number('请填写件数'),
  v.safeInteger('件数必须是整数'),
  v.minValue(1, '件数至少 1'),
  v.maxValue(999, '件数最多 999'),
);
const feeSchema = v.pipe(fenSchema, v.maxValue(1_000_000, '运费最多 ¥10,000'));
const provincesSchema = v.pipe(v.array(textSchema(20)), v.maxLength(40, '最多 40 个'));

/** What a parcel to some provinces costs: so much for the first pieces, so much for each further lot, however small. */
export const freightTariffSchema = v.object({
  firstPieces: piecesSchema,
  firstFen: feeSchema,
  furtherPieces: piecesSchema,
  furtherFen: feeSchema,
  /** Goods from this amount on are sent free; null = never. */
  freeFromFen: v.nullable(fenSchema),
});
export type FreightTariff = v.InferOutput<typeof freightTariffSchema>;

const zoneSchema = v.object({
  provinces: v.pipe(provincesSchema, v.minLength(1, '请选择省份')),
  ...freightTariffSchema.entries,
});

const ruleEntries = {
  /** Every province that no zone names. */
  elsewhere: freightTariffSchema,
  zones: v.pipe(v.array(zoneSchema), v.maxLength(40, '最多 40 组')),
  /** Provinces that bought goods are not delivered to. */
  undelivered: provincesSchema,
};
export const freightRuleSchema = v.object(ruleEntries);
export type FreightRule = v.InferOutput<typeof freightRuleSchema>;

export const freightTemplateBody = v.pipe(
  v.object({ name: textSchema(20, '请填写模板名称'), isDefault: v.boolean(), ...ruleEntries }),
  v.forward(
    v.check(({ zones, undelivered }) => {
      const named = [...zones.flatMap((zone) => zone.provinces), ...undelivered];
      return new Set(named).size === named.length;
    }, '同一个省份只能出现一次'),
    ['zones'],
  ),
);

export const freightTemplateSchema = v.object({
  id: idSchema,
  name: v.string(),
  /** The one that governs orders. */
  isDefault: v.boolean(),
  ...ruleEntries,
});
export type FreightTemplate = v.InferOutput<typeof freightTemplateSchema>;

export const freightAdminContract = {
  listFreightTemplates: endpoint({
    method: 'GET',
    path: '/api/admin/freight-templates',
    audience: 'admin',
    permission: AdminPermission.settingsEdit,
    response: v.array(freightTemplateSchema),
    summary: 'All freight templates, the one in use first (AD-352).',
  }),
  createFreightTemplate: endpoint({
    method: 'POST',
    path: '/api/admin/freight-templates',
    audience: 'admin',
    permission: AdminPermission.settingsEdit,
    body: freightTemplateBody,
    response: freightTemplateSchema,
    errors: freightErrors,
    idempotent: true,
    summary: 'Adds a freight template; the first one is in use at once (AD-352).',
  }),
  updateFreightTemplate: endpoint({
    method: 'PUT',
    path: '/api/admin/freight-templates/:id',
    audience: 'admin',
    permission: AdminPermission.settingsEdit,
    params: idParams,
    body: freightTemplateBody,
    response: freightTemplateSchema,
    errors: freightErrors,
    summary: 'Changes a freight template; orders made before keep their freight (AD-352).',
  }),
  deleteFreightTemplate: endpoint({
    method: 'DELETE',
    path: '/api/admin/freight-templates/:id',
    audience: 'admin',
    permission: AdminPermission.settingsEdit,
    params: idParams,
    response: okSchema,
    errors: freightErrors,
    summary: 'Deletes a freight template that is not in use.',
  }),
};
