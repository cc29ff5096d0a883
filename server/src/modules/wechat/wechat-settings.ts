import * as v from 'valibot';
import { type AppConfig, ConfigError, parseSettings } from '../../platform/config/config';
import type { MiniProgram, MiniProgramKeys } from './mini-program-api';

const appId = v.optional(
  v.pipe(v.string(), v.regex(/^wx[0-9a-zA-Z]{6,30}$/, 'must look like wx0123456789abcdef')),
);
const secret = v.optional(v.pipe(v.string(), v.minLength(16, 'must have at least 16 characters')));

const schema = v.object({
  WECHAT_API_URL: v.optional(
    v.pipe(v.string(), v.regex(/^https?:\/\/[^/]+/, 'must begin with http:// or https://')),
    'https://api.weixin.qq.com',
  ),
  WECHAT_MEMBER_APP_ID: appId,
  WECHAT_MEMBER_SECRET: secret,
  WECHAT_CHANNEL_APP_ID: appId,
  WECHAT_CHANNEL_SECRET: secret,
  /** Which version of the mini program codes and messages open. */
  WECHAT_ENV_VERSION: v.optional(
    v.picklist(['release', 'trial', 'develop'], 'must be release, trial or develop'),
    'release',
  ),
});

export interface WechatSettings {
  readonly apiUrl: string;
  readonly envVersion: 'release' | 'trial' | 'develop';
  /** Null where the mini program has no keys: its WeChat features are off. */
  readonly keys: Readonly<Record<MiniProgram, MiniProgramKeys | null>>;
}

/** Throws ConfigError when an app id stands without its secret or the other way round. */
export function readWechatSettings(config: AppConfig): WechatSettings {
  const values = parseSettings(schema, config.environment);
  if (config.production && !values.WECHAT_API_URL.startsWith('https://'))
    throw new ConfigError('WECHAT_API_URL must begin with https:// with NODE_ENV=production.');
  return {
    apiUrl: values.WECHAT_API_URL.replace(/\/+$/, ''),
    envVersion: values.WECHAT_ENV_VERSION,
    keys: {
      member: keysOf('MEMBER', values.WECHAT_MEMBER_APP_ID, values.WECHAT_MEMBER_SECRET),
      channel: keysOf('CHANNEL', values.WECHAT_CHANNEL_APP_ID, values.WECHAT_CHANNEL_SECRET),
    },
  };
}

function keysOf(name: string, id: string | undefined, key: string | undefined): MiniProgramKeys | null {
  if (id !== undefined && key !== undefined) return { appId: id, secret: key };
  if (id === undefined && key === undefined) return null;
  throw new ConfigError(`WECHAT_${name}_APP_ID and WECHAT_${name}_SECRET must be set together.`);
}
