import { ref } from 'vue';
import { isSdkError } from '../../sdk/sdk-error';
import { showError } from '../feedback';
import { wechatLoginCode } from './login-code';
import { phoneRefusalText, type PhoneOutcome } from './phone-outcome';

/** What an app must be able to do to log a WeChat user in; both calls keep the session they get. */
export interface WechatLoginCalls {
  /** Null when WeChat's user is known and logged in now; else the ticket that goes with the phone number. */
  logIn(code: string): Promise<{ loginTicket: string } | null>;
  logInByPhone(input: { loginTicket: string; phoneCode: string }): Promise<void>;
}

/** Refusals after which WeChat will not help this time, so that only the SMS code is left. */
const finalRefusals = new Set(['WECHAT_OFF', 'WECHAT_BUSY', 'WECHAT_ACCOUNT_RESTRICTED']);

/**
 * The login with WeChat: a known user without a question, anyone else with the phone number button. `isOffered` turns
 * false when WeChat cannot help; `notice` then says why, above the login by SMS code.
 */
export function useWechatLogin(calls: WechatLoginCalls) {
  const isOffered = ref(true);
  const isBusy = ref(false);
  const notice = ref('');
  let loginTicket: string | null = null;

  /** Asks for a ticket; true when there is no need of one, since the user is known and logged in. */
  async function prepare(): Promise<boolean> {
    const answer = await calls.logIn(await wechatLoginCode());
    loginTicket = answer?.loginTicket ?? null;
    return answer === null;
  }

  /** True when a known user is logged in. A failure is not told: nobody asked for anything yet. */
  async function logInSilently(): Promise<boolean> {
    try {
      return await prepare();
    } catch (error) {
      if (isSdkError(error) && error.code === 'WECHAT_OFF') isOffered.value = false;
      return false;
    }
  }

  async function logInByPhone(phoneCode: string): Promise<void> {
    if (loginTicket === null && (await prepare())) return;
    try {
      await calls.logInByPhone({ loginTicket: loginTicket ?? '', phoneCode });
    } catch (error) {
      if (!isSdkError(error) || error.code !== 'LOGIN_TICKET_EXPIRED') throw error;
      // The page was open for long; the number's own code is still good.
      if (await prepare()) return;
      await calls.logInByPhone({ loginTicket: loginTicket ?? '', phoneCode });
    }
  }

  /** Goes on with what the phone number button came to; true when logged in. */
  async function takePhone(outcome: PhoneOutcome): Promise<boolean> {
    if (isBusy.value) return false;
    if (outcome.code === null) {
      fallBack(phoneRefusalText(outcome));
      return false;
    }
    isBusy.value = true;
    try {
      await logInByPhone(outcome.code);
      return true;
    } catch (error) {
      if (isSdkError(error) && finalRefusals.has(error.code)) fallBack(error.message);
      else showError(error);
      return false;
    } finally {
      isBusy.value = false;
    }
  }

  function fallBack(reason: string): void {
    isOffered.value = false;
    notice.value = reason;
  }

  return { isOffered, isBusy, notice, logInSilently, takePhone, fallBack };
}
