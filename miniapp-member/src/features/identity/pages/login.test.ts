import { flushPromises, mount } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useInviteStore } from '@/app/invite.store';
import { useSessionStore } from '@/app/session.store';
import { stubUni } from '../../../../../tooling/vitest-uni/stub-uni';
import Login from './login.vue';

interface WireRequest {
  url: string;
  data?: unknown;
  success: (answer: { statusCode: number; data: unknown; header: Record<string, string> }) => void;
}

const session = {
  accessToken: 'access-token',
  accessExpiresAt: '2026-10-06T10:00:00.000+08:00',
  refreshToken: 'refresh-token-of-20-chars',
  refreshExpiresAt: '2026-11-06T10:00:00.000+08:00',
};

/** The agreements in force, which every login page asks for; they are no part of a login. */
function answerAgreements(wire: WireRequest) {
  const publishedAt = '2026-10-01T10:00:00.000+08:00';
  const data = [
    { kind: 'registration', version: 2, publishedAt },
    { kind: 'privacy', version: 1, publishedAt },
  ];
  wire.success({ statusCode: 200, data, header: {} });
  return { abort: () => undefined };
}

/** A server reduced to its answers, by the end of the path. */
function answerWith(answers: Record<string, { status: number; data: unknown }>) {
  const request = vi.fn((wire: WireRequest) => {
    const answer = Object.entries(answers).find(([path]) => wire.url.endsWith(path))?.[1];
    wire.success({ statusCode: answer?.status ?? 404, data: answer?.data, header: {} });
    return { abort: () => undefined };
  });
  const switchTab = vi.fn();
  const navigateTo = vi.fn();
  stubUni({
    request: (wire: WireRequest) =>
      wire.url.endsWith('/agreements') ? answerAgreements(wire) : request(wire),
    switchTab,
    navigateTo,
    login: (options: { fail(error: { errMsg: string }): void }) => options.fail({ errMsg: 'login:fail' }),
  });
  return { request, switchTab, navigateTo };
}

/** The page after the member chose the SMS code instead of WeChat's phone number. */
async function openPage() {
  const page = mount(Login);
  await page.find('.login-other').trigger('click');
  return {
    page,
    type: (name: string, text: string) => page.find(`[name="${name}"]`).setValue(text),
    async tap(selector: string) {
      await page.find(selector).trigger('click');
      await flushPromises();
    },
  };
}

describe('logging in as a member', () => {
  beforeEach(() => setActivePinia(createPinia()));

  it('asks for a code, fills the demo code in by a tap and keeps the session', async () => {
    const { request, switchTab } = answerWith({
      '/sms-codes': {
        status: 200,
        data: { retryAfterSeconds: 60, expiresInSeconds: 300, demoCode: '135790' },
      },
      '/login-by-code': { status: 200, data: { session, profile: {}, isNew: true } },
    });
    const { page, type, tap } = await openPage();

    await type('phone', '13800138000');
    await tap('.lk-phone-login__code');
    expect(page.find('.lk-phone-login__code').text()).toBe('60 秒后重发');
    await tap('.lk-phone-login__demo');
    await tap('.login-submit');

    expect(request.mock.calls.map(([wire]) => wire.data)).toEqual([
      { audience: 'member', phone: '13800138000' },
      { phone: '13800138000', code: '135790', inviteToken: null },
    ]);
    expect(useSessionStore().getTokens()).toMatchObject({ accessToken: 'access-token' });
    expect(switchTab).toHaveBeenCalledWith({ url: '/tabs/home' });
  });

  it('says what is agreed to by logging in, and leads to it [AD-342]', async () => {
    const { navigateTo } = answerWith({});
    const { page } = await openPage();
    await flushPromises();

    expect(page.find('.lk-agreements').text()).toBe('登录即表示已阅读并同意《注册协议》《隐私政策》');
    await page.findAll('.agreement-link')[1]?.trigger('click');
    expect(navigateTo).toHaveBeenCalledWith(
      expect.objectContaining({ url: '/features/help/pages/agreement?kind=privacy' }),
    );
  });

  it('puts the message at the field and sends nothing while the phone is incomplete', async () => {
    const { request } = answerWith({});
    const { page, type, tap } = await openPage();

    await type('phone', '138');
    await tap('.login-submit');

    expect(page.findAll('.lk-field__error').map((error) => error.text())).toEqual([
      '请输入 11 位手机号',
      '请输入 6 位验证码',
    ]);
    expect(request).not.toHaveBeenCalled();
  });

  it('keeps what was typed when the server refuses', async () => {
    answerWith({
      '/login-by-code': {
        status: 422,
        data: { code: 'X', message: '验证码不正确', details: { fields: { code: '验证码不正确' } } },
      },
    });
    const { page, type, tap } = await openPage();

    await type('phone', '13800138000');
    await type('code', '000000');
    await tap('.login-submit');

    expect(page.find('.lk-field__error').text()).toBe('验证码不正确');
    expect(page.find<HTMLInputElement>('[name="phone"]').element.value).toBe('13800138000');
    expect(useSessionStore().isSignedIn).toBe(false);
  });

  it('registers under the inviter: the kept invite is shown, goes along with the code and is used up', async () => {
    const { request } = answerWith({
      '/invites/Ab3dE9xy': {
        status: 200,
        data: {
          kind: 'member',
          inviterName: '陈女士',
          channelName: '苏州平江专卖店',
          childLevel: null,
          rateBp: null,
          memberLevelName: '金卡会员',
        },
      },
      '/login-by-code': { status: 200, data: { session, profile: {}, isNew: true } },
    });
    useInviteStore().keep('Ab3dE9xy');
    const { page, type, tap } = await openPage();
    await flushPromises();

    expect(page.text()).toContain('陈女士 邀请你成为会员');
    expect(page.text()).toContain('苏州平江专卖店 · 金卡会员');
    await type('phone', '13800138000');
    await type('code', '135790');
    await tap('.login-submit');

    const sent = request.mock.calls.map(([wire]) => wire).find((wire) => wire.url.endsWith('/login-by-code'));
    expect(sent?.data).toEqual({ phone: '13800138000', code: '135790', inviteToken: 'Ab3dE9xy' });
    expect(useInviteStore().token).toBeNull();
  });

  it('says why an invite does not hold and goes on without it', async () => {
    const { request } = answerWith({
      '/invites/Ab3dE9xy': {
        status: 410,
        data: { code: 'INVITE_EXPIRED', message: '邀请码已失效，请向邀请人要新的邀请码' },
      },
      '/login-by-code': { status: 200, data: { session, profile: {}, isNew: true } },
    });
    useInviteStore().keep('Ab3dE9xy');
    const { page, type, tap } = await openPage();
    await flushPromises();

    expect(page.text()).toContain('邀请码已失效，请向邀请人要新的邀请码');
    await tap('.invite-notice__without');
    expect(page.find('.invite-notice').exists()).toBe(false);
    await type('phone', '13800138000');
    await type('code', '135790');
    await tap('.login-submit');

    const sent = request.mock.calls.map(([wire]) => wire).find((wire) => wire.url.endsWith('/login-by-code'));
    expect(sent?.data).toMatchObject({ inviteToken: null });
  });

  it('keeps the invite while it cannot be checked', async () => {
    answerWith({ '/invites/Ab3dE9xy': { status: 503, data: { code: 'X', message: '系统繁忙' } } });
    useInviteStore().keep('Ab3dE9xy');
    const { page } = await openPage();
    await flushPromises();

    expect(page.find('.invite-notice').exists()).toBe(false);
    expect(useInviteStore().token).toBe('Ab3dE9xy');
  });
});
