import type { CardSelection } from '@lakeside/shared/card/card-number';
import type { SelectionPreview } from '@lakeside/shared/card/card.schemas';
import { createCanceller, type Canceller } from '@lakeside/shared/sdk/cancel';
import { errorMessage, isSdkError } from '@lakeside/shared/sdk/sdk-error';
import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import { sdk } from '@/app/api';

interface OrderDraft {
  toChannelId: string;
  productId: string;
  selection: CardSelection | null;
}

/** Long enough not to ask while a number is being typed. */
const settleMs = 400;

/** What an order would take, asked anew whenever the draft settles. `preview` is null while the draft is incomplete. */
export function useOrderPreview(draft: () => OrderDraft) {
  const preview = shallowRef<SelectionPreview | null>(null);
  const isLoading = ref(false);
  const errorText = ref('');
  let timer: number | undefined;
  let running: Canceller | null = null;

  async function ask(): Promise<void> {
    const { toChannelId, productId, selection } = draft();
    if (toChannelId === '' || productId === '' || selection === null) return;
    const canceller = createCanceller();
    running = canceller;
    isLoading.value = true;
    try {
      const answer = await sdk.card.previewCardOrder(
        { body: { toChannelId, productId, selection } },
        { signal: canceller.signal },
      );
      if (running === canceller) preview.value = answer;
    } catch (error) {
      if (running !== canceller || (isSdkError(error) && error.kind === 'cancelled')) return;
      errorText.value = errorMessage(error);
    } finally {
      if (running === canceller) isLoading.value = false;
    }
  }

  function drop(): void {
    running?.cancel();
    window.clearTimeout(timer);
  }

  watch(
    () => JSON.stringify(draft()),
    () => {
      drop();
      preview.value = null;
      errorText.value = '';
      isLoading.value = false;
      timer = window.setTimeout(() => void ask(), settleMs);
    },
  );
  onScopeDispose(drop);

  return { preview, isLoading, errorText, retry: ask };
}
