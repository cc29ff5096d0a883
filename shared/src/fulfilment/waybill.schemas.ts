import * as v from 'valibot';
import { carrierCodeSchema } from '../express/carrier.contract';

/** A waybill number as it is typed or scanned; spaces and dashes are forgiven. */
export const waybillNoSchema = v.pipe(
  v.string('请填写物流单号'),
  v.transform((text) => text.replace(/[\s-]/g, '').toUpperCase()),
  v.regex(/^[0-9A-Z]{6,30}$/, '物流单号应为 6 到 30 位字母或数字'),
);

export const waybillEntries = { carrierCode: carrierCodeSchema, waybillNo: waybillNoSchema };
