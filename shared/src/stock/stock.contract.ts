import * as v from 'valibot';
import { skuSchema } from '../catalog/catalog.contract';
import { ChannelModule, AdminPermission } from '../identity/admin-permission';
import { documentStepSchema } from '../document/document.contract';
import { endpoint } from '../kernel/endpoint';
import { pageOf, pageQueryEntries } from '../kernel/page';
import { countSchema, daySchema, idParams, idSchema, instantSchema, textSchema } from '../kernel/schemas';
import { stockErrors } from './stock.errors';

/** `open` has places left, `full` has none, `closed` was shut by the back office or never opened, `past` is too soon to promise. */
export const dayStateSchema = v.picklist(['open', 'full', 'closed', 'past']);
export const deliveryDaySchema = v.object({
  day: daySchema,
  state: dayStateSchema,
  remaining: countSchema,
});
export type DeliveryDay = v.InferOutput<typeof deliveryDaySchema>;

/** A month, `YYYY-MM`. */
export const monthSchema = v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份不正确'));

export const deliveryDayAdminSchema = v.object({
  day: daySchema,
  quota: countSchema,
  taken: countSchema,
  isClosed: v.boolean(),
});
export const deliveryCalendarSchema = v.object({
  packageId: idSchema,
  /** How many packages the season can supply in all; the quotas of all days together never exceed it. */
  supply: countSchema,
  quotaTotal: countSchema,
  takenTotal: countSchema,
  days: v.array(deliveryDayAdminSchema),
});
export type DeliveryCalendar = v.InferOutput<typeof deliveryCalendarSchema>;

const quantitySchema = v.pipe(
  v.number('请填写数量'),
  v.safeInteger('数量必须是整数'),
  v.minValue(0, '不能小于 0'),
  v.maxValue(1_000_000, '数量太大'),
);

/** A place that holds goods: `platform` or a 专卖店. */
export const stockPlaceSchema = v.object({ channelId: v.nullable(idSchema), name: v.string() });
export const stockRowSchema = v.object({
  place: stockPlaceSchema,
  sku: skuSchema,
  onHand: v.number(),
  reserved: v.number(),
  available: v.number(),
});
export type StockRow = v.InferOutput<typeof stockRowSchema>;
/** The paper by which the back office changed the stock of a place. */
export const stockAdjustmentSchema = v.object({
  id: idSchema,
  number: v.string(),
  place: stockPlaceSchema,
  sku: stockRowSchema.entries.sku,
  delta: v.number(),
  note: v.string(),
  steps: v.array(documentStepSchema),
  createdAt: instantSchema,
});
export type StockAdjustmentView = v.InferOutput<typeof stockAdjustmentSchema>;

export const stockMovementSchema = v.object({
  id: idSchema,
  kind: v.picklist(['adjustment', 'reservation', 'release', 'shipment', 'receipt', 'return']),
  onHandDelta: v.number(),
  reservedDelta: v.number(),
  documentNumber: v.nullable(v.string()),
  note: v.nullable(v.string()),
  actorName: v.string(),
  at: instantSchema,
});
export type StockMovementView = v.InferOutput<typeof stockMovementSchema>;

export const stockAdminContract = {
  getDeliveryCalendar: endpoint({
    method: 'GET',
    path: '/api/admin/delivery-calendar',
    audience: 'admin',
    permission: AdminPermission.stockView,
    query: v.object({ packageId: idSchema, month: monthSchema }),
    response: deliveryCalendarSchema,
    summary: 'The quota calendar of a package for one month.',
  }),
  setDeliveryDays: endpoint({
    method: 'PUT',
    path: '/api/admin/delivery-calendar',
    audience: 'admin',
    permission: AdminPermission.stockEdit,
    body: v.object({
      packageId: idSchema,
      /** Left out = unchanged. */
      supply: v.optional(quantitySchema),
      days: v.pipe(
        v.array(
          v.object({ day: daySchema, quota: quantitySchema, isClosed: v.optional(v.boolean(), false) }),
        ),
        v.maxLength(200, '一次最多设置 200 天'),
      ),
    }),
    response: deliveryCalendarSchema,
    errors: stockErrors,
    summary: 'Sets quotas; never below what is taken, never above the supply in sum.',
  }),
  listStock: endpoint({
    method: 'GET',
    path: '/api/admin/stock',
    audience: 'admin',
    permission: AdminPermission.stockView,
    query: v.object({
      ...pageQueryEntries,
      channelId: v.optional(idSchema),
      place: v.optional(v.picklist(['platform', 'stores'])),
      search: v.optional(v.string()),
    }),
    response: pageOf(stockRowSchema),
    summary: 'Stock by place and article (AD-158).',
  }),
  adjustStock: endpoint({
    method: 'POST',
    path: '/api/admin/stock/adjustments',
    audience: 'admin',
    permission: AdminPermission.stockEdit,
    body: v.object({
      channelId: v.nullable(idSchema),
      skuId: idSchema,
      delta: v.pipe(
        v.number('请填写数量'),
        v.safeInteger('数量必须是整数'),
        v.minValue(-1_000_000),
        v.maxValue(1_000_000),
        v.check((value) => value !== 0, '数量不能为 0'),
      ),
      note: textSchema(100, '请填写原因'),
    }),
    response: stockRowSchema,
    errors: stockErrors,
    idempotent: true,
    summary: 'Adds to or takes from the stock of a place, with a reason (AD-159).',
  }),
  getStockAdjustment: endpoint({
    method: 'GET',
    path: '/api/admin/stock/adjustments/:id',
    audience: 'admin',
    permission: AdminPermission.stockView,
    params: idParams,
    response: stockAdjustmentSchema,
    errors: stockErrors,
    summary: 'One adjustment with its steps.',
  }),
  listStockMovements: endpoint({
    method: 'GET',
    path: '/api/admin/stock/movements',
    audience: 'admin',
    permission: AdminPermission.stockView,
    query: v.object({ ...pageQueryEntries, channelId: v.optional(idSchema), skuId: idSchema }),
    response: pageOf(stockMovementSchema),
    summary: 'Every change of one article at one place.',
  }),
};

export const stockChannelContract = {
  listOwnStock: endpoint({
    method: 'GET',
    path: '/api/channel/stock',
    audience: 'channel',
    permission: ChannelModule.shipment,
    channelLevels: [1],
    storeOnly: true,
    response: v.array(stockRowSchema),
    summary: 'What the own store has on hand.',
  }),
};
