import * as v from 'valibot';
import { ConfigError, type Environment, parseSettings } from '../../platform/config/config';

const settingsSchema = v.object({
  ERP_URL: v.optional(
    v.pipe(v.string(), v.regex(/^https?:\/\/[^/]+/, 'must begin with http:// or https://')),
  ),
  ERP_APP_KEY: v.optional(v.string()),
  ERP_APP_SECRET: v.optional(v.pipe(v.string(), v.minLength(16, 'must have at least 16 characters'))),
});

export interface ErpSettings {
  readonly url: string;
  readonly appKey: string;
  readonly appSecret: string;
}

/** Where the ERP is, or null when nothing is set. Throws ConfigError when only a part is. */
export function erpSettings(environment: Environment): ErpSettings | null {
  const {
    ERP_URL: url,
    ERP_APP_KEY: appKey,
    ERP_APP_SECRET: appSecret,
  } = parseSettings(settingsSchema, environment);
  if (!url && !appKey && !appSecret) return null;
  if (!url || !appKey || !appSecret)
    throw new ConfigError('ERP_URL, ERP_APP_KEY and ERP_APP_SECRET must be set together.');
  return { url: url.replace(/\/+$/, ''), appKey, appSecret };
}
