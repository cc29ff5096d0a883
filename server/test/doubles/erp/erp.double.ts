import { createHmac, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import { type Double, type DoubleAnswer, type DoubleContext, type DoubleRequest, json } from '../double';

export const demoErp = { appKey: 'demo-erp', appSecret: 'demo-erp-app-secret' };
const signatureLifeMs = 5 * 60_000;
const pageSize = 2;

const cursorSchema = v.object({ cursor: v.nullable(v.string()) });
const documentSchema = v.object({
  number: v.string(),
  lines: v.array(v.object({ code: v.string(), quantity: v.number() })),
});

interface Good {
  code: string;
  name: string;
  spec: string;
  unit: string;
  onHand: number;
}

type Document = v.InferOutput<typeof documentSchema>;

/** Plays the company's ERP: signed calls, pages, documents keyed by our number, stock that falls with each shipping note. */
export class ErpDouble implements Double {
  readonly name = 'erp';
  readonly title = 'ERP';
  readonly routes = [
    this.route('goods.list', (request) => this.list(request, ({ onHand: _onHand, ...good }) => good)),
    this.route('stock.list', (request) => this.list(request, ({ code, onHand }) => ({ code, onHand }))),
    this.route('order.put', (request) => this.putOrder(request)),
    this.route('shipment.put', (request) => this.putShipment(request)),
  ];
  private readonly state: {
    goods: Good[];
    orders: Record<string, Document>;
    shipments: Record<string, Document>;
  };

  constructor(private readonly context: DoubleContext) {
    this.state = context.state({ goods: demoGoods(), orders: {}, shipments: {} });
  }

  environment(baseUrl: string): Record<string, string> {
    return { ERP_URL: baseUrl, ERP_APP_KEY: demoErp.appKey, ERP_APP_SECRET: demoErp.appSecret };
  }

  rateLimited(): DoubleAnswer {
    return json({ code: 5029, message: '调用太频繁' });
  }

  /** Puts an article on the ERP's shelf, or counts it anew. */
  keep(good: Good): void {
    this.state.goods = [...this.state.goods.filter((one) => one.code !== good.code), good];
  }

  onHandOf(code: string): number | undefined {
    return this.state.goods.find((good) => good.code === code)?.onHand;
  }

  orderOf(number: string): Document | undefined {
    return this.state.orders[number];
  }

  shipmentOf(number: string): Document | undefined {
    return this.state.shipments[number];
  }

  private route(method: string, work: (request: DoubleRequest) => DoubleAnswer) {
    return {
      method: 'POST' as const,
      path: `/${method}`,
      handle: (request: DoubleRequest) =>
        this.isSigned(method, request) ? work(request) : json({ code: 1001, message: '签名不正确' }),
    };
  }

  private list(request: DoubleRequest, show: (good: Good) => object): DoubleAnswer {
    const { cursor } = v.parse(cursorSchema, request.json());
    const start = Number(cursor ?? 0);
    const end = start + pageSize;
    const items = this.state.goods.slice(start, end).map(show);
    const nextCursor = end < this.state.goods.length ? String(end) : null;
    return json({ code: 0, data: { items, nextCursor } });
  }

  private putOrder(request: DoubleRequest): DoubleAnswer {
    const document = v.parse(documentSchema, request.json());
    const refusal = this.refusalOf(document);
    if (refusal) return refusal;
    this.state.orders[document.number] = document;
    return json({ code: 0 });
  }

  /** A note that is known already changes nothing: the caller may not have heard the first answer. */
  private putShipment(request: DoubleRequest): DoubleAnswer {
    const document = v.parse(documentSchema, request.json());
    const refusal = this.refusalOf(document);
    if (refusal) return refusal;
    if (this.state.shipments[document.number]) return json({ code: 0 });
    this.state.shipments[document.number] = document;
    for (const { code, quantity } of document.lines) {
      const good = this.state.goods.find((one) => one.code === code);
      if (good) good.onHand -= quantity;
    }
    return json({ code: 0 });
  }

  private refusalOf(document: Document): DoubleAnswer | null {
    const unknown = document.lines.filter(({ code }) => this.onHandOf(code) === undefined);
    if (unknown.length === 0) return null;
    return json({ code: 2004, message: `商品编码不存在：${unknown.map(({ code }) => code).join('、')}` });
  }

  private isSigned(method: string, { headers, body }: DoubleRequest): boolean {
    if (headers['x-app-key'] !== demoErp.appKey) return false;
    const timestamp = headers['x-timestamp'] ?? '';
    if (Math.abs(this.context.now().getTime() - Number(timestamp)) > signatureLifeMs) return false;
    const wanted = createHmac('sha256', demoErp.appSecret)
      .update(`${method}.${timestamp}.`)
      .update(body)
      .digest();
    const given = Buffer.from(headers['x-sign'] ?? '', 'hex');
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }
}

function demoGoods(): Good[] {
  return [
    { code: 'CRAB-M40', name: '公蟹', spec: '4.0 两', unit: '只', onHand: 5000 },
    { code: 'CRAB-F30', name: '母蟹', spec: '3.0 两', unit: '只', onHand: 5000 },
    { code: 'CRAB-M35', name: '公蟹', spec: '3.5 两', unit: '只', onHand: 5000 },
    { code: 'CRAB-F25', name: '母蟹', spec: '2.5 两', unit: '只', onHand: 5000 },
  ];
}
