import type { SplitParty } from '@lakeside/shared/split/split.status';
import { Init, Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import * as v from 'valibot';
import { Clock } from '../../platform/clock';
import { AppConfig } from '../../platform/config/config';
import type { SplitReport } from './domain/split-report';
import { openForm, sandAmount, sandTime, signedForm, splitBodySchema, toReport } from './sand-protocol';
import { type SandSettings, sandSettings } from './sand-settings';

const timeoutMs = 15_000;
const doneCode = '000000';
const unknownOrderCode = '020002';
/** Codes that mean "not now": busy, too often. */
const passingCodes = ['999999', '999998'];

/** Sand understood and said no: sending the same again brings the same answer. */
export class SandRefusal extends Error {
  constructor(
    readonly code: string,
    readonly reason: string,
  ) {
    super(`Sand refused (${code}): ${reason}`);
    this.name = 'SandRefusal';
  }
}

export interface SplitOrder {
  /** Ours, unique for each try. */
  readonly orderCode: string;
  readonly party: SplitParty;
  /** Negative takes back what `originCode` gave. */
  readonly amountFen: number;
  readonly originCode: string | null;
}

const answerSchema = v.object({
  head: v.object({ respCode: v.string(), respMsg: v.optional(v.string(), '') }),
  body: v.optional(v.unknown()),
});

/** Calls Sand (杉德). Methods throw `SandRefusal`, or another error when no answer came that can be believed. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class SandClient {
  @Inject() private readonly config: AppConfig;
  @Inject() private readonly clock: Clock;
  private account: SandSettings | null = null;

  @Init()
  async init(): Promise<void> {
    this.account = sandSettings(this.config.environment);
  }

  get isOn(): boolean {
    return this.account !== null;
  }

  /** Hands a split in; Sand refuses a second one with the same code (IF-011). */
  async submit(order: SplitOrder): Promise<SplitReport> {
    const { accountOf } = this.require();
    const answer = await this.call('/split/order/submit', 'sandpay.split.submit', {
      orderCode: order.orderCode,
      accountNo: accountOf[order.party],
      direction: order.amountFen < 0 ? 'back' : 'pay',
      amount: sandAmount(order.amountFen),
      oriOrderCode: order.originCode ?? '',
      notifyUrl: `${this.config.publicUrl}/api/callback/sand/splits`,
    });
    if (answer.code !== doneCode) throw refusalOf(answer);
    return toReport(v.parse(splitBodySchema, answer.body));
  }

  /** What became of a split; null when Sand never got it. */
  async find(orderCode: string): Promise<SplitReport | null> {
    const answer = await this.call('/split/order/query', 'sandpay.split.query', { orderCode });
    if (answer.code === unknownOrderCode) return null;
    if (answer.code !== doneCode) throw refusalOf(answer);
    return toReport(v.parse(splitBodySchema, answer.body));
  }

  /** The content of a notice for this merchant; null when Sand did not sign it. */
  openNotice(rawBody: string): unknown {
    return this.account && openForm(rawBody, this.account.publicKey);
  }

  isForUs(merchant: string): boolean {
    return this.account?.merchant === merchant;
  }

  private async call(path: string, method: string, body: object) {
    const { url, merchant, privateKey, publicKey } = this.require();
    const head = { version: '1.0', method, mid: merchant, accessType: '1' };
    const reqTime = sandTime(this.clock.now());
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      body: signedForm({ head: { ...head, reqTime }, body }, privateKey),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`Sand answered ${response.status}`);
    const answer = v.parse(answerSchema, openForm(await response.text(), publicKey));
    return { code: answer.head.respCode, reason: answer.head.respMsg, body: answer.body };
  }

  private require(): SandSettings {
    if (!this.account) throw new Error('no account at Sand is set');
    return this.account;
  }
}

function refusalOf({ code, reason }: { code: string; reason: string }): Error {
  return passingCodes.includes(code)
    ? new Error(`Sand is busy (${code}): ${reason}`)
    : new SandRefusal(code, reason);
}
