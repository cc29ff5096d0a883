import type { activationDetailSchema } from '@lakeside/shared/card/card.schemas';
import { ActivationStatus } from '@lakeside/shared/card/card.status';
import { formatFen } from '@lakeside/shared/kernel/money';
import { copyText } from '@lakeside/shared/ui/copy-text';
import { confirmAction, showError, showSuccess, showToast } from '@lakeside/shared/ui/feedback';
import { askForText } from '@lakeside/shared/ui/scan-code';
import { usePageList } from '@lakeside/shared/ui/use-page-list';
import { useSubmit } from '@lakeside/shared/ui/use-submit';
import type { InferOutput } from 'valibot';
import { computed, shallowRef } from 'vue';
import { sdk } from '@/app/api';
import { useProfileStore } from '@/app/profile.store';
import { useDetail } from '@/common/use-detail';
import { quoteForCount } from './activation-quote';
import { loadAllNumbers } from './load-all-numbers';
import { toggleMark } from './receipt-check';

export type ActivationDetail = InferOutput<typeof activationDetailSchema>;

/** More numbers than this are not chosen from one by one on a phone. */
export const chooseLimit = 2000;

type Act = 'activate' | 'forward' | 'reject' | 'withdraw';

/** One activation order and what this channel may do with it. */
export function useActivation(id: () => number) {
  const store = useProfileStore();
  const detail = useDetail<ActivationDetail>(() => sdk.card.getActivation({ params: { id: id() } }));
  const activation = detail.data;
  const allNumbers = shallowRef<readonly string[] | null>(null);
  const leftOut = shallowRef<readonly string[]>([]);
  const numbers = usePageList({
    pageSize: 50,
    load: (page, signal) => sdk.card.listActivationCards({ params: { id: id() }, query: page }, { signal }),
  });

  const isMine = computed(() => activation.value?.requester.id === store.profile?.channel.id);
  const isOpen = computed(
    () =>
      activation.value?.status === ActivationStatus.pendingL1 ||
      activation.value?.status === ActivationStatus.pendingL2,
  );
  const canActivate = computed(
    () => store.rights.payActivation && activation.value?.status === ActivationStatus.pendingL1,
  );
  const canForward = computed(
    () =>
      store.rights.forwardActivation &&
      !isMine.value &&
      activation.value?.status === ActivationStatus.pendingL2,
  );
  const canReject = computed(() => !isMine.value && (canActivate.value || canForward.value));
  const canWithdraw = computed(() => isMine.value && isOpen.value);
  const chosenCount = computed(() => (activation.value?.cardCount ?? 0) - leftOut.value.length);
  const quote = computed(() =>
    activation.value?.quote ? quoteForCount(activation.value.quote, chosenCount.value) : null,
  );
  const awaited = computed(() => {
    if (activation.value?.status === ActivationStatus.pendingL2)
      return `${activation.value.l2?.name ?? '二级'} 确认已收款`;
    return activation.value?.status === ActivationStatus.pendingL1
      ? `${activation.value.l1.name} 激活`
      : null;
  });

  /** The numbers to choose from; false when there are too many for that. */
  async function loadNumbersToChoose(): Promise<boolean> {
    if (allNumbers.value !== null) return true;
    allNumbers.value = await loadAllNumbers(
      (query) => sdk.card.listActivationCards({ params: { id: id() }, query }),
      chooseLimit,
    );
    return allNumbers.value !== null;
  }

  function toggleChosen(cardNo: string): void {
    leftOut.value = toggleMark(leftOut.value, cardNo);
  }

  const form = useSubmit<{ act: Act; reason: string }, ActivationDetail>({
    send({ act, reason }, call) {
      const params = { id: id() };
      if (act === 'forward') return sdk.card.forwardActivation({ params }, call);
      if (act === 'withdraw') return sdk.card.withdrawActivation({ params }, call);
      if (act === 'reject') return sdk.card.rejectActivation({ params, body: { reason } }, call);
      return sdk.card.activateCards({ params, body: { cardNos: chosenNumbers() } }, call);
    },
  });

  function chosenNumbers(): string[] | null {
    if (leftOut.value.length === 0 || allNumbers.value === null) return null;
    const skipped = new Set(leftOut.value);
    return allNumbers.value.filter((cardNo) => !skipped.has(cardNo));
  }

  async function run(act: Act, done: string, reason = ''): Promise<void> {
    const next = await form.submit({ act, reason });
    if (next === null) {
      // The order or the balances may have changed meanwhile; what is shown must not stay stale.
      await detail.reload();
      return;
    }
    activation.value = next;
    leftOut.value = [];
    showSuccess(done);
    void numbers.refresh();
  }

  async function activate(): Promise<void> {
    if (quote.value === null || chosenCount.value === 0) return showToast('请至少选一张卡');
    const { storedValueFen, creditFen, shortageFen } = quote.value;
    if (shortageFen > 0) return showToast(`还差 ${formatFen(shortageFen)} 元，请先充值`);
    const skippedText = leftOut.value.length > 0 ? `其余 ${leftOut.value.length} 张解锁退回，不激活。` : '';
    const isSure = await confirmAction({
      title: `激活 ${chosenCount.value} 张`,
      content: `扣储值 ¥${formatFen(storedValueFen)}，扣额度 ¥${formatFen(creditFen)}。${skippedText}激活后不能返还。`,
      confirmText: '激活',
    });
    if (isSure) await run('activate', '已激活');
  }

  async function forward(): Promise<void> {
    const one = activation.value;
    if (one === null) return;
    const owedFen = (one.offlineUnitPriceFen ?? 0) * one.cardCount;
    const isSure = await confirmAction({
      title: '已收到货款？',
      content: `确认已线下收到 ${one.requester.name} 的货款 ¥${formatFen(owedFen)}，转交 ${one.l1.name} 激活。`,
      confirmText: '已收款并转交',
    });
    if (isSure) await run('forward', '已转交');
  }

  async function reject(): Promise<void> {
    const reason = await askForText('驳回原因', '会显示给申请方，卡号随后解锁');
    if (reason !== null) await run('reject', '已驳回', reason);
  }

  async function withdraw(): Promise<void> {
    const isSure = await confirmAction({
      title: '撤回激活申请？',
      content: `${activation.value?.cardCount ?? 0} 张卡会解锁，申请作废。`,
      confirmText: '撤回',
      isDestructive: true,
    });
    if (isSure) await run('withdraw', '已撤回');
  }

  /** Copies the numbers that were activated, so that the right plastic is handed to the customer (AD-065, AD-070). */
  async function copyActivated(): Promise<void> {
    try {
      const rows: string[] = [];
      for (let page = 1, total = 1; (page - 1) * 100 < total; page += 1) {
        const answer = await sdk.card.listActivationCards({
          params: { id: id() },
          query: { page, pageSize: 100 },
        });
        total = answer.total;
        rows.push(...answer.items.filter((item) => item.outcome === 'done').map((item) => item.cardNo));
      }
      copyText(rows.join('\n'), `${rows.length} 个卡号`);
    } catch (error) {
      showError(error);
    }
  }

  return {
    activation,
    errorText: detail.errorText,
    reload: detail.reload,
    numbers,
    allNumbers,
    leftOut,
    isMine,
    canActivate,
    canForward,
    canReject,
    canWithdraw,
    chosenCount,
    quote,
    awaited,
    isSubmitting: form.isSubmitting,
    loadNumbersToChoose,
    toggleChosen,
    activate,
    forward,
    reject,
    withdraw,
    copyActivated,
  };
}
