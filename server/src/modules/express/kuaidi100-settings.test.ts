import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../platform/config/config';
import { kuaidi100Settings } from './kuaidi100-settings';

const tracks = { KUAIDI100_CUSTOMER: 'C1', KUAIDI100_KEY: 'k1' };

describe('the account of 快递100', () => {
  it('is off when nothing is set, and stops the start when only a part is', () => {
    expect(kuaidi100Settings({})).toBeNull();
    for (const part of [
      { KUAIDI100_CUSTOMER: 'C1' },
      { KUAIDI100_KEY: 'k1' },
      { KUAIDI100_SECRET: 's1' },
      { ...tracks, KUAIDI100_SECRET: 's1' },
      { ...tracks, KUAIDI100_WAYBILL_ACCOUNTS: 'SF:p:k' },
      { ...tracks, KUAIDI100_SECRET: 's1', KUAIDI100_WAYBILL_ACCOUNTS: 'SF' },
    ]) {
      expect(() => kuaidi100Settings(part), JSON.stringify(part)).toThrow(ConfigError);
    }
  });

  it('knows tracks alone, and an account for each carrier that gives waybills', () => {
    expect(kuaidi100Settings(tracks)).toMatchObject({
      pollUrl: 'https://poll.kuaidi100.com',
      waybills: null,
    });
    const full = kuaidi100Settings({
      ...tracks,
      KUAIDI100_SECRET: 's1',
      KUAIDI100_WAYBILL_ACCOUNTS: 'SF:p1:k1,ZTO:p2:',
    });
    expect([...(full?.waybills?.accountByCarrier ?? [])]).toEqual([
      ['SF', { partnerId: 'p1', partnerKey: 'k1' }],
      ['ZTO', { partnerId: 'p2', partnerKey: '' }],
    ]);
  });
});
