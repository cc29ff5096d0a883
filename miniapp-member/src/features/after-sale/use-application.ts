import {
  type AfterSaleDetail,
  afterSaleMemberContract,
  type AfterSaleOptions,
} from '@lakeside/shared/after-sale/after-sale.contract';
import type { AfterSaleKind, AfterSaleReason } from '@lakeside/shared/after-sale/after-sale.status';
import { parseYuan } from '@lakeside/shared/kernel/money';
import { useDetail } from '@lakeside/shared/ui/use-detail';
import { useSubmit } from '@lakeside/shared/ui/use-submit';
import { ref } from 'vue';
import { sdk } from '@/app/api';
import { missingOf, useApplicationForm } from './use-application-form';

/** Asks for after-sale: what may be asked, what the member fills in, and sending it. */
export function useApplication(orderId: () => number) {
  const detail = useDetail<AfterSaleOptions>(() => sdk.afterSale.getOptions({ params: { id: orderId() } }));
  const filled = useApplicationForm(detail.data);
  const { form, target, isMoney } = filled;
  const pendingPictures = ref(0);

  const submission = useSubmit<unknown, AfterSaleDetail>({
    schema: afterSaleMemberContract.apply.body,
    send: (_input, { idempotencyKey }) =>
      sdk.afterSale.apply({ params: { id: orderId() }, body: body() }, { idempotencyKey }),
  });
  const { clearFieldError } = submission;

  function body() {
    return {
      lineId: target.value?.lineId ?? null,
      quantity: form.quantity,
      kind: form.kind ?? 'refundOnly',
      reason: form.reason ?? 'other',
      amountFen: isMoney.value ? parseYuan(form.amountText) : null,
      description: form.description,
      pictures: form.pictures,
    };
  }

  /** Resolves with the case, or null when something is missing or was refused and the member was told. */
  async function submit(): Promise<AfterSaleDetail | null> {
    const missing = missingOf(filled);
    if (missing === null) return submission.submit(body());
    submission.fieldErrors.value = { [missing.field]: missing.message };
    return null;
  }

  return {
    ...filled,
    options: detail.data,
    errorText: detail.errorText,
    async reload(): Promise<void> {
      await detail.reload();
      filled.begin();
    },
    pendingPictures,
    chooseTarget(index: number): void {
      filled.chooseTarget(index);
      clearFieldError('amountFen');
    },
    setQuantity(count: number): void {
      filled.setQuantity(count);
      clearFieldError('amountFen');
    },
    chooseKind(kind: AfterSaleKind): void {
      filled.chooseKind(kind);
      clearFieldError('kind');
    },
    chooseReason(reason: AfterSaleReason): void {
      form.reason = reason;
      clearFieldError('reason');
      clearFieldError('pictures');
    },
    submit,
    isSubmitting: submission.isSubmitting,
    fieldErrors: submission.fieldErrors,
    clearFieldError,
  };
}
