import type { Session } from '@lakeside/shared/identity/identity.contract';
import type { MemberProfile } from '@lakeside/shared/member/member.contract';
import { useWechatLogin, type WechatLoginCalls } from '@lakeside/shared/ui/wechat/use-wechat-login';
import { sdk } from './api';
import { useCartStore } from './cart.store';
import { useInviteStore } from './invite.store';
import { useProfileStore } from './profile.store';
import { useSessionStore } from './session.store';

/** Keeps what a login answered. The invite went along with it and is used up: only a first registration counts (MB-005). */
export function keepLogin(answer: { session: Session; profile: MemberProfile }): void {
  useSessionStore().setTokens(answer.session);
  useProfileStore().set(answer.profile);
  useInviteStore().drop();
  void useCartStore().addWished();
}

/** The login with WeChat; a registration goes under the inviter whose code was scanned (MB-001, MB-002). */
export const wechatCalls: WechatLoginCalls = {
  async logIn(code) {
    const answer = await sdk.wechat.logIn({ body: { code } });
    if (answer.outcome === 'phoneNeeded') return answer;
    keepLogin(answer);
    return null;
  },
  async logInByPhone(input) {
    keepLogin(await sdk.wechat.logInByPhone({ body: { ...input, inviteToken: useInviteStore().token } }));
  },
};

/** Lets a known WeChat user in when the mini program starts. */
export async function signInAtStart(): Promise<void> {
  // #ifdef MP-WEIXIN
  if (useSessionStore().maySignInSilently()) await useWechatLogin(wechatCalls).logInSilently();
  // #endif
}
