import * as v from 'valibot';
import { channelAddressSchema } from '../channel/channel.contract';
import { AdminPermission } from '../identity/admin-permission';
import { endpoint } from '../kernel/endpoint';
import { phoneSchema, textSchema } from '../kernel/schemas';

const days = (max: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(max));

/** The settings that govern rules. Stored as one row; every rule gets them as an argument. */
export const settingsSchema = v.object({
  brandName: textSchema(20),
  /** A shipment may send part of an order (拆单); off = the full quantity only (rules.md §9). */
  allowPartialShipment: v.boolean(),
  /** Earliest delivery day = today + this many days, one more after the cut-off hour. */
  deliveryLeadDays: days(30),
  deliveryCutoffHour: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(24)),
  /** How many days ahead the quota calendar is open. */
  deliveryHorizonDays: days(180),
  /** Days after shipping at which receipt is confirmed by itself. */
  autoConfirmDays: days(60),
  /** Days after receipt during which after-sale may be asked (rules.md, default 8). */
  afterSaleDays: days(60),
  /** The platform's own warehouse: sender on labels when no store ships. */
  warehouse: v.object({ name: textSchema(20), phone: phoneSchema, address: channelAddressSchema }),
});
export type Settings = v.InferOutput<typeof settingsSchema>;

export const settingsAdminContract = {
  getSettings: endpoint({
    method: 'GET',
    path: '/api/admin/settings',
    audience: 'admin',
    permission: 'self',
    response: settingsSchema,
    summary: 'The platform settings.',
  }),
  updateSettings: endpoint({
    method: 'PUT',
    path: '/api/admin/settings',
    audience: 'admin',
    permission: AdminPermission.settingsEdit,
    body: settingsSchema,
    response: settingsSchema,
    summary: 'Replaces the platform settings.',
  }),
};
