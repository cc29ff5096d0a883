import { createHmac, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import { type Double, type DoubleAnswer, type DoubleContext, type DoubleRequest, json } from '../double';

export const demoSmsKey = 'demo-sms-gateway-key';
/** A signature older than this is refused. */
const signatureLifeMs = 5 * 60_000;
const maxKept = 500;

const messageSchema = v.object({
  phone: v.pipe(v.string(), v.regex(/^1\d{10}$/)),
  text: v.pipe(v.string(), v.minLength(1), v.maxLength(500)),
});

export interface SentSms {
  readonly phone: string;
  readonly text: string;
  readonly at: string;
}

/** Plays the company's SMS gateway: checks the signature and keeps the message instead of sending it. */
export class SmsDouble implements Double {
  readonly name = 'sms';
  readonly title = '短信网关';
  readonly routes = [
    { method: 'POST', path: '/send', handle: (request: DoubleRequest) => this.send(request) },
  ] as const;
  private readonly state: { sent: SentSms[] };

  constructor(private readonly context: DoubleContext) {
    this.state = context.state({ sent: [] });
  }

  environment(baseUrl: string): Record<string, string> {
    return { SMS_GATEWAY_URL: `${baseUrl}/send`, SMS_GATEWAY_KEY: demoSmsKey };
  }

  rateLimited(): DoubleAnswer {
    return json({ message: '发送太频繁' }, 429);
  }

  /** Messages to one phone, the oldest first. */
  sentTo(phone: string): SentSms[] {
    return this.state.sent.filter((message) => message.phone === phone);
  }

  private send(request: DoubleRequest): DoubleAnswer {
    if (!this.isSigned(request)) return json({ message: '签名不正确' }, 401);
    const message = v.safeParse(messageSchema, request.json());
    if (!message.success) return json({ message: '内容不正确' }, 422);
    this.state.sent.push({ ...message.output, at: this.context.now().toISOString() });
    this.state.sent.splice(0, this.state.sent.length - maxKept);
    return json({ ok: true });
  }

  private isSigned({ headers, body }: DoubleRequest): boolean {
    const timestamp = headers['x-timestamp'] ?? '';
    if (Math.abs(this.context.now().getTime() - Number(timestamp)) > signatureLifeMs) return false;
    const wanted = createHmac('sha256', demoSmsKey).update(`${timestamp}.`).update(body).digest();
    const given = Buffer.from(headers['x-signature'] ?? '', 'hex');
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }
}
