import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type Repository } from 'typeorm';
import { Clock } from '../clock';
import { affectedRows } from '../database/dialect';
import { Logger } from '../observability/logger';
import { randomToken } from '../random';
import { handlerName, Outbox } from './outbox';
import { OutboxMessage, OutboxStatus } from './outbox-message.entity';

export const maxOutboxAttempts = 10;
const batchSize = 20;
const leaseMs = 60_000;
const firstDelayMs = 5_000;
const longestDelayMs = 60 * 60 * 1000;

/** How long to wait after the given attempt failed: 5 s, 10 s, 20 s … at most an hour. */
export function outboxDelayMs(attempt: number): number {
  return Math.min(firstDelayMs * 2 ** (attempt - 1), longestDelayMs);
}

/** Delivers messages after their commit. Any number of servers may run it: a message is leased by one at a time. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class OutboxWorker {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly logger: Logger;
  private readonly workerId = randomToken(20);
  private isStopped = false;

  /** Delivers everything that is due now, oldest first. Failed messages are due later. */
  async drain(): Promise<{ delivered: number; failed: number }> {
    const outcome = { delivered: 0, failed: 0 };
    for (;;) {
      const due = await this.findDue();
      let claimed = 0;
      for (const message of due) {
        if (this.isStopped) return outcome;
        if (!(await this.claim(message))) continue;
        claimed += 1;
        if (await this.deliver(message)) outcome.delivered += 1;
        else outcome.failed += 1;
      }
      if (claimed === 0) return outcome;
    }
  }

  /** Lets `drain` end after the message in hand. */
  stop(): void {
    this.isStopped = true;
  }

  /** Messages not yet delivered, the dead ones aside. */
  backlog(): Promise<number> {
    return this.messages.countBy({ status: OutboxStatus.pending });
  }

  deadLetters(): Promise<number> {
    return this.messages.countBy({ status: OutboxStatus.dead });
  }

  private get messages(): Repository<OutboxMessage> {
    return this.dataSource.getRepository(OutboxMessage);
  }

  private findDue(): Promise<OutboxMessage[]> {
    return this.messages
      .createQueryBuilder('message')
      .where('message.status = :pending AND message.dueAt <= :now', {
        pending: OutboxStatus.pending,
        now: this.clock.now(),
      })
      .andWhere('(message.leaseUntil IS NULL OR message.leaseUntil < :now)')
      .orderBy('message.dueAt')
      .addOrderBy('message.id')
      .limit(batchSize)
      .getMany();
  }

  /** Wins the message for this server, unless another was faster. */
  private async claim(message: OutboxMessage): Promise<boolean> {
    const now = this.clock.now();
    const result = await this.messages
      .createQueryBuilder()
      .update()
      .set({
        leasedBy: this.workerId,
        leaseUntil: new Date(now.getTime() + leaseMs),
        attempts: message.attempts + 1,
      })
      .where('id = :id AND status = :pending AND attempts = :attempts', {
        id: message.id,
        pending: OutboxStatus.pending,
        attempts: message.attempts,
      })
      .andWhere('(leaseUntil IS NULL OR leaseUntil < :now)', { now })
      .execute();
    return affectedRows(result) === 1;
  }

  private async deliver(message: OutboxMessage): Promise<boolean> {
    const attempt = message.attempts + 1;
    try {
      const handler = this.outbox
        .handlersFor(message.topic)
        .find((item) => handlerName(item) === message.handler);
      if (!handler) throw new Error(`no handler ${message.handler} for ${message.topic}`);
      await handler.handle({ id: message.id, topic: message.topic, payload: message.payload, attempt });
    } catch (error) {
      await this.postpone(message, attempt, error);
      return false;
    }
    await this.settle(message, {
      status: OutboxStatus.delivered,
      deliveredAt: this.clock.now(),
      lastError: null,
    });
    return true;
  }

  private async postpone(message: OutboxMessage, attempt: number, error: unknown): Promise<void> {
    const isDead = attempt >= maxOutboxAttempts;
    const { topic, handler, id } = message;
    this.logger.error(isDead ? 'outbox message is dead' : 'outbox delivery failed', {
      topic,
      handler,
      id,
      attempt,
      error: error,
    });
    await this.settle(message, {
      status: isDead ? OutboxStatus.dead : OutboxStatus.pending,
      dueAt: new Date(this.clock.now().getTime() + outboxDelayMs(attempt)),
      lastError: String(error instanceof Error ? error.message : error).slice(0, 500),
    });
  }

  /** Ends this server's turn with the message; does nothing when the lease has meanwhile gone to another. */
  private async settle(
    message: OutboxMessage,
    change: Partial<Omit<OutboxMessage, 'payload'>>,
  ): Promise<void> {
    await this.messages.update(
      { id: message.id, leasedBy: this.workerId },
      { ...change, leasedBy: null, leaseUntil: null },
    );
  }
}
