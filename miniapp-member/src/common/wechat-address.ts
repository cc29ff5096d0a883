/** An address out of the member's WeChat; null when they gave up or refused. */
export interface WechatAddress {
  name: string;
  phone: string;
  province: string;
  city: string;
  district: string;
  detail: string;
}

// #ifdef MP-WEIXIN
/** Opens WeChat's own address book. Cancelling it is no error. */
export function chooseWechatAddress(): Promise<WechatAddress | null> {
  return new Promise((resolve) => {
    uni.chooseAddress({
      success: (chosen) =>
        resolve({
          name: chosen.userName,
          phone: chosen.telNumber,
          province: chosen.provinceName,
          city: chosen.cityName,
          district: chosen.countyName,
          detail: chosen.detailInfo,
        }),
      fail: () => resolve(null),
    });
  });
}
// #endif
