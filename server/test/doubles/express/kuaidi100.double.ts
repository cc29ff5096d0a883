import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { type Double, type DoubleAnswer, type DoubleContext, type DoubleRequest, json } from '../double';

export const demoKuaidi100 = {
  customer: 'DEMOCUSTOMER',
  key: 'demoKey1234',
  secret: 'demo-waybill-secret',
  partnerId: 'demo-partner',
};

const subscriptionSchema = v.object({
  company: v.string(),
  number: v.string(),
  key: v.string(),
  parameters: v.object({ callbackurl: v.string(), salt: v.string() }),
});
const querySchema = v.object({ com: v.string(), num: v.string() });
const person = v.object({
  name: v.string(),
  mobile: v.string(),
  printAddr: v.pipe(v.string(), v.minLength(4)),
});
const orderSchema = v.object({
  partnerId: v.string(),
  kuaidicom: v.string(),
  orderId: v.pipe(v.string(), v.minLength(1)),
  sendMan: person,
  recMan: person,
});
const cancelSchema = v.object({ kuaidicom: v.string(), kuaidinum: v.string(), orderId: v.string() });

interface Scan {
  readonly time: string;
  readonly context: string;
}

interface Parcel {
  company: string;
  state: string;
  /** Newest first, as 快递100 tells them. */
  scans: Scan[];
  callbackUrl: string | null;
  salt: string;
}

interface Waybill {
  orderId: string;
  waybillNo: string;
  bulkpen: string;
  isCancelled: boolean;
}

/** Plays 快递100: signed queries, subscriptions with signed pushes, e-waybills that are unique by our order number. */
export class Kuaidi100Double implements Double {
  readonly name = 'kuaidi100';
  readonly title = '快递100';
  readonly routes = [
    { method: 'POST', path: '/poll', handle: (request: DoubleRequest) => this.subscribe(request) },
    { method: 'POST', path: '/poll/query.do', handle: (request: DoubleRequest) => this.query(request) },
    { method: 'POST', path: '/label/order', handle: (request: DoubleRequest) => this.label(request) },
  ] as const;
  private readonly state: { parcels: Record<string, Parcel>; waybills: Waybill[] };

  constructor(private readonly context: DoubleContext) {
    this.state = context.state({ parcels: {}, waybills: [] });
  }

  environment(baseUrl: string): Record<string, string> {
    const { customer, key, secret, partnerId } = demoKuaidi100;
    return {
      KUAIDI100_CUSTOMER: customer,
      KUAIDI100_KEY: key,
      KUAIDI100_SECRET: secret,
      KUAIDI100_WAYBILL_ACCOUNTS: ['SF', 'JD'].map((carrier) => `${carrier}:${partnerId}:demo-key`).join(','),
      KUAIDI100_POLL_URL: baseUrl,
      KUAIDI100_LABEL_URL: baseUrl,
    };
  }

  rateLimited(): DoubleAnswer {
    return json({ result: false, returnCode: '503', message: '验证签名失败或请求过于频繁' });
  }

  /** Waybills that are in force, as the carrier would bill them. */
  get waybillsInForce(): readonly Waybill[] {
    return this.state.waybills.filter((waybill) => !waybill.isCancelled);
  }

  /** Whether news of this number was asked for. */
  isFollowed(waybillNo: string): boolean {
    return (this.state.parcels[waybillNo]?.callbackUrl ?? null) !== null;
  }

  /** The carrier scans a parcel. `state` as 快递100 codes it: 0 on the way, 1 picked up, 3 signed, 5 out for delivery. */
  scan(waybillNo: string, scan: { state: string; text: string; at?: Date }): void {
    const parcel = this.parcel(waybillNo);
    const time = shanghaiTime(scan.at ?? this.context.now());
    parcel.scans.unshift({ time, context: scan.text });
    parcel.state = scan.state;
  }

  /** The form that 快递100 posts to whoever follows the parcel. */
  pushOf(waybillNo: string): { url: string; form: URLSearchParams } {
    const parcel = this.parcel(waybillNo);
    const { callbackUrl, salt } = parcel;
    if (callbackUrl === null) throw new Error(`nobody follows ${waybillNo}`);
    const status = parcel.state === '3' ? 'shutdown' : 'polling';
    const param = JSON.stringify({ status, message: '', lastResult: this.trackOf(waybillNo) });
    return { url: callbackUrl, form: new URLSearchParams({ sign: md5(param + salt), param }) };
  }

  /** Parcels that somebody follows and that have not arrived, with how often they were scanned. */
  underway(): { waybillNo: string; scanCount: number }[] {
    return Object.entries(this.state.parcels)
      .filter(([, parcel]) => parcel.callbackUrl !== null && parcel.state !== '3')
      .map(([waybillNo, parcel]) => ({ waybillNo, scanCount: parcel.scans.length }));
  }

  private subscribe(request: DoubleRequest): DoubleAnswer {
    const parsed = v.safeParse(subscriptionSchema, parseParam(request));
    if (!parsed.success) return json({ result: false, returnCode: '500', message: '参数错误' });
    const { company, number, key, parameters } = parsed.output;
    if (key !== demoKuaidi100.key) return json({ result: false, returnCode: '600', message: 'key 不正确' });
    if (!/^[0-9A-Z]{6,30}$/.test(number)) {
      return json({ result: false, returnCode: '702', message: '单号不符合规则' });
    }
    const isFollowedAlready = this.isFollowed(number);
    const parcel = this.parcel(number);
    Object.assign(parcel, { company, callbackUrl: parameters.callbackurl, salt: parameters.salt });
    return isFollowedAlready
      ? json({ result: false, returnCode: '501', message: '重复订阅' })
      : json({ result: true, returnCode: '200', message: '提交成功' });
  }

  private query(request: DoubleRequest): DoubleAnswer {
    const form = request.form();
    const param = form.get('param') ?? '';
    const { key, customer } = demoKuaidi100;
    if (form.get('customer') !== customer || form.get('sign') !== md5(param + key + customer)) {
      return json({ result: false, returnCode: '503', message: '验证签名失败' });
    }
    const { com, num } = v.parse(querySchema, JSON.parse(param));
    const parcel = this.state.parcels[num];
    if (!parcel || parcel.scans.length === 0) {
      return json({ result: false, returnCode: '500', message: '查询无结果，请隔段时间再查' });
    }
    parcel.company = com;
    return json({ message: 'ok', status: '200', ischeck: '0', ...this.trackOf(num) });
  }

  private label(request: DoubleRequest): DoubleAnswer {
    const form = request.form();
    const { key, secret } = demoKuaidi100;
    const param = form.get('param') ?? '';
    const t = form.get('t') ?? '';
    if (form.get('key') !== key || form.get('sign') !== md5(param + t + key + secret)) {
      return json({ success: false, code: 30002, message: '验证签名失败' });
    }
    return form.get('method') === 'cancel' ? this.cancel(param) : this.order(param);
  }

  private order(param: string): DoubleAnswer {
    const parsed = v.safeParse(orderSchema, JSON.parse(param));
    if (!parsed.success) return json({ success: false, code: 10000, message: '收寄件信息不完整' });
    const { orderId, kuaidicom, partnerId, recMan } = parsed.output;
    if (partnerId !== demoKuaidi100.partnerId) {
      return json({ success: false, code: 10001, message: '月结账号不存在' });
    }
    if (recMan.printAddr.includes('停发')) {
      return json({ success: false, code: 10002, message: '收件地址暂停收寄' });
    }
    const known = this.state.waybills.find((waybill) => waybill.orderId === orderId && !waybill.isCancelled);
    const waybill = known ?? this.issue(orderId, kuaidicom);
    const { waybillNo: kuaidinum, bulkpen } = waybill;
    return json({ success: true, code: 200, message: '成功', data: { kuaidinum, bulkpen } });
  }

  private issue(orderId: string, company: string): Waybill {
    const prefix = company === 'shunfeng' ? 'SF' : 'JD';
    const waybill: Waybill = {
      orderId,
      waybillNo: `${prefix}${String(700_000_000_001 + this.state.waybills.length)}`,
      bulkpen: '512-A03',
      isCancelled: false,
    };
    this.state.waybills.push(waybill);
    return waybill;
  }

  private cancel(param: string): DoubleAnswer {
    const { kuaidinum } = v.parse(cancelSchema, JSON.parse(param));
    const waybill = this.state.waybills.find((one) => one.waybillNo === kuaidinum);
    if (!waybill) return json({ success: false, code: 10003, message: '单号不存在' });
    waybill.isCancelled = true;
    return json({ success: true, code: 200, message: '成功' });
  }

  private parcel(waybillNo: string): Parcel {
    return (this.state.parcels[waybillNo] ??= {
      company: 'shunfeng',
      state: '0',
      scans: [],
      callbackUrl: null,
      salt: '',
    });
  }

  private trackOf(waybillNo: string): object {
    const { company, state, scans } = this.parcel(waybillNo);
    return { com: company, nu: waybillNo, state, data: scans };
  }
}

function parseParam(request: DoubleRequest): unknown {
  return JSON.parse(request.form().get('param') ?? 'null');
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex').toUpperCase();
}

function shanghaiTime(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
