import { newIdempotencyKey } from '@lakeside/shared/sdk/idempotency-key';
import { ref } from 'vue';
import { showError, showSuccess } from './feedback';

/** A button that does one thing at once: no second click while it runs, and one key until it succeeds. */
export function useAct() {
  const isActing = ref(false);
  let idempotencyKey = newIdempotencyKey();

  /** True when it succeeded; the person is told either way. */
  async function act(
    doneText: string,
    send: (call: { idempotencyKey: string }) => Promise<unknown>,
  ): Promise<boolean> {
    if (isActing.value) return false;
    isActing.value = true;
    try {
      await send({ idempotencyKey });
      idempotencyKey = newIdempotencyKey();
      if (doneText !== '') showSuccess(doneText);
      return true;
    } catch (error) {
      showError(error);
      return false;
    } finally {
      isActing.value = false;
    }
  }

  return { isActing, act };
}
