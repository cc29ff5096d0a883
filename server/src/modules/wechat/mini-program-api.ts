import API from 'wechat-api';
import * as v from 'valibot';
import { WechatApiError } from './wechat-api-error';

/** Which of the two mini programs. */
export type MiniProgram = 'member' | 'channel';

export interface MiniProgramKeys {
  readonly appId: string;
  readonly secret: string;
}

const timeoutMs = 5_000;

const refusalSchema = v.object({ errcode: v.number(), errmsg: v.optional(v.string(), '') });
const tokenSchema = v.object({ access_token: v.pipe(v.string(), v.minLength(1)), expires_in: v.number() });
const sessionSchema = v.object({
  openid: v.pipe(v.string(), v.minLength(1)),
  unionid: v.optional(v.string()),
});

export interface Picture {
  readonly contentType: string;
  readonly bytes: Buffer;
}

interface RawAnswer {
  readonly contentType: string;
  readonly body: Buffer;
}

/**
 * The HTTP side of one mini program, on wechat-api's client. Parses every answer: whatever is not what WeChat documents
 * becomes a WechatApiError, and no error names the secret or the token that the address carries.
 */
export class MiniProgramApi {
  private readonly api: API;

  constructor(keys: MiniProgramKeys, apiUrl: string) {
    this.api = new API(keys.appId, keys.secret);
    // `setEndpoint` would force https, which a local address does not have.
    this.api.endpoint = apiUrl;
    this.api.setOpts({ timeout: timeoutMs });
  }

  /** A new access token; the one before it ends. Lives `expiresInSeconds`. */
  async fetchToken(): Promise<{ token: string; expiresInSeconds: number }> {
    const path = '/cgi-bin/token';
    const query = { grant_type: 'client_credential', appid: this.api.appid, secret: this.api.appsecret };
    const answer = await this.ask(path, { query });
    const { access_token: token, expires_in: expiresInSeconds } = parseJson(path, answer, tokenSchema);
    return { token, expiresInSeconds };
  }

  /** Who the code of `wx.login` belongs to. The session key is thrown away: nothing here decrypts data of the client. */
  async code2Session(code: string): Promise<{ openId: string; unionId: string | null }> {
    const path = '/sns/jscode2session';
    const query = {
      appid: this.api.appid,
      secret: this.api.appsecret,
      js_code: code,
      grant_type: 'authorization_code',
    };
    const { openid, unionid } = parseJson(path, await this.ask(path, { query }), sessionSchema);
    return { openId: openid, unionId: unionid ?? null };
  }

  /** Posts JSON and parses the JSON that comes back. */
  async post<Schema extends v.GenericSchema>(
    call: { path: string; token: string; body: object },
    schema: Schema,
  ): Promise<v.InferOutput<Schema>> {
    return parseJson(call.path, await this.postRaw(call), schema);
  }

  /** Posts JSON and takes the picture that comes back. */
  async postForPicture(call: { path: string; token: string; body: object }): Promise<Picture> {
    const { contentType, body } = await this.postRaw(call);
    if (contentType.startsWith('image/')) return { contentType, bytes: body };
    parseJson(call.path, { contentType, body }, v.never());
    throw WechatApiError.unanswered(call.path, 'no picture');
  }

  private postRaw(call: { path: string; token: string; body: object }): Promise<RawAnswer> {
    return this.ask(call.path, { query: { access_token: call.token }, body: call.body });
  }

  private ask(
    path: string,
    { query, body }: { query: Record<string, string>; body?: object },
  ): Promise<RawAnswer> {
    const url = `${this.api.endpoint}${path}?${new URLSearchParams(query).toString()}`;
    const options = body
      ? {
          method: 'POST' as const,
          data: JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        }
      : { method: 'GET' as const };
    return new Promise((resolve, reject) => {
      this.api.request(url, options, (error, data, response) => {
        // The library's messages quote the address, which holds the secret or the token.
        if (error) reject(WechatApiError.unanswered(path, error.name));
        else if (response.statusCode !== 200)
          reject(WechatApiError.unanswered(path, `HTTP ${response.statusCode}`));
        else resolve({ contentType: response.headers['content-type'] ?? '', body: data });
      });
    });
  }
}

/** Throws WechatApiError for a refusal and for anything that is not JSON of the schema. */
function parseJson<Schema extends v.GenericSchema>(
  path: string,
  answer: RawAnswer,
  schema: Schema,
): v.InferOutput<Schema> {
  const value = readJson(path, answer.body);
  const refusal = v.safeParse(refusalSchema, value);
  if (refusal.success && refusal.output.errcode !== 0) {
    throw WechatApiError.refused(path, refusal.output.errcode, refusal.output.errmsg);
  }
  const parsed = v.safeParse(schema, value);
  if (!parsed.success) throw WechatApiError.unanswered(path, 'an answer without the fields it should have');
  return parsed.output;
}

function readJson(path: string, body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw WechatApiError.unanswered(path, 'no JSON');
  }
}
