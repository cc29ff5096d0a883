import { createHash, randomBytes } from 'node:crypto';

const codeLifeMs = 5 * 60_000;
const maxKept = 1000;

export interface WechatCode {
  readonly code: string;
  readonly kind: 'login' | 'phone';
  readonly appId: string;
  readonly phone: string;
  readonly expiresAt: number;
  isUsed: boolean;
}

/** The WeChat users of the double: a person is their phone number. */
export class WechatPeople {
  constructor(
    private readonly state: { codes: WechatCode[] },
    private readonly now: () => Date,
  ) {}

  /** What `wx.login` or the phone button would give this person in this mini program. */
  issueCode(kind: WechatCode['kind'], appId: string, phone: string): string {
    const code = `0${randomBytes(15).toString('hex')}`;
    const expiresAt = this.now().getTime() + codeLifeMs;
    this.state.codes.push({ code, kind, appId, phone, expiresAt, isUsed: false });
    this.state.codes.splice(0, this.state.codes.length - maxKept);
    return code;
  }

  /** Uses up a code; answers whose it is, or why it opens nothing. */
  redeem(kind: WechatCode['kind'], appId: string, code: string): { phone: string } | 'invalid' | 'used' {
    const found = this.state.codes.find((one) => one.code === code && one.kind === kind);
    if (found?.appId !== appId || found.expiresAt <= this.now().getTime()) return 'invalid';
    if (found.isUsed) return 'used';
    found.isUsed = true;
    return { phone: found.phone };
  }
}

/** The same person has another openid in each mini program. */
export function openIdOf(appId: string, phone: string): string {
  return `o${shortHash(`${appId}:${phone}`).slice(0, 27)}`;
}

export function unionIdOf(phone: string): string {
  return `u${shortHash(`union:${phone}`).slice(0, 27)}`;
}

function shortHash(value: string): string {
  return createHash('sha256').update(value).digest('base64url');
}
