import type { PhoneLoginCalls } from '@lakeside/shared/ui/use-phone-login';
import { sdk } from '@/app/api';
import { useSessionStore } from '@/app/session.store';

/** Logs a phone in and keeps the session. */
export function useLogin(): PhoneLoginCalls {
  const session = useSessionStore();

  return {
    requestCode: (phone) => sdk.sms.requestSmsCode({ body: { audience: 'member', phone } }),
    async logInByCode(input) {
      const answer = await sdk.auth.logInByCode({ body: input });
      session.setTokens(answer.session);
    },
    async logInByPassword(input) {
      const answer = await sdk.auth.logInByPassword({ body: input });
      session.setTokens(answer.session);
    },
  };
}
