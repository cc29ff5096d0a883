import { Init, Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import * as v from 'valibot';
import { Clock } from '../../platform/clock';
import { AppConfig } from '../../platform/config/config';
import { type ParcelNews, signOf, toNews, trackSchema } from './kuaidi100-protocol';
import { type Kuaidi100Settings, kuaidi100Settings, type WaybillAccount } from './kuaidi100-settings';

const timeoutMs = 10_000;

/** 快递100 understood and said no: asking again brings the same answer. */
export class Kuaidi100Refusal extends Error {
  constructor(
    readonly returnCode: string,
    readonly reason: string,
  ) {
    super(`快递100 refused (${returnCode}): ${reason}`);
    this.name = 'Kuaidi100Refusal';
  }
}

/** Codes that mean "not now": too often, busy, or a fault of theirs. */
const passingCodes = ['502', '503', '30001', '30002'];

const refusalSchema = v.object({ returnCode: v.string(), message: v.optional(v.string(), '') });
const subscribedSchema = v.object({ result: v.boolean(), returnCode: v.string(), message: v.string() });
const waybillSchema = v.object({
  success: v.boolean(),
  code: v.number(),
  message: v.optional(v.string(), ''),
  data: v.optional(
    v.nullable(v.object({ kuaidinum: v.string(), bulkpen: v.optional(v.nullable(v.string()), null) })),
    null,
  ),
});

export interface FollowedParcel {
  /** The carrier in 快递100's words, here and below. */
  readonly trackingCode: string;
  readonly waybillNo: string;
  readonly phoneTail: string;
}

export interface Contact {
  readonly name: string;
  readonly phone: string;
  readonly address: string;
}

export interface WaybillRequest {
  /** Ours, unique: asked twice, it gives the same waybill. */
  readonly orderId: string;
  readonly trackingCode: string;
  readonly account: WaybillAccount;
  readonly sender: Contact;
  readonly receiver: Contact;
  readonly goods: string;
  readonly remark: string | null;
}

/** Calls 快递100. Every method throws `Kuaidi100Refusal`, or another error when the answer did not come or makes no sense. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class Kuaidi100Client {
  @Inject() private readonly config: AppConfig;
  @Inject() private readonly clock: Clock;
  private account: Kuaidi100Settings | null = null;

  @Init()
  async init(): Promise<void> {
    this.account = kuaidi100Settings(this.config.environment);
  }

  /** Null when no account is set. */
  get settings(): Kuaidi100Settings | null {
    return this.account;
  }

  /** Asks to be told of every scan at `callbackUrl`, signed with `salt`. Asked twice, it changes nothing. */
  async subscribe(parcel: FollowedParcel, push: { callbackUrl: string; salt: string }): Promise<void> {
    const { key, pollUrl } = this.require();
    const param = {
      company: parcel.trackingCode,
      number: parcel.waybillNo,
      key,
      parameters: { callbackurl: push.callbackUrl, salt: push.salt, phone: parcel.phoneTail },
    };
    const answer = await post(`${pollUrl}/poll`, { schema: 'json', param: JSON.stringify(param) });
    const { result, returnCode, message } = v.parse(subscribedSchema, answer);
    const isFollowedAlready = returnCode === '501';
    if (!result && !isFollowedAlready) throw refusalOf(returnCode, message);
  }

  /** The whole way of a parcel as known now. */
  async query(parcel: FollowedParcel): Promise<ParcelNews> {
    const { key, customer, pollUrl } = this.require();
    const param = JSON.stringify({
      com: parcel.trackingCode,
      num: parcel.waybillNo,
      phone: parcel.phoneTail,
      order: 'desc',
    });
    const sign = signOf(param, key, customer);
    const answer = await post(`${pollUrl}/poll/query.do`, { customer, sign, param });
    const refused = v.safeParse(refusalSchema, answer);
    if (refused.success) throw refusalOf(refused.output.returnCode, refused.output.message);
    return toNews(v.parse(trackSchema, answer));
  }

  /** Orders an e-waybill and answers its number and where the carrier sorts it to (大头笔). */
  async orderWaybill(request: WaybillRequest): Promise<{ waybillNo: string; sortingCode: string | null }> {
    const answer = await this.label('order', {
      printType: 'NON',
      partnerId: request.account.partnerId,
      partnerKey: request.account.partnerKey,
      kuaidicom: request.trackingCode,
      orderId: request.orderId,
      sendMan: toPerson(request.sender),
      recMan: toPerson(request.receiver),
      cargo: request.goods,
      count: 1,
      payType: 'SHIPPER',
      remark: request.remark ?? '',
    });
    if (answer.data === null) throw new Error('快递100 gave no waybill');
    return { waybillNo: answer.data.kuaidinum, sortingCode: answer.data.bulkpen };
  }

  /** Gives a waybill back that will not be used. */
  async cancelWaybill(waybill: {
    orderId: string;
    trackingCode: string;
    waybillNo: string;
    account: WaybillAccount;
  }): Promise<void> {
    await this.label('cancel', {
      partnerId: waybill.account.partnerId,
      partnerKey: waybill.account.partnerKey,
      kuaidicom: waybill.trackingCode,
      kuaidinum: waybill.waybillNo,
      orderId: waybill.orderId,
      reason: '不再使用',
    });
  }

  private async label(method: string, content: object): Promise<v.InferOutput<typeof waybillSchema>> {
    const { key, waybills } = this.require();
    if (!waybills) throw new Error('no account for e-waybills is set');
    const param = JSON.stringify(content);
    const t = String(this.clock.now().getTime());
    const sign = signOf(param, t, key, waybills.secret);
    const answer = v.parse(
      waybillSchema,
      await post(`${waybills.url}/label/order`, { method, key, t, sign, param }),
    );
    if (!answer.success) throw refusalOf(String(answer.code), answer.message);
    return answer;
  }

  private require(): Kuaidi100Settings {
    if (!this.account) throw new Error('no account of 快递100 is set');
    return this.account;
  }
}

function toPerson(contact: Contact): { name: string; mobile: string; printAddr: string } {
  return { name: contact.name, mobile: contact.phone, printAddr: contact.address };
}

function refusalOf(code: string, reason: string): Error {
  return passingCodes.includes(code)
    ? new Error(`快递100 is busy (${code}): ${reason}`)
    : new Kuaidi100Refusal(code, reason);
}

async function post(url: string, form: Readonly<Record<string, string>>): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams(form),
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!response.ok) throw new Error(`快递100 answered ${response.status}`);
  return response.json();
}
