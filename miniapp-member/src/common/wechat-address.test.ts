import { beforeEach, describe, expect, it, vi } from 'vitest';
import { stubUni } from '../../../tooling/vitest-uni/stub-uni';
import { chooseWechatAddress } from './wechat-address';

const chosen = {
  userName: '陈女士',
  telNumber: '13800000415',
  provinceName: '江苏省',
  cityName: '苏州市',
  countyName: '工业园区',
  detailInfo: '星湖街 328 号',
};
const taken = {
  name: '陈女士',
  phone: '13800000415',
  province: '江苏省',
  city: '苏州市',
  district: '工业园区',
  detail: '星湖街 328 号',
};

/** A phone whose WeChat refuses its addresses with these messages, one a time, and gives one after them. */
function aPhone(refusals: readonly string[], { goesToSettings = true, allows = true } = {}) {
  const left = [...refusals];
  const phone = {
    chooseAddress: vi.fn(() => {
      const errMsg = left.shift();
      return errMsg === undefined ? Promise.resolve(chosen) : Promise.reject({ errMsg });
    }),
    openSetting: vi.fn(() => Promise.resolve({ authSetting: { 'scope.address': allows } })),
    showModal: vi.fn((options: { success: (answer: { confirm: boolean }) => void }) =>
      options.success({ confirm: goesToSettings }),
    ),
    showToast: vi.fn(),
  };
  stubUni(phone);
  return phone;
}

describe('an address out of WeChat', () => {
  beforeEach(() => vi.clearAllMocks());

  it('is taken as it is, and giving up is no error', async () => {
    aPhone([]);
    expect(await chooseWechatAddress()).toEqual(taken);

    const phone = aPhone(['chooseAddress:fail cancel']);
    expect(await chooseWechatAddress()).toBeNull();
    expect([phone.showModal, phone.showToast].map((call) => call.mock.calls.length)).toEqual([0, 0]);
  });

  it('is asked for again after the person has allowed it in the settings, and never twice', async () => {
    const allowed = aPhone(['chooseAddress:fail auth deny']);
    expect(await chooseWechatAddress()).toEqual(taken);
    expect(allowed.openSetting).toHaveBeenCalledTimes(1);

    const stubborn = aPhone(['chooseAddress:fail auth deny', 'chooseAddress:fail auth deny']);
    expect(await chooseWechatAddress()).toBeNull();
    expect(stubborn.openSetting).toHaveBeenCalledTimes(1);
  });

  it('is left to typing by whoever does not go to the settings or allows nothing there', async () => {
    const stays = aPhone(['chooseAddress:fail auth deny'], { goesToSettings: false });
    expect(await chooseWechatAddress()).toBeNull();
    expect(stays.openSetting).not.toHaveBeenCalled();

    aPhone(['chooseAddress:fail auth deny'], { allows: false });
    expect(await chooseWechatAddress()).toBeNull();

    const secret = aPhone(['chooseAddress:fail privacy permission is not authorized']);
    expect(await chooseWechatAddress()).toBeNull();
    expect(secret.showToast).toHaveBeenCalledTimes(1);
  });
});
