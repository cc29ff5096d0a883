import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../platform/config/config';
import { sandSettings } from './sand-settings';

const pair = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const whole = {
  SAND_URL: 'https://sand.example/',
  SAND_MERCHANT: '6888801',
  SAND_PRIVATE_KEY: pair.privateKey.replaceAll('\n', '\\n'),
  SAND_PUBLIC_KEY: pair.publicKey,
  SAND_ACCOUNT_SALES: 'S1',
  SAND_ACCOUNT_GROUP: 'G1',
};

describe('the account at Sand', () => {
  it('is off when nothing is set, and stops the start when a part is missing or a key is none [IF-009]', () => {
    expect(sandSettings({})).toBeNull();
    for (const name of Object.keys(whole)) {
      expect(() => sandSettings({ ...whole, [name]: undefined }), name).toThrow(ConfigError);
    }
    for (const change of [
      { SAND_URL: 'sand' },
      { SAND_PRIVATE_KEY: 'secret-text' },
      { SAND_PUBLIC_KEY: 'x' },
    ]) {
      expect(() => sandSettings({ ...whole, ...change })).toThrow(ConfigError);
    }
    expect(() => sandSettings({ ...whole, SAND_PRIVATE_KEY: 'secret-text' })).not.toThrow(/secret-text/);
  });

  it('gives each party its sub-account [AD-329] [AD-330]', () => {
    expect(sandSettings(whole)).toMatchObject({
      url: 'https://sand.example',
      merchant: '6888801',
      accountOf: { salesCompany: 'S1', group: 'G1' },
    });
  });
});
