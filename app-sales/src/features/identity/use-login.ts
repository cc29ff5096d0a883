import type { SalesProfile } from '@lakeside/shared/crm/crm.contract';
import type { Session } from '@lakeside/shared/identity/identity.contract';
import type { PhoneLoginCalls } from '@lakeside/shared/ui/use-phone-login';
import { sdk } from '@/app/api';
import { useProfileStore } from '@/app/profile.store';
import { useSessionStore } from '@/app/session.store';

/** Logs a salesperson in and keeps session and profile. */
export function useLogin(): PhoneLoginCalls {
  function enter(answer: { session: Session; profile: SalesProfile }): void {
    useSessionStore().setTokens(answer.session);
    useProfileStore().set(answer.profile);
  }

  return {
    requestCode: (phone) => sdk.sms.requestSmsCode({ body: { audience: 'sales', phone } }),
    async logInByCode(input) {
      enter(await sdk.auth.logInByCode({ body: input }));
    },
    async logInByPassword(input) {
      enter(await sdk.auth.logInByPassword({ body: input }));
    },
  };
}
