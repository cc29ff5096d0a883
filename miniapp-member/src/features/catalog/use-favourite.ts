import type { OfferRef } from '@lakeside/shared/catalog/offer-kind';
import { showError } from '@lakeside/shared/ui/feedback';
import { ref } from 'vue';
import { sdk } from '@/app/api';

/** Whether an offer is a favourite: shown at once, taken back when the server refuses. */
export function useFavourite() {
  const isFavourite = ref(false);
  let isSending = false;

  async function toggleFavourite(offer: OfferRef): Promise<void> {
    if (isSending) return;
    isSending = true;
    const before = isFavourite.value;
    const params = { kind: offer.kind, id: offer.id };
    isFavourite.value = !before;
    try {
      const answer = before
        ? await sdk.catalog.removeFavourite({ params })
        : await sdk.catalog.addFavourite({ params });
      isFavourite.value = answer.isFavourite;
    } catch (error) {
      isFavourite.value = before;
      showError(error);
    } finally {
      isSending = false;
    }
  }

  return { isFavourite, toggleFavourite };
}
