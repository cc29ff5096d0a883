import { Init, Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { createHmac } from 'node:crypto';
import * as v from 'valibot';
import { Clock } from '../../platform/clock';
import { AppConfig } from '../../platform/config/config';
import { type ErpSettings, erpSettings } from './erp-settings';

const timeoutMs = 15_000;

/** The ERP understood and said no: sending the same again brings the same answer. */
export class ErpRefusal extends Error {
  constructor(readonly reason: string) {
    super(`the ERP refused: ${reason}`);
    this.name = 'ErpRefusal';
  }
}

const answerSchema = v.object({
  code: v.number(),
  message: v.optional(v.string(), ''),
  data: v.optional(v.unknown()),
});
/** Codes from 5000 on mean "not now": busy, too often, a fault of theirs. */
const firstPassingCode = 5000;

const quantity = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(10_000_000));
const pageSchemaOf = <Item extends v.GenericSchema>(item: Item) =>
  v.object({ items: v.array(item), nextCursor: v.nullable(v.string()) });

const goodsPageSchema = pageSchemaOf(
  v.object({
    code: v.pipe(v.string(), v.regex(/^[\w.-]{1,40}$/)),
    name: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
    spec: v.pipe(v.string(), v.maxLength(60)),
    unit: v.pipe(v.string(), v.maxLength(10)),
  }),
);
const countsPageSchema = pageSchemaOf(v.object({ code: v.string(), onHand: quantity }));

export type ErpGoodsPage = v.InferOutput<typeof goodsPageSchema>;
export type ErpCountsPage = v.InferOutput<typeof countsPageSchema>;

/** A document for the ERP; `number` is its key there. */
export interface ErpDocument {
  readonly number: string;
  readonly lines: readonly { readonly code: string; readonly quantity: number }[];
  readonly [field: string]: unknown;
}

/**
 * Speaks `docs/erp-protocol.md`: `POST <ERP_URL>/<method>` with JSON, signed in `x-sign` with HMAC-SHA256 of
 * `<method>.<x-timestamp>.<body>` under the app secret. Methods throw `ErpRefusal`, or another error when no usable answer came.
 */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ErpClient {
  @Inject() private readonly config: AppConfig;
  @Inject() private readonly clock: Clock;
  private settings: ErpSettings | null = null;

  @Init()
  async init(): Promise<void> {
    this.settings = erpSettings(this.config.environment);
  }

  get isOn(): boolean {
    return this.settings !== null;
  }

  /** A page of the goods that changed since the cursor; null begins at the first. */
  async listGoods(cursor: string | null): Promise<ErpGoodsPage> {
    return v.parse(goodsPageSchema, await this.call('goods.list', { cursor }));
  }

  /** A page of what lies in the central warehouse now. */
  async listCounts(cursor: string | null): Promise<ErpCountsPage> {
    return v.parse(countsPageSchema, await this.call('stock.list', { cursor }));
  }

  async putOrder(document: ErpDocument): Promise<void> {
    await this.call('order.put', document);
  }

  async putShipment(document: ErpDocument): Promise<void> {
    await this.call('shipment.put', document);
  }

  private async call(method: string, content: object): Promise<unknown> {
    if (!this.settings) throw new Error('no ERP is set');
    const { url, appKey, appSecret } = this.settings;
    const body = JSON.stringify(content);
    const timestamp = String(this.clock.now().getTime());
    const sign = createHmac('sha256', appSecret).update(`${method}.${timestamp}.${body}`).digest('hex');
    const response = await fetch(`${url}/${method}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-app-key': appKey,
        'x-timestamp': timestamp,
        'x-sign': sign,
      },
      body,
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`the ERP answered ${response.status}`);
    const { code, message, data } = v.parse(answerSchema, await response.json());
    if (code === 0) return data;
    if (code >= firstPassingCode) throw new Error(`the ERP is busy (${code}): ${message}`);
    throw new ErpRefusal(message || String(code));
  }
}
