import type { activationDetailSchema } from '@lakeside/shared/card/card.schemas';
import { ActivationStatus } from '@lakeside/shared/card/card.status';
import { usePageList } from '@lakeside/shared/ui/use-page-list';
import type { InferOutput } from 'valibot';
import { computed } from 'vue';
import { sdk } from '@/app/api';
import { useProfileStore } from '@/app/profile.store';
import { useDetail } from '@lakeside/shared/ui/use-detail';
import { quoteForCount } from './activation-quote';
import { useNumberChoice } from './use-number-choice';

export type ActivationDetail = InferOutput<typeof activationDetailSchema>;

/** One activation order: what it says, what this channel may do with it, and how the chosen cards would be paid. */
export function useActivation(id: () => number) {
  const store = useProfileStore();
  const detail = useDetail<ActivationDetail>(() => sdk.card.getActivation({ params: { id: id() } }));
  const activation = detail.data;
  const choice = useNumberChoice(id);
  const numbers = usePageList({
    pageSize: 50,
    load: (page, signal) => sdk.card.listActivationCards({ params: { id: id() }, query: page }, { signal }),
  });

  const isMine = computed(() => activation.value?.requester.id === store.profile?.channel.id);
  const waitsForL1 = computed(() => activation.value?.status === ActivationStatus.pendingL1);
  const waitsForL2 = computed(() => activation.value?.status === ActivationStatus.pendingL2);
  const canActivate = computed(() => store.rights.payActivation && waitsForL1.value);
  const canForward = computed(() => store.rights.forwardActivation && !isMine.value && waitsForL2.value);
  const canReject = computed(() => !isMine.value && (canActivate.value || canForward.value));
  const canWithdraw = computed(() => isMine.value && (waitsForL1.value || waitsForL2.value));
  const chosenCount = computed(() => (activation.value?.cardCount ?? 0) - choice.leftOut.value.length);
  const quote = computed(() =>
    activation.value?.quote ? quoteForCount(activation.value.quote, chosenCount.value) : null,
  );
  /** Who has to act next, for the end of the timeline. */
  const awaited = computed(() => {
    if (waitsForL2.value) return `${activation.value?.l2?.name ?? '二级'} 确认已收款`;
    return waitsForL1.value ? `${activation.value?.l1.name ?? '一级'} 激活` : null;
  });

  return {
    id,
    activation,
    errorText: detail.errorText,
    reload: detail.reload,
    choice,
    numbers,
    isMine,
    canActivate,
    canForward,
    canReject,
    canWithdraw,
    chosenCount,
    quote,
    awaited,
  };
}

export type Activation = ReturnType<typeof useActivation>;
