import { addressBody, type Address } from '@lakeside/shared/member/member.contract';
import { useSubmit } from '@lakeside/shared/ui/use-submit';
import type { InferInput } from 'valibot';
import { reactive, ref } from 'vue';
import { sdk } from '@/app/api';

const placeFields = ['province', 'city', 'district', 'detail'] as const;
const fieldNames = ['name', 'phone', ...placeFields] as const;
type FieldName = (typeof fieldNames)[number];
type AddressInput = InferInput<typeof addressBody>;

/** The form of one address, new or edited (MB-024, MB-070). */
export function useAddressForm() {
  const form = reactive({
    name: '',
    phone: '',
    province: '',
    city: '',
    district: '',
    detail: '',
    isDefault: false,
    /** Where it is on the map, when known; another place in words is another place on the map. */
    location: null as Address['location'],
  });
  const editedId = ref(0);

  const submission = useSubmit<AddressInput, Address>({
    schema: addressBody,
    send: (body) =>
      editedId.value === 0
        ? sdk.me.createAddress({ body })
        : sdk.me.updateAddress({ params: { id: editedId.value }, body }),
  });

  function edit(address: Address): void {
    editedId.value = address.id;
    fillIn(address);
    form.isDefault = address.isDefault;
    form.location = address.location;
  }

  function fillIn(parts: Partial<Record<FieldName, string>>): void {
    if (placeFields.some((name) => parts[name] !== undefined && parts[name] !== form[name]))
      form.location = null;
    for (const name of fieldNames) {
      const text = parts[name];
      if (text === undefined) continue;
      form[name] = text;
      submission.clearFieldError(name);
    }
  }

  return {
    form,
    editedId,
    fieldErrors: submission.fieldErrors,
    clearFieldError: submission.clearFieldError,
    isSubmitting: submission.isSubmitting,
    edit,
    fillIn,
    chooseDefault(isDefault: boolean): void {
      form.isDefault = isDefault;
    },
    save: () => submission.submit(form),
  };
}

export type AddressForm = ReturnType<typeof useAddressForm>;
