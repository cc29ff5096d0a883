import { computed, reactive, ref } from 'vue';
import * as v from 'valibot';
import { loginByCodeBody, loginByPasswordBody } from '../identity/identity.contract';
import { phoneSchema } from '../kernel/schemas';
import { useCountdown } from './use-countdown';
import { schemaErrors } from './create-submit';
import { useSubmit } from './use-submit';

/** What an app must be able to do to log a phone in; each of its calls also keeps the session. */
export interface PhoneLoginCalls {
  requestCode(phone: string): Promise<{ retryAfterSeconds: number; demoCode: string | null }>;
  logInByCode(input: { phone: string; code: string }): Promise<void>;
  logInByPassword(input: { phone: string; password: string }): Promise<void>;
}

/** The state of a login form: by SMS code or by password, errors at the fields, the wait before another code. */
export function usePhoneLogin(calls: PhoneLoginCalls) {
  const mode = ref<'code' | 'password'>('code');
  const form = reactive({ phone: '', code: '', password: '' });
  const demoCode = ref<string | null>(null);
  const countdown = useCountdown();

  const login = useSubmit({
    send: async (input: typeof form) => {
      if (mode.value === 'code') await calls.logInByCode({ phone: input.phone, code: input.code });
      else await calls.logInByPassword({ phone: input.phone, password: input.password });
      return true;
    },
  });
  const codeRequest = useSubmit({
    send: async (phone: string) => calls.requestCode(phone),
  });

  /** Asks for a code, unless the phone is malformed or the wait is not over. */
  async function sendCode(): Promise<void> {
    if (countdown.isRunning.value) return;
    const errors = schemaErrors(v.object({ phone: phoneSchema }), form);
    login.fieldErrors.value = errors;
    if (Object.keys(errors).length > 0) return;
    const answer = await codeRequest.submit(form.phone);
    if (answer === null) {
      login.fieldErrors.value = codeRequest.fieldErrors.value;
      return;
    }
    demoCode.value = answer.demoCode;
    countdown.start(answer.retryAfterSeconds);
  }

  /** True when the person is logged in. */
  async function submit(): Promise<boolean> {
    const schema: v.GenericSchema<unknown> = mode.value === 'code' ? loginByCodeBody : loginByPasswordBody;
    const errors = schemaErrors(schema, { ...form });
    login.fieldErrors.value = errors;
    if (Object.keys(errors).length > 0) return false;
    return (await login.submit(form)) === true;
  }

  return {
    mode,
    form,
    demoCode,
    fieldErrors: login.fieldErrors,
    clearFieldError: login.clearFieldError,
    isSubmitting: login.isSubmitting,
    isSendingCode: codeRequest.isSubmitting,
    codeButtonText: computed(() =>
      countdown.isRunning.value ? `${countdown.secondsLeft.value} 秒后重发` : '获取验证码',
    ),
    canSendCode: computed(() => !countdown.isRunning.value),
    sendCode,
    submit,
  };
}
