import {
  type AfterSaleDetail,
  afterSaleMemberContract,
} from '@lakeside/shared/after-sale/after-sale.contract';
import { confirmAction, showSuccess } from '@lakeside/shared/ui/feedback';
import { showInstant } from '@lakeside/shared/ui/show-instant';
import { useDetail } from '@lakeside/shared/ui/use-detail';
import { useSubmit } from '@lakeside/shared/ui/use-submit';
import { computed, reactive, watch } from 'vue';
import { sdk } from '@/app/api';

/** One own case and what its buyer can do with it. */
export function useAfterSale(id: () => number) {
  const detail = useDetail<AfterSaleDetail>(() => sdk.afterSale.getAfterSale({ params: { id: id() } }));
  const waybill = reactive({ carrierCode: '', waybillNo: '' });
  watch(detail.data, (sale) => {
    const isOffered = sale?.carriers.some(({ code }) => code === waybill.carrierCode);
    if (sale && !isOffered) waybill.carrierCode = sale.carriers[0]?.code ?? '';
  });
  const params = () => ({ id: id() });

  const withdrawal = useSubmit<unknown, AfterSaleDetail>({
    send: (_input, call) => sdk.afterSale.withdraw({ params: params() }, call),
  });
  const receipt = useSubmit<unknown, AfterSaleDetail>({
    send: (_input, call) => sdk.afterSale.confirmExchange({ params: params() }, call),
  });
  const returning = useSubmit<typeof waybill, AfterSaleDetail>({
    schema: afterSaleMemberContract.sendReturn.body,
    send: (body, call) => sdk.afterSale.sendReturn({ params: params(), body }, call),
  });

  /** A refusal means that the case has moved on: show what it is now. */
  async function take(answer: AfterSaleDetail | null, doneText: string): Promise<boolean> {
    if (answer === null) {
      await detail.reload();
      return false;
    }
    detail.data.value = answer;
    showSuccess(doneText);
    return true;
  }

  async function withdraw(): Promise<void> {
    const isSure = await confirmAction({
      title: '撤销售后',
      content: '撤销后这次申请关闭；期限内可以再次申请。',
      confirmText: '撤销',
      isDestructive: true,
    });
    if (isSure) await take(await withdrawal.submit(null), '已撤销');
  }

  async function confirmExchange(): Promise<void> {
    const isSure = await confirmAction({
      title: '确认收到新件',
      content: '确认后这次售后完成。',
      confirmText: '已收到',
    });
    if (isSure) await take(await receipt.submit(null), '售后已完成');
  }

  /** True when the shop was told; otherwise the form says why. */
  async function sendReturn(): Promise<boolean> {
    const answer = await returning.submit({ ...waybill });
    if (answer === null) return false;
    return take(answer, '已提交');
  }

  return {
    sale: detail.data,
    errorText: detail.errorText,
    reload: detail.reload,
    waybill,
    steps: computed(() => stepsOf(detail.data.value)),
    actions: computed(() => actionsOf(detail.data.value)),
    withdraw,
    isWithdrawing: withdrawal.isSubmitting,
    confirmExchange,
    isConfirming: receipt.isSubmitting,
    sendReturn,
    isReturning: returning.isSubmitting,
    returnErrors: returning.fieldErrors,
    clearReturnError: returning.clearFieldError,
  };
}

function actionsOf(sale: AfterSaleDetail | null) {
  const status = sale?.status;
  return {
    canWithdraw: status === 'applied' || status === 'toReturn' || status === 'toExchange',
    canReturn: status === 'toReturn',
    canConfirm: status === 'exchangeSent',
  };
}

/** The latest on top. */
function stepsOf(sale: AfterSaleDetail | null) {
  return [...(sale?.steps ?? [])].reverse().map((step, index) => ({
    title: step.action,
    note: [showInstant(step.at), step.note].filter((part) => !!part).join(' '),
    state: index === 0 ? ('current' as const) : ('done' as const),
  }));
}
