import type { ChannelProfile } from '@lakeside/shared/channel/channel.contract';
import type { Session } from '@lakeside/shared/identity/identity.contract';
import { isSdkError } from '@lakeside/shared/sdk/sdk-error';
import type { PhoneLoginCalls } from '@lakeside/shared/ui/use-phone-login';
import type { WechatLoginCalls } from '@lakeside/shared/ui/wechat/use-wechat-login';
import { shallowRef } from 'vue';
import { sdk } from '@/app/api';
import { useProfileStore } from '@/app/profile.store';
import { useSessionStore } from '@/app/session.store';

/** Why nobody is let in although phone and code are right. */
export interface LoginNotice {
  title: string;
  message: string;
}

const noticeTitles: Readonly<Record<string, string>> = {
  CHANNEL_PENDING: '申请审核中',
  CHANNEL_REJECTED: '申请未通过',
  CHANNEL_CLOSED: '渠道已关闭',
  ACCOUNT_CLOSED: '账号已停用',
};

/** Logs a phone in and keeps session and profile; `notice` says how an application stands (CH-096, AD-028). */
export function useLogin() {
  const notice = shallowRef<LoginNotice | null>(null);

  async function enter(call: () => Promise<{ session: Session; profile: ChannelProfile }>): Promise<void> {
    notice.value = null;
    try {
      const { session, profile } = await call();
      useSessionStore().setTokens(session);
      useProfileStore().set(profile);
    } catch (error) {
      const title = isSdkError(error) ? noticeTitles[error.code] : undefined;
      if (isSdkError(error) && title !== undefined) notice.value = { title, message: error.message };
      throw error;
    }
  }

  const calls: PhoneLoginCalls = {
    requestCode: (phone) => sdk.sms.requestSmsCode({ body: { audience: 'channel', phone } }),
    logInByCode: (body) => enter(() => sdk.auth.logInByCode({ body })),
    logInByPassword: (body) => enter(() => sdk.auth.logInByPassword({ body })),
  };

  /** The login with WeChat: for accounts that exist, since a channel applies by invite (CH-096). */
  const wechatCalls: WechatLoginCalls = {
    async logIn(code) {
      const answer = await sdk.wechat.logIn({ body: { code } });
      if (answer.outcome === 'phoneNeeded') return answer;
      await enter(() => Promise.resolve(answer));
      return null;
    },
    logInByPhone: (body) => enter(() => sdk.wechat.logInByPhone({ body })),
  };

  return { calls, wechatCalls, notice };
}
