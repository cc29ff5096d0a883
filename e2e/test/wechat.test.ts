import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMiniProgram, type MiniProgram } from '../runtime/mini-program';
import { launchBrowser } from '../src/browser';
import { startPhoneWechat, type PhoneWechat } from '../src/phone-wechat';
import { startLakeside, type RunningServer } from '../src/server';
import { Shop, waybillOf } from './journeys/shop';

const dist = fileURLToPath(new URL('../../miniapp-member/dist/build/mp-weixin', import.meta.url));
/** The address the build calls when none is named; see docs/front-end.md. */
const builtFor = 'http://127.0.0.1:7001';
/** WeChat's number of the way in by a subscribe message. */
const fromMessage = 1014;
/** A member of the demo world with an address, unknown to WeChat so far. */
const phone = '13800000415';

describe('the compiled member program inside WeChat', () => {
  let browser: Browser;
  let server: RunningServer;
  let wechat: PhoneWechat;
  let program: MiniProgram;
  let shop: Shop;
  const seen = (hook: string) =>
    program.page.locator(`.mp-page--on ${hook}`).filter({ visible: true }).first();
  const tapText = (text: string) =>
    program.page.locator('.mp-page--on').getByText(text, { exact: true }).last().tap();
  async function latestOrderId(): Promise<number> {
    const { items } = await shop.office.order.listOrders({ query: {} });
    return items[0]?.id ?? 0;
  }
  const toast = (text: string) => program.page.locator('.mp-toast').getByText(text);

  beforeAll(async () => {
    [browser, server] = await Promise.all([launchBrowser(), startLakeside()]);
    wechat = await startPhoneWechat(phone, { serverUrl: server.url, doublesUrl: server.doublesUrl });
    shop = await Shop.open(server.url);
    program = await startMiniProgram({ dist, browser, hosts: { [builtFor]: wechat.url } });
  }, 240_000);
  afterAll(async () => {
    await program.close();
    await Promise.all([wechat.stop(), server.stop(), browser.close()]);
  });

  it('logs in with one tap, after the privacy guideline; refusing it leaves the SMS code [MB-002]', async () => {
    await program.launch();
    await tapText('手机号登录');
    await tapText('微信手机号一键登录');
    await tapText('不同意');
    await seen('.lk-phone-login__code').waitFor();

    await program.launch();
    await tapText('手机号登录');
    await tapText('微信手机号一键登录');
    await tapText('同意');
    await seen('.offer-row').waitFor();

    expect(await program.currentPath()).toBe('tabs/home');
  }, 60_000);

  it('buys a package, gives the payment up, and pays it from the order [MB-016] [MB-025]', async () => {
    program.payer = () => 'cancelled';
    await seen('.offer-row').tap();
    await tapText('立即购买');
    await seen('.lk-calendar__day--open, .lk-calendar__day--few').tap();
    await tapText('去付款');
    await seen('.order-pay').waitFor();
    expect(await program.currentPath()).toBe('features/order/pages/order');
    await tapText('继续付款');
    await toast('还没有付款，可以稍后继续付款').waitFor();

    program.payer = (order) => wechat.pay(order);
    await tapText('继续付款');
    await seen('.pay-result--paid').waitFor();
    expect(await program.currentPath()).toBe('features/purchase/pages/result');

    await tapText('查看订单');
    await seen('.order-head').getByText('待发货').waitFor();
    expect(await seen('.order-pay').count()).toBe(0);
  }, 60_000);

  it('offers news of the parcel on WeChat, takes a refusal for an answer and is silent until the next visit', async () => {
    await program.launch({ path: `features/purchase/pages/result?id=${await latestOrderId()}` });
    await seen('.lk-subscribe').getByText('发货后微信告诉我').waitFor();
    await program.userRefuses('subscribeMessages');
    await tapText('提醒我');
    await seen('.lk-subscribe').waitFor({ state: 'detached' });
    await tapText('回到首页');
    await program.page.locator('.mp-tabbar__item', { hasText: '我的' }).tap();
    await seen('.mine-messages').tap();
    await seen('.lk-inbox__line').waitFor();
    await program.page.waitForLoadState('networkidle');

    expect(await seen('.lk-subscribe').count()).toBe(0);
    expect(await program.calls('requestSubscribeMessage')).toHaveLength(1);
  }, 60_000);

  it('sends one WeChat message for one consent, which opens the order [MB-074]', async () => {
    program.subscriber = (templateIds) => wechat.subscribe(templateIds);
    await program.userAgrees('subscribeMessages');
    const orderId = await latestOrderId();
    await program.launch({ path: `features/purchase/pages/result?id=${orderId}` });
    await tapText('提醒我');
    await seen('.lk-subscribe--done').getByText('发货后会在微信告诉你').waitFor();

    const store = await shop.newStore('巴城湖畔专卖店', { storedValueFen: 1_000_000, creditFen: 100_000 });
    await shop.dispatch(orderId, store);
    await shop.ship(store, waybillOf(store));
    const [message, ...more] = await shop.eventually(
      () => wechat.messages(),
      (messages) => messages.length > 0,
    );
    expect(more).toEqual([]);
    expect(message).toMatchObject({
      templateId: 'demo-order-shipped',
      page: `features/order/pages/order?id=${orderId}`,
    });
    expect(Object.values(message?.values ?? {})).toContain(waybillOf(store));

    await program.leave();
    await program.enterAgain({ path: message?.page ?? '', scene: fromMessage });
    await seen('.order-head').getByText('待收货').waitFor();
  }, 60_000);

  it('asks once before a new version takes over, and says nothing of one that did not arrive', async () => {
    const applied = () => program.calls('UpdateManager.applyUpdate');
    const question = program.page.locator('.mp-modal', { hasText: '有新版本' });
    await program.launch();
    await seen('.home-kinds').waitFor();

    await program.update('failed');
    await program.page.waitForLoadState('networkidle');
    expect(await program.page.locator('.mp-modal, .mp-toast').filter({ visible: true }).count()).toBe(0);
    await program.update('ready');
    await question.locator('.mp-modal__cancel').tap();
    await question.waitFor({ state: 'hidden' });
    expect(await applied()).toEqual([]);

    await program.launch();
    await seen('.home-kinds').waitFor();
    await program.update('ready');
    await question.locator('.mp-modal__confirm').tap();
    await expect.poll(async () => (await applied()).length).toBe(1);
  }, 60_000);

  it('has done nothing that WeChat would mind', async () => {
    expect((await program.problems()).map(({ kind, message }) => `${kind}: ${message}`)).toEqual([]);
    const sizes = (await program.setDataReport()).map(({ bytes }) => bytes);
    expect(Math.max(...sizes)).toBeLessThan(256 * 1024);
  });
});
