import type { LineToReview, MyReview } from '@lakeside/shared/review/review.schemas';
import { submitReviewBody } from '@lakeside/shared/review/review.schemas';
import { useDetail } from '@lakeside/shared/ui/use-detail';
import { useSubmit } from '@lakeside/shared/ui/use-submit';
import { computed, reactive, ref } from 'vue';
import { sdk } from '@/app/api';

export interface ReviewTarget {
  orderId: number;
  /** Null chooses the first line that waits. */
  line: Pick<LineToReview, 'kind' | 'offerId'> | null;
}

interface ReviewForm {
  score: number;
  text: string;
  pictures: string[];
  isAnonymous: boolean;
}

/** One review being written; what was typed survives every refusal (MB-056). */
export function useWriteReview(target: () => ReviewTarget) {
  const form = reactive<ReviewForm>({ score: 0, text: '', pictures: [], isAnonymous: false });
  const pendingPictures = ref(0);
  const {
    data: order,
    errorText,
    reload,
  } = useDetail(() => sdk.review.getOrderToReview({ params: { id: target().orderId } }));
  const line = computed<LineToReview | null>(() => {
    const { line: wanted } = target();
    const lines = order.value?.lines ?? [];
    const found = lines.find(({ kind, offerId }) => kind === wanted?.kind && offerId === wanted.offerId);
    return found ?? lines[0] ?? null;
  });
  const submission = useSubmit({
    schema: submitReviewBody,
    send: (body: ReviewForm & Pick<LineToReview, 'kind' | 'offerId'> & { orderId: number }, call) =>
      sdk.review.submitReview({ body }, { idempotencyKey: call.idempotencyKey }),
  });

  /** Null: refused, and the person was told. */
  async function submit(): Promise<MyReview | null> {
    if (!line.value) return null;
    const { kind, offerId } = line.value;
    // 0 stars are no number of stars; the schema then says that one must be chosen.
    return submission.submit({ ...form, orderId: target().orderId, kind, offerId });
  }

  return { form, line, order, errorText, reload, pendingPictures, ...submission, submit };
}
