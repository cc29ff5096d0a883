import type { CardSelection } from '@lakeside/shared/card/card-number';
import type { ChannelView } from '@lakeside/shared/channel/channel.contract';
import { showToast } from '@lakeside/shared/ui/feedback';
import { useSubmit } from '@lakeside/shared/ui/use-submit';
import { computed, ref, shallowRef, watch } from 'vue';
import { sdk } from '@/app/api';
import { excludedCount, purposeTexts, requestRefusal, type CardPurpose } from './card-request';
import { useCardBasket } from './use-card-basket';
import { useSelectionPreview } from './use-selection-preview';

export interface SentDocument {
  kind: 'handover' | 'activation';
  id: number;
}

/** One form that picks cards and sends a transfer, a return or an activation request (CH-027 … CH-029, CH-031, CH-038). */
export function useCardRequest(purpose: () => CardPurpose) {
  const basket = useCardBasket();
  const child = shallowRef<ChannelView | null>(null);
  const note = ref('');
  const agreesToSkip = ref(false);
  const needsChild = computed(() => purpose() === 'transfer');

  const { preview, isChecking, errorText, check } = useSelectionPreview({
    selection: () => {
      if (basket.count.value === 0) return null;
      if (needsChild.value && child.value === null) return null;
      return basket.selection.value;
    },
    load: (selection, signal) =>
      sdk.card.previewSelection(
        { body: { purpose: purpose(), selection, toChannelId: child.value?.id ?? null } },
        { signal },
      ),
  });

  // Consent is for the cards that were shown; other cards need it again.
  watch(preview, () => (agreesToSkip.value = false));

  const eligibleCount = computed(() => preview.value?.eligible ?? 0);
  const refusal = computed<string | null>(() => {
    if (needsChild.value && child.value === null) return '请先选择下级';
    if (basket.draftError.value !== '') return basket.draftError.value;
    if (basket.count.value === 0) return '请选择卡号';
    if (preview.value === null) return errorText.value || '正在核对卡号，请稍候';
    return requestRefusal(preview.value, agreesToSkip.value, purposeTexts[purpose()].verb);
  });

  const form = useSubmit<null, SentDocument>({
    async send(_, call) {
      const body = {
        selection: basket.selection.value,
        onlyEligible: preview.value !== null && excludedCount(preview.value) > 0,
        expectedCount: eligibleCount.value,
        note: note.value,
      };
      try {
        return await sendCards(purpose(), { ...body, toChannelId: child.value?.id ?? 0 }, call);
      } catch (error) {
        // Cards may have moved since they were checked: show the new answer next to the refusal.
        void check();
        throw error;
      }
    },
  });

  /** Sends the request; null when something is missing (the person was told) or it was refused. */
  async function submit(): Promise<SentDocument | null> {
    if (refusal.value !== null) {
      showToast(refusal.value);
      return null;
    }
    return form.submit(null);
  }

  return {
    basket,
    child,
    note,
    agreesToSkip,
    preview,
    isChecking,
    errorText,
    check,
    eligibleCount,
    refusal,
    submit,
    isSubmitting: form.isSubmitting,
  };
}

interface RequestBody {
  selection: CardSelection;
  onlyEligible: boolean;
  expectedCount: number;
  note: string;
  /** Read by a transfer only. */
  toChannelId: number;
}

async function sendCards(
  purpose: CardPurpose,
  { toChannelId, ...body }: RequestBody,
  call: { idempotencyKey: string },
): Promise<SentDocument> {
  if (purpose === 'activation') {
    return { kind: 'activation', id: (await sdk.card.requestActivation({ body }, call)).id };
  }
  const sent =
    purpose === 'return'
      ? await sdk.card.returnCards({ body }, call)
      : await sdk.card.transferCards({ body: { ...body, toChannelId } }, call);
  return { kind: 'handover', id: sent.id };
}
