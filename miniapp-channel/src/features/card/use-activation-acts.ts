import { formatFen } from '@lakeside/shared/kernel/money';
import { copyText } from '@lakeside/shared/ui/copy-text';
import { confirmAction, showError, showSuccess, showToast } from '@lakeside/shared/ui/feedback';
import { askForText } from '@lakeside/shared/ui/scan-code';
import { useSubmit } from '@lakeside/shared/ui/use-submit';
import { ref } from 'vue';
import { sdk } from '@/app/api';
import type { Activation, ActivationDetail } from './use-activation';

type Act = 'activate' | 'forward' | 'reject' | 'withdraw';

interface ActInput {
  act: Act;
  reason: string;
}

/** Activating, passing on, turning down and taking back one activation order (CH-033, CH-035, CH-036). */
export function useActivationActs(order: Activation) {
  /** Somebody else's request was dealt with here: the moment to offer news of the next one. */
  const hasDecided = ref(false);
  const form = useSubmit<ActInput, ActivationDetail>({ send: (input, call) => sendAct(order, input, call) });

  async function run(act: Act, done: string, reason = ''): Promise<void> {
    const next = await form.submit({ act, reason });
    if (next === null) {
      // The order or the balances may have changed meanwhile; what is shown must not stay stale.
      await order.reload();
      return;
    }
    order.activation.value = next;
    order.choice.clear();
    hasDecided.value = act !== 'withdraw' && !order.isMine.value;
    showSuccess(done);
    void order.numbers.refresh();
  }

  async function activate(): Promise<void> {
    const quote = order.quote.value;
    if (quote === null || order.chosenCount.value === 0) return showToast('请至少选一张卡');
    if (quote.shortageFen > 0) return showToast(`还差 ${formatFen(quote.shortageFen)} 元，请先充值`);
    const skippedCount = order.choice.leftOut.value.length;
    const skipped = skippedCount > 0 ? `其余 ${skippedCount} 张解锁退回，不激活。` : '';
    const isSure = await confirmAction({
      title: `激活 ${order.chosenCount.value} 张`,
      content: `扣储值 ¥${formatFen(quote.storedValueFen)}，扣额度 ¥${formatFen(quote.creditFen)}。${skipped}激活后不能返还。`,
      confirmText: '激活',
    });
    if (isSure) await run('activate', '已激活');
  }

  async function forward(): Promise<void> {
    const one = order.activation.value;
    if (one === null) return;
    const owedFen = (one.offlineUnitPriceFen ?? 0) * one.cardCount;
    const isSure = await confirmAction({
      title: '已收到货款？',
      content: `确认已线下收到 ${one.requester.name} 的货款 ¥${formatFen(owedFen)}，转交 ${one.l1.name} 激活。`,
      // WeChat allows four characters.
      confirmText: '确认转交',
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
      content: `${order.activation.value?.cardCount ?? 0} 张卡会解锁，申请作废。`,
      confirmText: '撤回',
      isDestructive: true,
    });
    if (isSure) await run('withdraw', '已撤回');
  }

  /** Copies the numbers that were activated, so that the right plastic is handed to the customer (AD-065, AD-070). */
  async function copyActivated(): Promise<void> {
    try {
      const cardNos = await activatedNumbers(order.id());
      copyText(cardNos.join('\n'), `${cardNos.length} 个卡号`);
    } catch (error) {
      showError(error);
    }
  }

  return { isSubmitting: form.isSubmitting, hasDecided, activate, forward, reject, withdraw, copyActivated };
}

function sendAct(
  order: Activation,
  { act, reason }: ActInput,
  call: { idempotencyKey: string },
): Promise<ActivationDetail> {
  const params = { id: order.id() };
  if (act === 'forward') return sdk.card.forwardActivation({ params }, call);
  if (act === 'withdraw') return sdk.card.withdrawActivation({ params }, call);
  if (act === 'reject') return sdk.card.rejectActivation({ params, body: { reason } }, call);
  return sdk.card.activateCards({ params, body: { cardNos: order.choice.chosenNumbers.value } }, call);
}

async function activatedNumbers(id: number): Promise<string[]> {
  const pageSize = 100;
  const cardNos: string[] = [];
  for (let page = 1; ; page += 1) {
    const { items, total } = await sdk.card.listActivationCards({
      params: { id },
      query: { page, pageSize },
    });
    cardNos.push(...items.filter((item) => item.outcome === 'done').map((item) => item.cardNo));
    if (items.length < pageSize || page * pageSize >= total) return cardNos;
  }
}
