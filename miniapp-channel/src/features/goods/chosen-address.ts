import { ref } from 'vue';

/** The address that was picked on the page of addresses, for the order that is being confirmed; 0 = the default one. */
export const chosenAddressId = ref(0);
