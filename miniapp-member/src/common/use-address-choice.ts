import type { Address } from '@lakeside/shared/member/member.contract';
import { computed, ref, shallowRef } from 'vue';

/** The addresses to choose from; the default one is chosen until another is. */
export function useAddressChoice() {
  const addresses = shallowRef<Address[]>([]);
  const addressId = ref(0);
  const addressRefusal = ref('');

  function offer(own: Address[]): void {
    addresses.value = own;
    if (own.some((address) => address.id === addressId.value)) return;
    addressId.value = (own.find((address) => address.isDefault) ?? own[0])?.id ?? 0;
  }

  function chooseAddress(id: number): void {
    addressId.value = id;
    addressRefusal.value = '';
  }

  function addAddress(address: Address): void {
    // A new default takes the place of the old one.
    const others = addresses.value.map((one) => (address.isDefault ? { ...one, isDefault: false } : one));
    addresses.value = [address, ...others];
    chooseAddress(address.id);
  }

  const address = computed(() => addresses.value.find((one) => one.id === addressId.value) ?? null);
  return { addresses, addressId, addressRefusal, address, offer, chooseAddress, addAddress };
}
