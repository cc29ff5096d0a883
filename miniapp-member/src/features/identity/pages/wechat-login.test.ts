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

interface Answer {
  status: number;
  data: unknown;
}

const session = {
  accessToken: 'access-token',
  accessExpiresAt: '2026-10-06T10:00:00.000+08:00',
  refreshToken: 'refresh-token-of-20-chars',
  refreshExpiresAt: '2026-11-06T10:00:00.000+08:00',
};
const entered: Answer = { status: 200, data: { session, profile: {}, isNew: true } };
const refused = (status: number, code: string, message: string): Answer => ({
  status,
  data: { code, message },
});
const phoneNeeded = (loginTicket: string): Answer => ({
  status: 200,
  data: { outcome: 'phoneNeeded', loginTicket, expiresInSeconds: 300 },
});
const known: Answer = { status: 200, data: { outcome: 'loggedIn', session, profile: {}, isNew: false } };

/** WeChat and a server that gives its answers in order, by the end of the path. */
function aPhone(script: { login: Answer[]; phone?: Answer[] }) {
  const answers: Record<string, Answer[]> = {
    '/wechat-login': [...script.login],
    '/wechat-phone-login': [...(script.phone ?? [])],
  };
  const sent: [string, unknown][] = [];
  const request = vi.fn((wire: WireRequest) => {
    if (wire.url.endsWith('/agreements')) {
      wire.success({ statusCode: 200, data: [], header: {} });
      return { abort: () => undefined };
    }
    const path = Object.keys(answers).find((end) => wire.url.endsWith(end)) ?? '';
    sent.push([path, wire.data]);
    const answer = answers[path]?.shift();
    wire.success({ statusCode: answer?.status ?? 404, data: answer?.data, header: {} });
    return { abort: () => undefined };
  });
  const switchTab = vi.fn();
  let loginCount = 0;
  const login = vi.fn((options: { success(result: { code: string }): void }) =>
    options.success({ code: `wx-code-${(loginCount += 1)}` }),
  );
  const showToast = vi.fn();
  stubUni({ request, switchTab, login, showToast });
  return { sent, switchTab, showToast };
}

async function openPage() {
  const page = mount(Login);
  await flushPromises();
  return {
    page,
    /** The phone number button comes back from WeChat. */
    async phoneNumber(detail: { code?: string; errno?: number; errMsg?: string }) {
      const event = Object.assign(new Event('getphonenumber'), { detail });
      page.find('.wechat-login').element.dispatchEvent(event);
      await flushPromises();
    },
  };
}

describe('logging in with WeChat', () => {
  beforeEach(() => setActivePinia(createPinia()));

  it('lets a known WeChat user in without a tap [MB-002]', async () => {
    const { sent, switchTab } = aPhone({ login: [known] });

    await openPage();

    expect(sent).toEqual([['/wechat-login', { code: 'wx-code-1' }]]);
    expect(useSessionStore().isSignedIn).toBe(true);
    expect(switchTab).toHaveBeenCalledWith({ url: '/tabs/home' });
  });

  it('registers a new one under the inviter with one tap [MB-001] [MB-004]', async () => {
    const { sent, switchTab } = aPhone({ login: [phoneNeeded('ticket-1')], phone: [entered] });
    useInviteStore().keep('Ab3dE9xy');
    const { phoneNumber } = await openPage();

    await phoneNumber({ code: 'phone-code' });

    expect(sent).toContainEqual([
      '/wechat-phone-login',
      { loginTicket: 'ticket-1', phoneCode: 'phone-code', inviteToken: 'Ab3dE9xy' },
    ]);
    expect(useSessionStore().isSignedIn).toBe(true);
    expect(useInviteStore().token).toBeNull();
    expect(switchTab).toHaveBeenCalledTimes(1);
  });

  it('takes a new ticket when the old one ran out while the page was open', async () => {
    const { sent } = aPhone({
      login: [phoneNeeded('ticket-1'), phoneNeeded('ticket-2')],
      phone: [refused(422, 'LOGIN_TICKET_EXPIRED', '登录已超时，请重新登录'), entered],
    });
    const { phoneNumber } = await openPage();

    await phoneNumber({ code: 'phone-code' });

    expect(sent.at(-1)).toEqual([
      '/wechat-phone-login',
      { loginTicket: 'ticket-2', phoneCode: 'phone-code', inviteToken: null },
    ]);
    expect(useSessionStore().isSignedIn).toBe(true);
  });

  it.each([
    [{ errMsg: 'getPhoneNumber:fail user deny' }, '没有授权手机号，可以用验证码登录'],
    [
      { errno: 1400001, errMsg: 'getPhoneNumber:fail jsapi has no permission' },
      '一键登录暂时用不了，请用验证码登录',
    ],
    [
      { errno: 104, errMsg: 'getPhoneNumber:fail privacy permission is not authorized' },
      '没有同意隐私保护指引，可以用验证码登录',
    ],
    [{ errMsg: 'getPhoneNumber:fail network error' }, '网络不好，没有拿到手机号，可以用验证码登录'],
    [{}, '微信没有给出手机号，请用验证码登录'],
  ])('falls back to the SMS code and says why: %o', async (detail, sentence) => {
    const { sent } = aPhone({ login: [phoneNeeded('ticket-1')] });
    const { page, phoneNumber } = await openPage();
    expect(page.find('[name="phone"]').exists()).toBe(false);

    await phoneNumber(detail);

    expect(page.text()).toContain(sentence);
    expect(page.find('[name="phone"]').exists()).toBe(true);
    expect(sent).toHaveLength(1);
  });

  it('goes straight to the SMS code where WeChat is off', async () => {
    aPhone({ login: [refused(503, 'WECHAT_OFF', '微信功能还没有开通，请用手机号登录')] });

    const { page } = await openPage();

    expect(page.find('.wechat-login').exists()).toBe(false);
    expect(page.find('[name="phone"]').exists()).toBe(true);
  });

  it('keeps the button and says why when the server refuses the number', async () => {
    const { showToast } = aPhone({
      login: [phoneNeeded('ticket-1')],
      phone: [refused(410, 'INVITE_EXPIRED', '邀请码已失效，请向邀请人要新的邀请码')],
    });
    const { page, phoneNumber } = await openPage();

    await phoneNumber({ code: 'phone-code' });

    expect(showToast).toHaveBeenCalledWith(
      expect.objectContaining({ title: '邀请码已失效，请向邀请人要新的邀请码' }),
    );
    expect(page.find('.wechat-login').exists()).toBe(true);
    expect(useSessionStore().isSignedIn).toBe(false);
  });

  it('asks nothing of WeChat after the member has logged out, until a tap', async () => {
    const { sent } = aPhone({ login: [known] });
    useSessionStore().leave();

    const { phoneNumber } = await openPage();
    expect(sent).toEqual([]);
    await phoneNumber({ code: 'phone-code' });

    expect(sent).toEqual([['/wechat-login', { code: 'wx-code-1' }]]);
    expect(useSessionStore().isSignedIn).toBe(true);
  });
});
