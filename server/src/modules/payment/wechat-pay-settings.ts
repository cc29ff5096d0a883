import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { type AppConfig, ConfigError, parseSettings } from '../../platform/config/config';

/** What the merchant platform gives a merchant; docs/wechat-pay.md says where each is found. */
export interface WechatPaySettings {
  readonly baseUrl: string;
  readonly appId: string;
  readonly merchantId: string;
  /** Serial number of the merchant's own certificate. */
  readonly serial: string;
  readonly privateKey: string;
  readonly apiV3Key: string;
  /** `PUB_KEY_ID_…`: names the key WeChat signs with. */
  readonly publicKeyId: string;
  readonly publicKey: string;
  readonly paymentNoticeUrl: string;
  readonly refundNoticeUrl: string;
}

const text = v.optional(v.string());
const schema = v.object({
  WECHAT_MEMBER_APP_ID: text,
  WECHAT_PAY_URL: v.optional(
    v.pipe(v.string(), v.regex(/^https?:\/\/[^/]+/, 'must begin with http:// or https://')),
    'https://api.mch.weixin.qq.com',
  ),
  WECHAT_PAY_MERCHANT_ID: v.optional(v.pipe(v.string(), v.regex(/^\d{8,10}$/, 'must be 8 to 10 digits'))),
  WECHAT_PAY_SERIAL: v.optional(v.pipe(v.string(), v.regex(/^[0-9A-Fa-f]{8,64}$/, 'must be hexadecimal'))),
  WECHAT_PAY_PRIVATE_KEY: text,
  WECHAT_PAY_PRIVATE_KEY_FILE: text,
  WECHAT_PAY_API_V3_KEY: v.optional(v.pipe(v.string(), v.length(32, 'must have 32 characters'))),
  WECHAT_PAY_PUBLIC_KEY_ID: v.optional(
    v.pipe(v.string(), v.regex(/^PUB_KEY_ID_\w+$/, 'must begin with PUB_KEY_ID_')),
  ),
  WECHAT_PAY_PUBLIC_KEY: text,
  WECHAT_PAY_PUBLIC_KEY_FILE: text,
});

/** Null when nothing is set: the payment is off. Throws ConfigError when only a part is set or a key cannot be read. */
export function wechatPaySettings(config: AppConfig): WechatPaySettings | null {
  const given = parseSettings(schema, config.environment);
  const wanted = {
    WECHAT_PAY_MERCHANT_ID: given.WECHAT_PAY_MERCHANT_ID,
    WECHAT_PAY_SERIAL: given.WECHAT_PAY_SERIAL,
    WECHAT_PAY_PRIVATE_KEY: keyOf('WECHAT_PAY_PRIVATE_KEY', given),
    WECHAT_PAY_API_V3_KEY: given.WECHAT_PAY_API_V3_KEY,
    WECHAT_PAY_PUBLIC_KEY_ID: given.WECHAT_PAY_PUBLIC_KEY_ID,
    WECHAT_PAY_PUBLIC_KEY: keyOf('WECHAT_PAY_PUBLIC_KEY', given),
  };
  if (Object.values(wanted).every((value) => value === undefined)) return null;
  // The mini program may well be set without payment, so its id is asked for only now.
  const complete = requireAll({ ...wanted, WECHAT_MEMBER_APP_ID: given.WECHAT_MEMBER_APP_ID });
  if (config.production && !given.WECHAT_PAY_URL.startsWith('https://')) {
    throw new ConfigError('WECHAT_PAY_URL must begin with https:// with NODE_ENV=production.');
  }
  const notices = `${config.publicUrl}/api/callback/wechat-pay`;
  return {
    baseUrl: `${given.WECHAT_PAY_URL.replace(/\/+$/, '')}/`,
    appId: complete.WECHAT_MEMBER_APP_ID,
    merchantId: complete.WECHAT_PAY_MERCHANT_ID,
    serial: complete.WECHAT_PAY_SERIAL,
    privateKey: complete.WECHAT_PAY_PRIVATE_KEY,
    apiV3Key: complete.WECHAT_PAY_API_V3_KEY,
    publicKeyId: complete.WECHAT_PAY_PUBLIC_KEY_ID,
    publicKey: complete.WECHAT_PAY_PUBLIC_KEY,
    paymentNoticeUrl: `${notices}/payments`,
    refundNoticeUrl: `${notices}/refunds`,
  };
}

type KeyName = 'WECHAT_PAY_PRIVATE_KEY' | 'WECHAT_PAY_PUBLIC_KEY';

/** A key as text (line breaks may be written `\n`) or as the path of a file that holds it. */
function keyOf(name: KeyName, given: v.InferOutput<typeof schema>): string | undefined {
  const file = given[`${name}_FILE`];
  if (file === undefined) return given[name]?.replaceAll('\\n', '\n');
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError(`${name}_FILE names a file that cannot be read.`);
  }
}

function requireAll<Name extends string>(values: Record<Name, string | undefined>): Record<Name, string> {
  const complete = {} as Record<Name, string>;
  for (const [name, value] of Object.entries<string | undefined>(values)) {
    if (value === undefined) throw new ConfigError(`${name} is required once WeChat Pay is set up.`);
    Object.assign(complete, { [name]: value });
  }
  return complete;
}
