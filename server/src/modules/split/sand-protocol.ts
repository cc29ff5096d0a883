import { createSign, createVerify, type KeyObject } from 'node:crypto';
import * as v from 'valibot';
import type { SplitReport } from './domain/split-report';

const algorithm = 'RSA-SHA1';

/** Sand signs the JSON text of `data` with SHA1 and RSA (signType 01). */
export function signedForm(data: object, privateKey: KeyObject): URLSearchParams {
  const text = JSON.stringify(data);
  const sign = createSign(algorithm).update(text).sign(privateKey, 'base64');
  return new URLSearchParams({ charset: 'utf-8', signType: '01', data: text, sign });
}

/** The content of an answer or a notice; null when Sand did not sign it, or it is no JSON. */
export function openForm(form: string, publicKey: KeyObject): unknown {
  const fields = new URLSearchParams(form);
  const text = fields.get('data') ?? '';
  // Answers come with the plus signs of base64 as they are, which a form reads as blanks.
  const sign = (fields.get('sign') ?? '').replaceAll(' ', '+');
  if (!createVerify(algorithm).update(text).verify(publicKey, sign, 'base64')) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Twelve digits of fen. */
export function sandAmount(amountFen: number): string {
  return String(Math.abs(amountFen)).padStart(12, '0');
}

/** `20261006090000`, Shanghai time. */
export function sandTime(instant: Date): string {
  const shanghai = new Date(instant.getTime() + 8 * 3_600_000);
  return shanghai.toISOString().replace(/\D/g, '').slice(0, 14);
}

const outcomeByStatus = { '00': 'succeeded', '01': 'processing', '02': 'failed' } as const;

/** A split as Sand tells it, asked or in a notice. */
export const splitBodySchema = v.object({
  orderCode: v.string(),
  tradeNo: v.string(),
  amount: v.pipe(v.string(), v.regex(/^\d{12}$/), v.transform(Number)),
  orderStatus: v.picklist(['00', '01', '02']),
  failReason: v.optional(v.nullable(v.string()), null),
});

export function toReport(body: v.InferOutput<typeof splitBodySchema>): SplitReport {
  return {
    orderCode: body.orderCode,
    outcome: outcomeByStatus[body.orderStatus],
    amountFen: body.amount,
    sandNo: body.tradeNo,
    reason: body.failReason,
  };
}

/** What Sand posts when a split has ended; `mid` names the merchant it is meant for. */
export const noticeSchema = v.object({ head: v.object({ mid: v.string() }), body: splitBodySchema });
