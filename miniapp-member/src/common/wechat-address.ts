import { confirmAction, showToast } from '@lakeside/shared/ui/feedback';

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
/** Opens WeChat's own address book. Cancelling it is no error; a refused right leads to WeChat's settings. */
export async function chooseWechatAddress(refused = askForAddresses): Promise<WechatAddress | null> {
  try {
    const chosen = await uni.chooseAddress({});
    return {
      name: chosen.userName,
      phone: chosen.telNumber,
      province: chosen.provinceName,
      city: chosen.cityName,
      district: chosen.countyName,
      detail: chosen.detailInfo,
    };
  } catch (error) {
    const message = messageOf(error);
    if (/privacy/i.test(message)) showToast('没有同意隐私保护指引，请手工填写地址');
    else if (/auth den|authorize no response|permission/i.test(message)) return refused();
    else if (!/cancel/i.test(message)) showToast('微信地址打不开，请手工填写');
    return null;
  }
}

/** Once refused, WeChat does not ask again by itself: the way leads through its settings. */
async function askForAddresses(): Promise<WechatAddress | null> {
  const agrees = await confirmAction({
    title: '需要通讯地址权限',
    content: '在设置里允许使用通讯地址，回来就能选微信地址；也可以手工填写。',
    confirmText: '去设置',
  });
  if (!agrees) return null;
  const { authSetting } = await uni.openSetting();
  if (Reflect.get(authSetting, 'scope.address') !== true) return null;
  return chooseWechatAddress(() => Promise.resolve(null));
}

function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'errMsg' in error ? String(error.errMsg) : '';
}
// #endif
