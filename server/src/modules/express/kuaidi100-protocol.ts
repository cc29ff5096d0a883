import { ParcelState } from '@lakeside/shared/express/express.status';
import { createHash, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import type { Scan } from './domain/unite-scans';

/** 快递100 signs everything the same way: MD5 over the parts put together, in capitals. */
export function signOf(...parts: readonly string[]): string {
  return createHash('md5').update(parts.join('')).digest('hex').toUpperCase();
}

export function isSignedBy(sign: string, ...parts: readonly string[]): boolean {
  const wanted = Buffer.from(signOf(...parts));
  const given = Buffer.from(sign.toUpperCase());
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

const stateByCode: Readonly<Record<string, ParcelState>> = {
  '0': ParcelState.moving,
  '1': ParcelState.pickedUp,
  '2': ParcelState.trouble,
  '3': ParcelState.signed,
  '4': ParcelState.returned,
  '5': ParcelState.delivering,
  '6': ParcelState.returned,
  '7': ParcelState.moving,
  '8': ParcelState.moving,
  '14': ParcelState.trouble,
};

const scanTextLength = 300;
/** `2026-11-21 09:30:00`, Shanghai time. */
const timeSchema = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
  v.transform((time) => new Date(`${time.replace(' ', 'T')}+08:00`)),
);

/** What 快递100 tells of a parcel, asked or pushed. */
export const trackSchema = v.object({
  com: v.string(),
  nu: v.string(),
  state: v.string(),
  data: v.array(v.object({ time: timeSchema, context: v.string() })),
});

export interface ParcelNews {
  /** The carrier in 快递100's words. */
  readonly trackingCode: string;
  readonly waybillNo: string;
  readonly state: ParcelState;
  readonly scans: readonly Scan[];
}

export function toNews(track: v.InferOutput<typeof trackSchema>): ParcelNews {
  return {
    trackingCode: track.com,
    waybillNo: track.nu,
    state: stateByCode[track.state] ?? ParcelState.moving,
    scans: track.data.map(({ time, context }) => ({
      scannedAt: time,
      text: context.trim().slice(0, scanTextLength),
    })),
  };
}

/** A push: `abort` means that 快递100 gave up following and says nothing of the parcel. */
export const pushSchema = v.object({
  status: v.picklist(['polling', 'shutdown', 'abort', 'updateall']),
  lastResult: v.optional(v.nullable(v.unknown())),
});
