import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { stubUni } from '../../../tooling/vitest-uni/stub-uni';
import { payOrder } from './pay-order';

interface WireRequest {
  url: string;
  data?: unknown;
  success: (answer: { statusCode: number; data: unknown; header: Record<string, string> }) => void;
}

const params = {
  timeStamp: '1790000000',
  nonceStr: 'nonce',
  package: 'prepay_id=wx1',
  signType: 'RSA',
  paySign: 'sign',
};

/** A member in WeChat: what they do with WeChat Pay's form, and whether the server knows their WeChat user. */
function aPayer({ isBound = true, act = 'success' }: { isBound?: boolean; act?: string } = {}) {
  const sent: [string, unknown][] = [];
  let isKnown = isBound;
  stubUni({
    login: (options: { success(result: { code: string }): void }) => options.success({ code: 'wx-code' }),
    request(wire: WireRequest) {
      const path = wire.url.replace(/^.*\/api\/member/, '');
      sent.push([path, wire.data]);
      const answer = answerTo(path);
      wire.success({ statusCode: answer.status, data: answer.data, header: {} });
      return { abort: () => undefined };
    },
  });
  function answerTo(path: string): { status: number; data: unknown } {
    if (path === '/wechat-binding') {
      isKnown = true;
      return { status: 200, data: { isBound: true } };
    }
    return isKnown
      ? { status: 200, data: { way: 'jsapi', params, payUntil: '2026-10-01T10:30:00.000+08:00' } }
      : { status: 409, data: { code: 'PAYER_UNKNOWN', message: '请先用微信登录，再付款' } };
  }
  const requestPayment = vi.fn((options: { success(): void; fail(error: { errMsg: string }): void }) =>
    act === 'success' ? options.success() : options.fail({ errMsg: `requestPayment:fail ${act}` }),
  );
  vi.stubGlobal('wx', { requestPayment });
  return { sent, requestPayment };
}

describe('paying an order in WeChat', () => {
  beforeEach(() => setActivePinia(createPinia()));

  it('hands the parameters of the server to WeChat Pay [MB-025]', async () => {
    const { sent, requestPayment } = aPayer();

    expect(await payOrder(99)).toBe('done');

    expect(sent).toEqual([['/orders/99/pay', { way: 'jsapi' }]]);
    expect(requestPayment).toHaveBeenCalledWith(expect.objectContaining(params));
  });

  it('binds who logged in by SMS code to their WeChat first', async () => {
    const { sent } = aPayer({ isBound: false });

    expect(await payOrder(99)).toBe('done');

    expect(sent.map(([path]) => path)).toEqual(['/orders/99/pay', '/wechat-binding', '/orders/99/pay']);
    expect(sent[1]?.[1]).toEqual({ code: 'wx-code' });
  });

  it('tells a payer who gave up from a payment that WeChat refused', async () => {
    aPayer({ act: 'cancel' });
    expect(await payOrder(99)).toBe('cancelled');

    aPayer({ act: 'total_fee mismatch' });
    await expect(payOrder(99)).rejects.toThrow('total_fee mismatch');
  });
});
