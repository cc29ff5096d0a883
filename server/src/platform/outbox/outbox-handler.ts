/** A message as its handler receives it. */
export interface OutboxDelivery {
  readonly id: number;
  readonly topic: string;
  readonly payload: unknown;
  /** 1 on the first try. */
  readonly attempt: number;
}

/** Delivers the messages of one topic to where they belong. May see one message twice, so it must be idempotent. */
export interface OutboxHandler {
  readonly topic: string;
  handle(message: OutboxDelivery): Promise<void>;
}
