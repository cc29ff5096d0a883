import { memberSessionContract, smsContract } from '@lakeside/shared/identity/identity.contract';
import { isSdkError } from '@lakeside/shared/sdk/sdk-error';
import { schemaErrors } from '@lakeside/shared/ui/create-submit';
import { useSubmit } from '@lakeside/shared/ui/use-submit';
import { computed, reactive, ref, shallowRef } from 'vue';
import { sdk } from '@/app/api';

/** Refusals that belong to one field, by code. */
const fieldOfRefusal: Readonly<Record<string, string>> = {
  CURRENT_PASSWORD_WRONG: 'currentPassword',
  SMS_CODE_WRONG: 'code',
  SMS_CODE_EXPIRED: 'code',
  ACCOUNT_NOT_FOUND: 'phone',
};

/** Sets or changes the own password (MB-075), or sets a forgotten one after proving the phone by SMS code. */
export function usePasswordForm() {
  const isReset = ref(false);
  const fields = reactive({ phone: '', code: '', currentPassword: '', newPassword: '', repeated: '' });
  const refusals = shallowRef<Readonly<Record<string, string>>>({});

  const form = useSubmit<null, boolean>({
    async send() {
      try {
        if (isReset.value) await sdk.sms.resetPassword({ body: resetBody() });
        else await sdk.session.changePassword({ body: changeBody() });
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
    return { audience: 'member' as const, phone, code, newPassword };
  }

  function changeBody() {
    // Left blank by who has only logged in by code so far.
    return { currentPassword: fields.currentPassword || null, newPassword: fields.newPassword };
  }

  /** True when the password is saved. */
  async function save(): Promise<boolean> {
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
