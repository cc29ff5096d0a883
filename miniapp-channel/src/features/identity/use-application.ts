import { invitePublicContract } from '@lakeside/shared/channel/invite.contract';
import { isSdkError } from '@lakeside/shared/sdk/sdk-error';
import { schemaErrors } from '@lakeside/shared/ui/create-submit';
import { useSubmit } from '@lakeside/shared/ui/use-submit';
import { computed, reactive, ref, shallowRef } from 'vue';
import { sdk } from '@/app/api';

const fieldOfRefusal: Readonly<Record<string, string>> = {
  SMS_CODE_WRONG: 'code',
  SMS_CODE_EXPIRED: 'code',
  CHANNEL_PHONE_TAKEN: 'phone',
};

/** The application of a shop under its inviter; level and discount come from the invite alone (rules.md §2). */
export function useApplication(token: () => string) {
  const fields = reactive({
    name: '',
    contactName: '',
    phone: '',
    code: '',
    province: '',
    city: '',
    district: '',
    detail: '',
  });
  const isSent = ref(false);
  const refusals = shallowRef<Readonly<Record<string, string>>>({});

  function body() {
    const { name, contactName, phone, code, province, city, district, detail } = fields;
    const hasAddress = [province, city, district, detail].some((part) => part.trim() !== '');
    const address = hasAddress ? { province, city, district, detail } : null;
    return { token: token(), name, contactName, phone, code, address };
  }

  const form = useSubmit<null, boolean>({
    async send() {
      try {
        await sdk.invite.applyAsChannel({ body: body() });
        return true;
      } catch (error) {
        const field = isSdkError(error) ? fieldOfRefusal[error.code] : undefined;
        if (!isSdkError(error) || field === undefined) throw error;
        refusals.value = { [field]: error.message };
        return false;
      }
    },
  });

  async function send(): Promise<void> {
    refusals.value = schemaErrors(invitePublicContract.applyAsChannel.body, body());
    if (Object.keys(refusals.value).length > 0) return;
    if ((await form.submit(null)) === true) isSent.value = true;
  }

  return {
    fields,
    errors: computed(() => ({ ...form.fieldErrors.value, ...refusals.value })),
    isSubmitting: form.isSubmitting,
    isSent,
    send,
  };
}
