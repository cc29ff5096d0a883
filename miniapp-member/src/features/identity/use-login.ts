import type { MemberProfile } from '@lakeside/shared/member/member.contract';
import type { Session } from '@lakeside/shared/identity/identity.contract';
import type { PhoneLoginCalls } from '@lakeside/shared/ui/use-phone-login';
import { sdk } from '@/app/api';
import { useInviteStore } from '@/app/invite.store';
import { useProfileStore } from '@/app/profile.store';
import { useSessionStore } from '@/app/session.store';

/**
 * Logs a phone in and keeps session and profile. The invite goes along with the code and is used up by it: only a
 * first registration is attributed to the inviter (rules.md §2, MB-001, MB-005).
 */
export function useLogin(): PhoneLoginCalls {
  const invite = useInviteStore();

  function enter(answer: { session: Session; profile: MemberProfile }): void {
    useSessionStore().setTokens(answer.session);
    useProfileStore().set(answer.profile);
    invite.drop();
  }

  return {
    requestCode: (phone) => sdk.sms.requestSmsCode({ body: { audience: 'member', phone } }),
    async logInByCode(input) {
      enter(await sdk.auth.logInByCode({ body: { ...input, inviteToken: invite.token } }));
    },
    async logInByPassword(input) {
      enter(await sdk.auth.logInByPassword({ body: input }));
    },
  };
}
