import * as v from 'valibot';
import { type DoubleAnswer, type DoubleRequest, json } from '../double';
import { ok, refusal } from './wechat-refusal';

const maxKept = 500;
/** Words that the text check takes for forbidden; `复审` is passed on to a person. */
const riskyWord = '违禁';
const reviewWord = '复审';

const messageSchema = v.object({
  touser: v.pipe(v.string(), v.minLength(1)),
  template_id: v.pipe(v.string(), v.minLength(1)),
  page: v.optional(v.string()),
  data: v.record(v.string(), v.object({ value: v.string() })),
  miniprogram_state: v.optional(v.picklist(['developer', 'trial', 'formal'])),
});
const checkSchema = v.object({
  version: v.literal(2),
  scene: v.picklist([1, 2, 3, 4]),
  openid: v.pipe(v.string(), v.minLength(1)),
  content: v.pipe(v.string(), v.minLength(1), v.maxLength(2500)),
});

/** Longest value of a keyword by the kind its name begins with. */
const maxLengthByKind: Readonly<Record<string, number>> = {
  thing: 20,
  character_string: 32,
  phrase: 5,
  name: 10,
  number: 32,
  amount: 15,
  date: 30,
  time: 30,
};

export interface SentSubscribeMessage {
  readonly appId: string;
  readonly openId: string;
  readonly templateId: string;
  readonly page: string | null;
  readonly values: Readonly<Record<string, string>>;
}

interface Grant {
  readonly openId: string;
  readonly templateId: string;
  uses: number;
}

/** Subscribe messages, one for each time the person agreed, and the check of texts. */
export class WechatMessages {
  constructor(private readonly state: { messages: SentSubscribeMessage[]; grants: Grant[] }) {}

  /** The person agrees once more to a message of this template. */
  grant(openId: string, templateId: string): void {
    const found = this.grantOf(openId, templateId);
    if (found) found.uses += 1;
    else this.state.grants.push({ openId, templateId, uses: 1 });
  }

  /** The person turns the messages off in WeChat's settings. */
  withdraw(openId: string): void {
    this.state.grants = this.state.grants.filter((grant) => grant.openId !== openId);
  }

  sentTo(openId: string): SentSubscribeMessage[] {
    return this.state.messages.filter((message) => message.openId === openId);
  }

  send(appId: string, request: DoubleRequest): DoubleAnswer {
    const parsed = v.safeParse(messageSchema, request.json());
    if (!parsed.success) return refusal(47003, 'argument invalid');
    const { touser: openId, template_id: templateId, page = null, data } = parsed.output;
    const values = Object.fromEntries(Object.entries(data).map(([key, { value }]) => [key, value]));
    const wrong = Object.entries(values).find(([key, value]) => !isValueAllowed(key, value));
    if (wrong) return refusal(47003, `argument invalid! data.${wrong[0]}.value is invalid`);
    const grant = this.grantOf(openId, templateId);
    if (!grant || grant.uses === 0) return refusal(43101, 'user refuse to accept the msg');
    grant.uses -= 1;
    this.state.messages.push({ appId, openId, templateId, page, values });
    this.state.messages.splice(0, this.state.messages.length - maxKept);
    return json({ ...ok, msgid: this.state.messages.length });
  }

  checkText(request: DoubleRequest): DoubleAnswer {
    const parsed = v.safeParse(checkSchema, request.json());
    if (!parsed.success) return refusal(40003, 'invalid parameter');
    const { content } = parsed.output;
    const isRisky = content.includes(riskyWord);
    const suggest = isRisky ? 'risky' : content.includes(reviewWord) ? 'review' : 'pass';
    return json({ ...ok, result: { suggest, label: suggest === 'pass' ? 100 : 20006 }, trace_id: 'demo' });
  }

  private grantOf(openId: string, templateId: string): Grant | undefined {
    return this.state.grants.find((one) => one.openId === openId && one.templateId === templateId);
  }
}

function isValueAllowed(key: string, value: string): boolean {
  const kind = key.replace(/\d+$/, '');
  const max = maxLengthByKind[kind];
  return max !== undefined && value.length > 0 && [...value].length <= max;
}
