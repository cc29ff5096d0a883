import * as v from 'valibot';
import { ConfigError, type Environment, parseSettings } from '../../platform/config/config';

const url = v.pipe(v.string(), v.regex(/^https?:\/\/[^/]+/, 'must begin with http:// or https://'));
const settingsSchema = v.object({
  KUAIDI100_CUSTOMER: v.optional(v.string()),
  KUAIDI100_KEY: v.optional(v.string()),
  KUAIDI100_SECRET: v.optional(v.string()),
  KUAIDI100_WAYBILL_ACCOUNTS: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^[A-Z]+:[^:,]+:[^:,]*(,[A-Z]+:[^:,]+:[^:,]*)*$/,
        'must look like SF:partnerId:partnerKey,ZTO:…',
      ),
    ),
  ),
  KUAIDI100_POLL_URL: v.optional(url, 'https://poll.kuaidi100.com'),
  KUAIDI100_LABEL_URL: v.optional(url, 'https://api.kuaidi100.com'),
});

export interface WaybillAccount {
  readonly partnerId: string;
  readonly partnerKey: string;
}

export interface Kuaidi100Settings {
  readonly customer: string;
  readonly key: string;
  readonly pollUrl: string;
  /** Null: tracks only. */
  readonly waybills: {
    readonly secret: string;
    readonly url: string;
    readonly accountByCarrier: ReadonlyMap<string, WaybillAccount>;
  } | null;
}

/** The 快递100 account, or null when none is set. Throws ConfigError when only a part of it is. */
export function kuaidi100Settings(environment: Environment): Kuaidi100Settings | null {
  const values = parseSettings(settingsSchema, environment);
  const { KUAIDI100_CUSTOMER: customer, KUAIDI100_KEY: key } = values;
  const { KUAIDI100_SECRET: secret, KUAIDI100_WAYBILL_ACCOUNTS: accounts } = values;
  if (!customer && !key && !secret && !accounts) return null;
  if (!customer || !key) throw new ConfigError('KUAIDI100_CUSTOMER and KUAIDI100_KEY must be set together.');
  if (Boolean(secret) !== Boolean(accounts)) {
    throw new ConfigError('KUAIDI100_SECRET and KUAIDI100_WAYBILL_ACCOUNTS must be set together.');
  }
  return {
    customer,
    key,
    pollUrl: values.KUAIDI100_POLL_URL,
    waybills:
      secret && accounts
        ? { secret, url: values.KUAIDI100_LABEL_URL, accountByCarrier: readAccounts(accounts) }
        : null,
  };
}

function readAccounts(accounts: string): Map<string, WaybillAccount> {
  return new Map(
    accounts.split(',').map((account) => {
      const [carrierCode = '', partnerId = '', partnerKey = ''] = account.split(':');
      return [carrierCode, { partnerId, partnerKey }];
    }),
  );
}
