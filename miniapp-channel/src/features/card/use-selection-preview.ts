import type { CardSelection } from '@lakeside/shared/card/card-number';
import type { SelectionPreview } from '@lakeside/shared/card/card.schemas';
import { createCanceller, type Canceller, type CancelSignal } from '@lakeside/shared/sdk/cancel';
import { errorMessage } from '@lakeside/shared/sdk/sdk-error';
import { getCurrentScope, onScopeDispose, ref, shallowRef, watch } from 'vue';

export interface SelectionPreviewOptions {
  /** What is picked; null when there is nothing to ask about yet. */
  selection: () => CardSelection | null;
  load(selection: CardSelection, signal: CancelSignal): Promise<SelectionPreview>;
  /** Rest after the last change before the server is asked: people type and scan in bursts. */
  delayMs?: number;
}

/** Keeps the server's answer to "which of these cards can take part" in step with what is picked. */
export function useSelectionPreview(options: SelectionPreviewOptions) {
  const preview = shallowRef<SelectionPreview | null>(null);
  const isChecking = ref(false);
  const errorText = ref('');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Canceller | null = null;

  function schedule(): void {
    stop();
    preview.value = null;
    errorText.value = '';
    isChecking.value = options.selection() !== null;
    if (isChecking.value) timer = setTimeout(() => void check(), options.delayMs ?? 350);
  }

  /** Asks at once: after an error, or when a submit found that cards had changed. */
  async function check(): Promise<void> {
    stop();
    const selection = options.selection();
    if (selection === null) return;
    const canceller = createCanceller();
    running = canceller;
    isChecking.value = true;
    errorText.value = '';
    try {
      const answer = await options.load(selection, canceller.signal);
      if (running === canceller) preview.value = answer;
    } catch (error) {
      if (running === canceller) errorText.value = errorMessage(error);
    } finally {
      if (running === canceller) isChecking.value = false;
    }
  }

  function stop(): void {
    clearTimeout(timer);
    running?.cancel();
    running = null;
  }

  watch(options.selection, schedule, { immediate: true });
  if (getCurrentScope()) onScopeDispose(stop);

  return { preview, isChecking, errorText, check };
}
