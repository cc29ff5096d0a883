import { computed, reactive, ref, shallowRef } from 'vue';
import { memberSessionContract, type PhoneAudience, smsContract } from '../identity/identity.contract';
import { isSdkError } from '../sdk/sdk-error';
import { schemaErrors } from './create-submit';
import { useSubmit } from './use-submit';

/** What an app must be able to do to set a password. */
export interface PasswordCalls {
  /** `currentPassword` is null for who has only logged in by code so far. */
  change(body: { currentPassword: string | null; newPassword: string }): Promise<unknown>;
  /** Sets a forgotten one; absent where the app offers no such thing. */
  reset?(body: {
    audience: PhoneAudience;
    phone: string;
    code: string;
    newPassword: string;
  }): Promise<unknown>;
}

/** Refusals that belong to one field, by code. */
const fieldOfRefusal: Readonly<Record<string, string>> = {
  CURRENT_PASSWORD_WRONG: 'currentPassword',
  SMS_CODE_WRONG: 'code',
  SMS_CODE_EXPIRED: 'code',
  ACCOUNT_NOT_FOUND: 'phone',
};

/** What the person has typed. */
export interface PasswordFields {
  phone: string;
  code: string;
  currentPassword: string;
  newPassword: string;
  repeated: string;
}

/** Sets or changes the own password, or sets a forgotten one after proving the phone by SMS code (MB-075). */
export function usePasswordForm(audience: PhoneAudience, calls: PasswordCalls) {
  const isReset = ref(false);
  const fields = reactive<PasswordFields>({
    phone: '',
    code: '',
    currentPassword: '',
    newPassword: '',
    repeated: '',
  });
  const refusals = shallowRef<Readonly<Record<string, string>>>({});

  const form = useSubmit<null, boolean>({
    async send() {
      try {
        if (isReset.value) await calls.reset?.(resetBody());
        else await calls.change(changeBody());
        return true;
      } catch (error) {
        const field = isSdkError(error) ? fieldOfRefusal[error.code] : undefined;
        if (!isSdkError(error) || field === undefined) throw error;
        refusals.value = { [field]: error.message };
        return false;
      }
    },
  });

  function resetBody() {
    const { phone, code, newPassword } = fields;
    return { audience, phone, code, newPassword };
  }

  function changeBody() {
    return { currentPassword: fields.currentPassword || null, newPassword: fields.newPassword };
  }

  /** True when the password is saved; else the messages stand at the fields. */
  async function save(): Promise<boolean> {
    // The same body for every audience.
    const errors = isReset.value
      ? schemaErrors(smsContract.resetPassword.body, resetBody())
      : schemaErrors(memberSessionContract.changePassword.body, changeBody());
    const isSame = fields.newPassword === fields.repeated;
    refusals.value = isSame ? errors : { ...errors, repeated: '两次输入的密码不一致' };
    if (Object.keys(refusals.value).length > 0) return false;
    return (await form.submit(null)) === true;
  }

  return {
    isReset,
    fields,
    isSubmitting: form.isSubmitting,
    errors: computed(() => ({ ...form.fieldErrors.value, ...refusals.value })),
    save,
  };
}
