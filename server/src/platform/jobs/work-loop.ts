export interface WorkLoopOptions {
  /** Does everything that is due. */
  readonly work: () => Promise<unknown>;
  /** How long to rest when nobody wakes it. */
  readonly pauseMs: number;
  readonly onError: (error: unknown) => void;
}

/** Runs a piece of work again and again, never twice at once, at set pauses or sooner when woken. */
export class WorkLoop {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private isWoken = false;
  private isStopped = false;

  constructor(private readonly options: WorkLoopOptions) {}

  start(): void {
    this.wake();
  }

  /** Runs the work as soon as it is not running. */
  wake(): void {
    if (this.isStopped) return;
    if (this.running) {
      this.isWoken = true;
      return;
    }
    if (this.timer) clearTimeout(this.timer);
    this.running = this.runOnce();
  }

  /** Starts no more work and waits for what is running. */
  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }

  private async runOnce(): Promise<void> {
    try {
      await this.options.work();
    } catch (error) {
      this.options.onError(error);
    }
    this.running = null;
    if (this.isStopped) return;
    const pauseMs = this.isWoken ? 0 : this.options.pauseMs;
    this.isWoken = false;
    this.timer = setTimeout(() => this.wake(), pauseMs);
  }
}
