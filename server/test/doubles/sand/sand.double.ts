import * as v from 'valibot';
import type { Double, DoubleAnswer, DoubleContext, DoubleRequest } from '../double';
import { isSignedBy, newSandKeys, sandForm, type SandKeys } from './sand-keys';

export const demoSand = { merchant: '6888801040001', accountSales: 'SALES-001', accountGroup: 'GROUP-001' };

const submitSchema = v.object({
  orderCode: v.pipe(v.string(), v.minLength(12), v.maxLength(32)),
  accountNo: v.string(),
  direction: v.picklist(['pay', 'back']),
  amount: v.pipe(v.string(), v.regex(/^\d{12}$/)),
  oriOrderCode: v.string(),
  notifyUrl: v.pipe(v.string(), v.url()),
});
const querySchema = v.object({ orderCode: v.string() });
const headSchema = v.object({
  method: v.string(),
  mid: v.string(),
  reqTime: v.pipe(v.string(), v.length(14)),
});

type Submitted = v.InferOutput<typeof submitSchema>;
interface SandOrder extends Submitted {
  tradeNo: string;
  /** `00` done, `01` being worked on, `02` failed. */
  orderStatus: '00' | '01' | '02';
  failReason: string | null;
}

/** Chance for one round of notices: 0.3 loses three of ten, so that only asking brings the news. */
export interface SandWeather {
  lose?: number;
  repeat?: number;
  /** Numbers in [0, 1). */
  chance?: () => number;
}

/** Plays Sand: signed calls and answers, splits that end only when told, notices that may be lost or come again. */
export class SandDouble implements Double {
  readonly name = 'sand';
  readonly title = '杉德分账';
  readonly routes = [
    {
      method: 'POST',
      path: '/split/order/submit',
      handle: (request: DoubleRequest) =>
        this.take(request, 'sandpay.split.submit', (body) => this.submit(body)),
    },
    {
      method: 'POST',
      path: '/split/order/query',
      handle: (request: DoubleRequest) =>
        this.take(request, 'sandpay.split.query', (body) => this.query(body)),
    },
  ] as const;
  private readonly state: { keys: SandKeys; orders: SandOrder[]; unheard: string[] };

  constructor(context: DoubleContext) {
    this.state = context.state({ keys: newSandKeys(), orders: [], unheard: [] });
  }

  environment(baseUrl: string): Record<string, string> {
    return {
      SAND_URL: baseUrl,
      SAND_MERCHANT: demoSand.merchant,
      SAND_PRIVATE_KEY: this.state.keys.merchantPrivateKey,
      SAND_PUBLIC_KEY: this.state.keys.sandPublicKey,
      SAND_ACCOUNT_SALES: demoSand.accountSales,
      SAND_ACCOUNT_GROUP: demoSand.accountGroup,
    };
  }

  rateLimited(): DoubleAnswer {
    return this.answer('999998', '请求过于频繁');
  }

  get orders(): readonly SandOrder[] {
    return this.state.orders;
  }

  /** Ends everything that is being worked on; `reason` makes it fail. */
  settle(reason: string | null = null): void {
    for (const order of this.state.orders.filter((one) => one.orderStatus === '01')) {
      order.orderStatus = reason === null ? '00' : '02';
      order.failReason = reason;
      this.state.unheard.push(order.orderCode);
    }
  }

  /** The form that Sand posts about an order; `merchant` is whom it is meant for. */
  noticeOf(orderCode: string, merchant = demoSand.merchant): URLSearchParams {
    const order = this.find(orderCode);
    if (!order) throw new Error(`no order ${orderCode}`);
    return sandForm({ head: { mid: merchant }, body: bodyOf(order) }, this.state.keys.sandPrivateKey);
  }

  /** One round of waiting notices to `origin`, or to where the merchant asked for them; what is refused waits for the next. */
  async deliver(weather: SandWeather = {}, origin: string | null = null): Promise<void> {
    const { lose = 0, repeat = 0, chance = () => 0.5 } = weather;
    for (const orderCode of this.state.unheard.splice(0)) {
      if (chance() < lose) continue;
      const times = chance() < repeat ? 3 : 1;
      for (let time = 0; time < times; time += 1) {
        const isHeard = await this.post(orderCode, origin);
        if (!isHeard && !this.state.unheard.includes(orderCode)) this.state.unheard.push(orderCode);
      }
    }
  }

  private async post(orderCode: string, origin: string | null): Promise<boolean> {
    const { notifyUrl = '' } = this.find(orderCode) ?? {};
    const url = origin === null ? notifyUrl : `${origin}${new URL(notifyUrl).pathname}`;
    try {
      const response = await fetch(url, {
        method: 'POST',
        body: this.noticeOf(orderCode),
        signal: AbortSignal.timeout(5000),
      });
      return (await response.text()) === 'respCode=000000';
    } catch {
      return false;
    }
  }

  private take(request: DoubleRequest, method: string, work: (body: unknown) => DoubleAnswer): DoubleAnswer {
    const form = request.form();
    if (!isSignedBy(form, this.state.keys.merchantPublicKey)) return this.answer('010004', '验签失败');
    const content = v.object({ head: headSchema, body: v.unknown() });
    const parsed = v.safeParse(content, JSON.parse(form.get('data') ?? 'null'));
    if (!parsed.success) return this.answer('010001', '报文格式错误');
    const { head, body } = parsed.output;
    if (head.mid !== demoSand.merchant) return this.answer('010002', '商户号不存在');
    return head.method === method ? work(body) : this.answer('010003', '接口不存在');
  }

  private submit(body: unknown): DoubleAnswer {
    const parsed = v.safeParse(submitSchema, body);
    if (!parsed.success) return this.answer('010001', '报文格式错误');
    const order = parsed.output;
    const { accountSales, accountGroup } = demoSand;
    if (![accountSales, accountGroup].includes(order.accountNo)) return this.answer('030001', '子账户不存在');
    if (this.find(order.orderCode)) return this.answer('030002', '订单号重复');
    if (order.direction === 'back' && this.find(order.oriOrderCode)?.orderStatus !== '00') {
      return this.answer('030003', '原订单不存在或未分账');
    }
    const tradeNo = `SAND${String(this.state.orders.length + 1).padStart(12, '0')}`;
    const taken: SandOrder = { ...order, tradeNo, orderStatus: '01', failReason: null };
    this.state.orders.push(taken);
    return this.answer('000000', '成功', bodyOf(taken));
  }

  private query(body: unknown): DoubleAnswer {
    const order = this.find(v.parse(querySchema, body).orderCode);
    return order ? this.answer('000000', '成功', bodyOf(order)) : this.answer('020002', '订单不存在');
  }

  private find(orderCode: string): SandOrder | undefined {
    return this.state.orders.find((order) => order.orderCode === orderCode);
  }

  private answer(respCode: string, respMsg: string, body: object = {}): DoubleAnswer {
    const form = sandForm(
      { head: { version: '1.0', respCode, respMsg }, body },
      this.state.keys.sandPrivateKey,
    );
    return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: form.toString() };
  }
}

function bodyOf({ orderCode, tradeNo, amount, orderStatus, failReason }: SandOrder): object {
  return { orderCode, tradeNo, amount, orderStatus, failReason };
}
