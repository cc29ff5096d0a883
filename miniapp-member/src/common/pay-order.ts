import { isSdkError } from '@lakeside/shared/sdk/sdk-error';
// #ifdef H5
import { pageUrl } from '@lakeside/shared/ui/navigate';
import { routes } from '@/app/routes';
// #endif
// #ifdef MP-WEIXIN
import { wechatLoginCode } from '@lakeside/shared/ui/wechat/login-code';
// #endif
import { sdk } from '@/app/api';

/**
 * What the payer did, as far as the phone knows: `done` the form of WeChat Pay, `cancelled` it, `left` for the cashier
 * page of a browser. Whether the money has come only the server says.
 */
export type PayAct = 'done' | 'cancelled' | 'left';

/** Leads the member through the payment of an own unpaid order; rejects when it could not begin or WeChat refused it. */
export async function payOrder(orderId: number): Promise<PayAct> {
  // #ifdef MP-WEIXIN
  return payInWechat(orderId);
  // #endif
  // #ifndef MP-WEIXIN
  return payInBrowser(orderId);
  // #endif
}

// #ifdef MP-WEIXIN
async function payInWechat(orderId: number): Promise<PayAct> {
  const answer = await beginPayment(orderId);
  if (answer.way !== 'jsapi') throw new Error('a mini program pays with wx.requestPayment only');
  const { params } = answer;
  return new Promise((resolve, reject) => {
    wx.requestPayment({
      ...params,
      success: () => resolve('done'),
      fail: ({ errMsg }) => (/cancel/i.test(errMsg) ? resolve('cancelled') : reject(new Error(errMsg))),
    });
  });
}

/** Who logged in by SMS code is bound to their WeChat first: it pays for nobody it does not know. */
async function beginPayment(orderId: number) {
  const ask = () => sdk.purchase.payOrder({ params: { id: orderId }, body: { way: 'jsapi' } });
  try {
    return await ask();
  } catch (error) {
    if (!isSdkError(error) || error.code !== 'PAYER_UNKNOWN') throw error;
    await sdk.wechat.bind({ body: { code: await wechatLoginCode() } });
    return ask();
  }
}
// #endif

// #ifdef H5
async function payInBrowser(orderId: number): Promise<PayAct> {
  const answer = await sdk.purchase.payOrder({ params: { id: orderId }, body: { way: 'h5' } });
  if (answer.way !== 'h5') throw new Error('a browser pays on the cashier page only');
  const { origin, pathname } = window.location;
  const comeBack = `${origin}${pathname}#${pageUrl(routes.payResult, { id: orderId })}`;
  const joint = answer.url.includes('?') ? '&' : '?';
  window.location.href = `${answer.url}${joint}redirect_url=${encodeURIComponent(comeBack)}`;
  return 'left';
}
// #endif
