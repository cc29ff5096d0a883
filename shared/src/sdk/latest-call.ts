import { createCanceller, type Canceller, type CancelSignal } from './cancel';
import { isSdkError } from './sdk-error';

/** How a call ended; `overtaken` when a newer one was started or it was cancelled: nothing is to be shown then. */
export type CallOutcome<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'overtaken' };

/** Runs calls of which only the latest counts: starting one cancels the one before. */
export function createLatestCall() {
  let running: Canceller | null = null;

  async function run<Value>(call: (signal: CancelSignal) => Promise<Value>): Promise<CallOutcome<Value>> {
    running?.cancel();
    const canceller = createCanceller();
    running = canceller;
    try {
      const value = await call(canceller.signal);
      return running === canceller ? { kind: 'done', value } : { kind: 'overtaken' };
    } catch (error) {
      const isCancelled = isSdkError(error) && error.kind === 'cancelled';
      return running !== canceller || isCancelled ? { kind: 'overtaken' } : { kind: 'failed', error };
    }
  }

  return {
    run,
    /** Cancels what is running; its outcome becomes `overtaken`. */
    cancel(): void {
      running?.cancel();
      running = null;
    },
  };
}
