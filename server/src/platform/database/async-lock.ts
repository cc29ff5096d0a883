/** A first-come, first-served lock for asynchronous code. */
export class AsyncLock {
  private isHeld = false;
  private readonly waiters: (() => void)[] = [];

  /** Waits for the lock. The returned function gives it back and may be called more than once. */
  async acquire(): Promise<() => void> {
    if (this.isHeld) await new Promise<void>((resume) => this.waiters.push(resume));
    this.isHeld = true;
    let isReleased = false;
    return () => {
      if (isReleased) return;
      isReleased = true;
      const next = this.waiters.shift();
      // Handing the lock straight to the next waiter keeps newcomers from jumping the queue.
      if (next) next();
      else this.isHeld = false;
    };
  }
}
