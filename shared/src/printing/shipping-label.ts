import * as v from 'valibot';
import { daySchema, normalizePhone } from '../kernel/schemas';

const labelContactSchema = v.object({ name: v.string(), phone: v.string(), address: v.string() });

const positiveCountSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/**
 * What a shipping label (面单) says. Text may be of any length: the layout wraps and shortens it.
 * Only what becomes a barcode or QR is limited, to the characters every scanner returns unchanged.
 */
export const shippingLabelSchema = v.object({
  carrierName: v.string(),
  /** 大头笔 / 三段码, which sorts the parcel at the carrier; absent when the number was entered by hand. */
  sortingCode: v.nullable(v.string()),
  /** Absent until the waybill number is entered. */
  waybillNo: v.nullable(v.pipe(v.string(), v.regex(/^[\w./-]{1,40}$/, '运单号只能包含字母、数字和短横线'))),
  shipmentNumber: v.string(),
  receiver: labelContactSchema,
  sender: labelContactSchema,
  goods: v.array(v.object({ name: v.string(), quantity: positiveCountSchema })),
  remark: v.nullable(v.string()),
  deliveryDay: daySchema,
  pageNo: positiveCountSchema,
  pageCount: positiveCountSchema,
  qrText: v.pipe(v.string(), v.regex(/^[\x20-\x7e]{1,200}$/, '二维码内容只能是英文网址或单号')),
});
export type ShippingLabel = v.InferOutput<typeof shippingLabelSchema>;
export type LabelContact = ShippingLabel['receiver'];

/**
 * Hides the middle of a phone number: `13812340001` → `138****0001`. Of any other number only the last four
 * characters stay, of a very short one none; a number that is already masked is left alone.
 */
export function maskPhone(phone: string): string {
  const number = normalizePhone(phone);
  if (number.includes('*')) return number;
  if (/^1\d{10}$/.test(number)) return `${number.slice(0, 3)}****${number.slice(-4)}`;
  const visible = number.length > 4 ? number.slice(-4) : '';
  return '*'.repeat(number.length - visible.length) + visible;
}
