import { SplitParty } from '@lakeside/shared/split/split.status';
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import * as v from 'valibot';
import { ConfigError, type Environment, parseSettings } from '../../platform/config/config';

const text = v.optional(v.string());
const settingsSchema = v.object({
  SAND_URL: v.optional(
    v.pipe(v.string(), v.regex(/^https?:\/\/[^/]+/, 'must begin with http:// or https://')),
  ),
  SAND_MERCHANT: v.optional(v.pipe(v.string(), v.regex(/^\w{6,20}$/, 'must be 6 to 20 letters or digits'))),
  SAND_PRIVATE_KEY: text,
  SAND_PUBLIC_KEY: text,
  SAND_ACCOUNT_SALES: text,
  SAND_ACCOUNT_GROUP: text,
});

/** What Sand gives a platform merchant; docs/outside-services.md says where each is found. */
export interface SandSettings {
  readonly url: string;
  readonly merchant: string;
  /** Ours: signs what we send. */
  readonly privateKey: KeyObject;
  /** Sand's: proves what Sand sends. */
  readonly publicKey: KeyObject;
  /** The sub-account of each party. */
  readonly accountOf: Readonly<Record<SplitParty, string>>;
}

/** Null when nothing is set: lines are kept and not sent. Throws ConfigError when only a part is set or a key cannot be read. */
export function sandSettings(environment: Environment): SandSettings | null {
  const values = parseSettings(settingsSchema, environment);
  if (Object.values(values).every((value) => value === undefined)) return null;
  const need = (name: keyof typeof values): string => {
    const value = values[name];
    if (value === undefined) throw new ConfigError(`${name} is required once a setting of Sand is set.`);
    return value;
  };
  return {
    url: need('SAND_URL').replace(/\/+$/, ''),
    merchant: need('SAND_MERCHANT'),
    privateKey: readKey('SAND_PRIVATE_KEY', need('SAND_PRIVATE_KEY'), createPrivateKey),
    publicKey: readKey('SAND_PUBLIC_KEY', need('SAND_PUBLIC_KEY'), createPublicKey),
    accountOf: {
      [SplitParty.salesCompany]: need('SAND_ACCOUNT_SALES'),
      [SplitParty.group]: need('SAND_ACCOUNT_GROUP'),
    },
  };
}

/** PEM; line breaks may be written `\n`. */
function readKey(name: string, pem: string, read: (pem: string) => KeyObject): KeyObject {
  try {
    const key = read(pem.replaceAll('\\n', '\n'));
    if (key.asymmetricKeyType === 'rsa') return key;
  } catch {
    // Said below, without the key's text.
  }
  throw new ConfigError(`${name} is no RSA key in PEM.`);
}
