import { MessageEvent } from '@lakeside/shared/message/message.schemas';
import type { SubscribeCalls } from '@lakeside/shared/ui/wechat/use-subscribe-offer';
import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { stubUni } from '../../../tooling/vitest-uni/stub-uni';

type Answer = { ok: Record<string, string> } | { errCode: number };

interface Asking {
  tmplIds: string[];
  success(result: Record<string, string>): void;
  fail(error: { errMsg: string; errCode: number }): void;
}

/** WeChat on a phone and our server; `answers` are given one after another, the last one from then on. */
function aPhone(answers: Answer[], { mainSwitch = true, isBound = true } = {}) {
  const asked: string[][] = [];
  stubUni({
    login: (options: { success(result: { code: string }): void }) => options.success({ code: 'wx-code' }),
  });
  vi.stubGlobal('wx', {
    getSetting: (options: { success(result: object): void }) =>
      options.success({ subscriptionsSetting: { mainSwitch, itemSettings: { 'tpl-refunded': 'reject' } } }),
    requestSubscribeMessage({ tmplIds, success, fail }: Asking) {
      asked.push(tmplIds);
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (answer && 'ok' in answer) success({ errMsg: 'requestSubscribeMessage:ok', ...answer.ok });
      else fail({ errMsg: 'requestSubscribeMessage:fail', errCode: answer?.errCode ?? 0 });
    },
  });
  const calls = {
    listTemplates: vi.fn(() =>
      Promise.resolve([
        { event: MessageEvent.orderPlaced, templateId: 'tpl-placed' },
        { event: MessageEvent.orderShipped, templateId: 'tpl-shipped' },
        { event: MessageEvent.orderRefunded, templateId: 'tpl-refunded' },
      ]),
    ),
    recordGrants: vi.fn(() => Promise.resolve()),
    isBound: vi.fn(() => Promise.resolve(isBound)),
    bind: vi.fn(() => Promise.resolve()),
  } satisfies SubscribeCalls;
  return { asked, calls };
}

const shippedAndRefunded = [MessageEvent.orderShipped, MessageEvent.orderRefunded];

/** A page with an offer; the visit is a new one in each test. */
async function anOffer(calls: SubscribeCalls) {
  const { default: LkSubscribeOffer } = await import('@lakeside/shared/ui/components/LkSubscribeOffer.vue');
  const page = mount(LkSubscribeOffer, {
    props: { events: shippedAndRefunded, calls, title: '发货后微信告诉我', done: '发货后会在微信告诉你' },
  });
  await flushPromises();
  return {
    isThere: () => page.find('.lk-subscribe__accept').exists(),
    text: () => page.text(),
    async accept() {
      await page.find('.lk-subscribe__accept').trigger('click');
      await flushPromises();
    },
  };
}

describe('the offer to tell about an order on WeChat', () => {
  beforeEach(() => vi.resetModules());

  it('asks in the tap for what it is about and is not refused for good, and records what was agreed to', async () => {
    const { asked, calls } = aPhone([{ ok: { 'tpl-shipped': 'accept' } }]);
    const offer = await anOffer(calls);

    await offer.accept();

    expect(asked).toEqual([['tpl-shipped']]);
    expect(calls.recordGrants.mock.calls).toEqual([[[MessageEvent.orderShipped]]]);
    expect(calls.bind).not.toHaveBeenCalled();
    expect(offer.text()).toContain('发货后会在微信告诉你');
  });

  it('lets the server know the WeChat user first, where it does not', async () => {
    const { calls } = aPhone([{ ok: { 'tpl-shipped': 'accept' } }], { isBound: false });
    const offer = await anOffer(calls);

    await offer.accept();

    expect(calls.bind.mock.calls).toEqual([['wx-code']]);
    expect(calls.recordGrants).toHaveBeenCalledTimes(1);
  });

  it.each<[string, Answer]>([
    ['refused', { ok: { 'tpl-shipped': 'reject' } }],
    ['switched off', { errCode: 20004 }],
    ['unknown to WeChat', { errCode: 20001 }],
  ])('goes away without a word when it is %s, on every page of this visit', async (_, answer) => {
    const { asked, calls } = aPhone([answer]);
    const offer = await anOffer(calls);

    await offer.accept();
    const other = await anOffer(calls);

    expect([offer.isThere(), other.isThere()]).toEqual([false, false]);
    expect(offer.text()).toBe('');
    expect(asked).toHaveLength(1);
    expect(calls.recordGrants).not.toHaveBeenCalled();
    expect(uni.showToast).not.toHaveBeenCalled();
  });

  it('stays when nobody could be asked, since the program was in the background', async () => {
    const { calls } = aPhone([{ errCode: 10005 }, { ok: { 'tpl-shipped': 'accept' } }]);
    const offer = await anOffer(calls);

    await offer.accept();
    expect(offer.isThere()).toBe(true);
    await offer.accept();

    expect(calls.recordGrants).toHaveBeenCalledTimes(1);
  });

  it('is not made where messages are switched off or there is no template for it', async () => {
    const off = aPhone([], { mainSwitch: false });
    expect((await anOffer(off.calls)).isThere()).toBe(false);
    vi.resetModules();
    const none = aPhone([]);
    none.calls.listTemplates.mockResolvedValue([]);

    expect((await anOffer(none.calls)).isThere()).toBe(false);
  });
});
