import { randomBytes } from 'node:crypto';
import type { DoubleAnswer, DoubleRequest } from '../double';
import { json } from '../double';
import { refusal } from './wechat-refusal';

const tokenLifeSeconds = 7200;
/** The token before stays usable so long, for calls under way. */
const overlapMs = 5 * 60_000;

export interface WechatToken {
  readonly token: string;
  readonly appId: string;
  /** Epoch milliseconds; 0 when it was revoked. */
  endsAt: number;
  isRevoked: boolean;
}

/** Access tokens: two hours, a new one ends the one before it. */
export class WechatTokens {
  constructor(
    private readonly state: { tokens: WechatToken[]; fetched: number },
    private readonly app: { secretOf: (appId: string) => string | null; now: () => Date },
  ) {}

  /** How often a token was asked for. */
  get fetched(): number {
    return this.state.fetched;
  }

  issue(request: DoubleRequest): DoubleAnswer {
    const appId = request.query.get('appid') ?? '';
    const secret = this.app.secretOf(appId);
    if (secret === null) return refusal(40013, 'invalid appid');
    if (request.query.get('secret') !== secret) return refusal(40125, 'invalid appsecret');
    const now = this.app.now().getTime();
    for (const token of this.state.tokens) {
      if (token.appId === appId) token.endsAt = Math.min(token.endsAt, now + overlapMs);
    }
    this.state.tokens = this.state.tokens.filter((token) => token.endsAt > now - overlapMs).slice(-20);
    const token = randomBytes(48).toString('hex');
    this.state.tokens.push({ token, appId, endsAt: now + tokenLifeSeconds * 1000, isRevoked: false });
    this.state.fetched += 1;
    return json({ access_token: token, expires_in: tokenLifeSeconds });
  }

  /** The mini program whose token this is, or the refusal. */
  check(request: DoubleRequest): { appId: string } | DoubleAnswer {
    const given = request.query.get('access_token');
    if (!given) return refusal(41001, 'access_token missing');
    const found = this.state.tokens.find((one) => one.token === given);
    if (!found || found.isRevoked)
      return refusal(40001, 'invalid credential, access_token is invalid or not latest');
    if (found.endsAt <= this.app.now().getTime()) return refusal(42001, 'access_token expired');
    return { appId: found.appId };
  }

  /** Ends all tokens at once, as a reset of the secret in the console does. */
  revokeAll(): void {
    for (const token of this.state.tokens) token.isRevoked = true;
  }
}
