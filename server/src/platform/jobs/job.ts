/** Work done at set times, by one server of all at a time. Written as a provided singleton class. */
export interface CronJob {
  readonly name: string;
  /** Cron pattern in Asia/Shanghai: `0 3 * * *` is three in the morning. */
  readonly cron: string;
  run(): Promise<void>;
}

/** One long task as its handler sees it. */
export interface Task {
  readonly id: number;
  readonly payload: unknown;
  /** 1 on the first try. A task taken over from a killed server counts on. */
  readonly attempt: number;
  /** What the last `progress` of an earlier attempt said, so that the handler can go on from there. */
  readonly done: number;
}

export interface TaskContext {
  /** Saves how far the task is and keeps it from being taken over; call at least every 30 seconds. */
  progress(done: number, total: number): Promise<void>;
}

/** Handles one type of queued task. It may run twice, so each step must be harmless when repeated. */
export interface TaskHandler {
  readonly type: string;
  handle(task: Task, context: TaskContext): Promise<void>;
}
