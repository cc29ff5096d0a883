/**
 * WeChat opens some things only in answer to the person's own touch. What a touch starts counts until the next task;
 * an answered dialog and a payment count as a touch for the program's callback.
 */
let isTouched = false;

/** To be called when a tap arrives, and right before a callback gets the answer of one. */
export function noteTap(): void {
  isTouched = true;
  setTimeout(() => {
    isTouched = false;
  });
}

export function hasGesture(): boolean {
  return isTouched;
}

const givesGesture = new WeakSet<object>();

/** Marks an answer as coming from the person's touch. */
export function withGesture<Result extends object>(result: Result): Result {
  givesGesture.add(result);
  return result;
}

export function isFromGesture(result: unknown): boolean {
  return typeof result === 'object' && result !== null && givesGesture.has(result);
}
