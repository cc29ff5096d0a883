import type { PhoneLoginCalls } from '@lakeside/shared/ui/use-phone-login';
import { sdk } from '@/app/api';
import { useInviteStore } from '@/app/invite.store';
import { keepLogin } from '@/app/log-in';

/** Logs a phone in by SMS code or password; the invite goes along with the code (MB-001, MB-005). */
export function useLogin(): PhoneLoginCalls {
  const invite = useInviteStore();

  return {
    requestCode: (phone) => sdk.sms.requestSmsCode({ body: { audience: 'member', phone } }),
    async logInByCode(input) {
      keepLogin(await sdk.auth.logInByCode({ body: { ...input, inviteToken: invite.token } }));
    },
    async logInByPassword(input) {
      keepLogin(await sdk.auth.logInByPassword({ body: input }));
    },
  };
}
