/** Tells a running request to stop. Our own small type, since AbortController does not exist in a mini program. */
export interface CancelSignal {
  readonly isCancelled: boolean;
  /** Calls back once on cancel (at once if it already happened); returns the way to stop listening. */
  onCancel(listener: () => void): () => void;
}

export interface Canceller {
  readonly signal: CancelSignal;
  cancel(): void;
}

/** Makes a signal to hand to requests and the switch that cancels them. */
export function createCanceller(): Canceller {
  const listeners = new Set<() => void>();
  let isCancelled = false;
  return {
    signal: {
      get isCancelled() {
        return isCancelled;
      },
      onCancel(listener) {
        if (isCancelled) listener();
        else listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    cancel() {
      if (isCancelled) return;
      isCancelled = true;
      for (const listener of listeners) listener();
      listeners.clear();
    },
  };
}
