import { phoneSchema } from '@lakeside/shared/kernel/schemas';
import { showError, showToast } from '@lakeside/shared/ui/feedback';
import { useCountdown } from '@lakeside/shared/ui/use-countdown';
import { safeParse } from 'valibot';
import { ref } from 'vue';
import { sdk } from '@/app/api';

/** Asks for a code and counts down to the next; `demoCode` is the code itself where no SMS is sent (demo only). */
export function useSmsCode() {
  const countdown = useCountdown();
  const demoCode = ref('');
  const isRequesting = ref(false);

  async function request(phone: string): Promise<void> {
    if (isRequesting.value || countdown.isRunning.value) return;
    if (!safeParse(phoneSchema, phone).success) return showToast('请先输入 11 位手机号');
    isRequesting.value = true;
    try {
      const answer = await sdk.sms.requestSmsCode({ body: { audience: 'member', phone } });
      demoCode.value = answer.demoCode ?? '';
      countdown.start(answer.retryAfterSeconds);
    } catch (error) {
      showError(error);
    } finally {
      isRequesting.value = false;
    }
  }

  return { demoCode, isRequesting, secondsLeft: countdown.secondsLeft, request };
}
