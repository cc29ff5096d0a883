import { cardNoOfScan } from '@lakeside/shared/card/card-link';
import { formatCardNo } from '@lakeside/shared/card/card-number';
import { cardMemberContract, type MemberCard } from '@lakeside/shared/card/card.member.contract';
import { isSdkError } from '@lakeside/shared/sdk/sdk-error';
import { showToast } from '@lakeside/shared/ui/feedback';
import { scanCode } from '@lakeside/shared/ui/scan-code';
import { useSubmit } from '@lakeside/shared/ui/use-submit';
import { nextTick, reactive, ref, shallowRef } from 'vue';
import { sdk } from '@/app/api';
import { groupCardNoInput } from './card-no-input';

/**
 * Binding a card by number and secret (MB-052). A refusal stays on the page in the server's own words, which never tell
 * whether the number exists and say for how long tries are locked.
 */
export function useBindCard() {
  const form = reactive({ cardNo: '', secret: '' });
  const refusal = ref('');
  const boundCard = shallowRef<MemberCard | null>(null);

  const submission = useSubmit<typeof form, MemberCard | null>({
    schema: cardMemberContract.bindCard.body,
    async send(body, { idempotencyKey }) {
      try {
        return await sdk.card.bindCard({ body }, { idempotencyKey });
      } catch (error) {
        const isRefusal = isSdkError(error) && error.kind === 'http' && error.status < 500;
        if (!isRefusal || error.status === 401 || Object.keys(error.fieldErrors).length > 0) throw error;
        refusal.value = error.message;
        return null;
      }
    },
  });

  /** Shows what was typed at once and its grouped form right after, so that a dropped character disappears too. */
  function typeCardNo(text: string): void {
    submission.clearFieldError('cardNo');
    refusal.value = '';
    form.cardNo = text;
    void nextTick(() => {
      form.cardNo = groupCardNoInput(text);
    });
  }

  function typeSecret(text: string): void {
    submission.clearFieldError('secret');
    refusal.value = '';
    form.secret = text;
  }

  /** Fills the number in from a link or a code. */
  function fillCardNo(text: string): void {
    const cardNo = cardNoOfScan(text);
    if (cardNo === null) return showToast('没有读到卡号，请手动输入');
    typeCardNo(formatCardNo(cardNo));
  }

  async function scan(): Promise<void> {
    const text = await scanCode();
    if (text !== null) fillCardNo(text);
  }

  async function bind(): Promise<void> {
    refusal.value = '';
    boundCard.value = await submission.submit(form);
  }

  return {
    form,
    refusal,
    boundCard,
    fieldErrors: submission.fieldErrors,
    isSubmitting: submission.isSubmitting,
    typeCardNo,
    typeSecret,
    fillCardNo,
    scan,
    bind,
  };
}
