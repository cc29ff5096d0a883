import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { In } from 'typeorm';
import { Clock } from '../clock';
import { insertInChunks, type Tx, upsertIgnore } from '../database/dialect';
import type { OutboxHandler } from './outbox-handler';
import { OutboxMessage, OutboxStatus } from './outbox-message.entity';

export interface NewMessage {
  /** `card.transferSent`: feature, then what happened. */
  readonly topic: string;
  /** Any JSON object. Carry ids, not copies of rows. */
  readonly payload: object;
  /** A second message with the same key is dropped. */
  readonly dedupeKey?: string;
}

/** Takes news and errands for the outside along in the transaction they belong to, so that neither exists without the other. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class Outbox {
  @Inject() private readonly clock: Clock;
  private readonly handlersByTopic = new Map<string, OutboxHandler[]>();
  private hasNews = false;

  /** Registers a handler at boot; several may listen to one topic, and each gets its own copy with its own retries. */
  register(handler: OutboxHandler): void {
    this.handlersByTopic.set(handler.topic, [...this.handlersFor(handler.topic), handler]);
  }

  handlersFor(topic: string): readonly OutboxHandler[] {
    return this.handlersByTopic.get(topic) ?? [];
  }

  /** Writes one message per handler of the topic; delivered after the commit, at least once. */
  async add(tx: Tx, message: NewMessage): Promise<void> {
    await this.addAll(tx, [message]);
  }

  async addAll(tx: Tx, messages: readonly NewMessage[]): Promise<void> {
    const now = this.clock.now();
    const rows = messages.flatMap((message) => {
      const handlers = this.handlersFor(message.topic).map(handlerName);
      const status = handlers.length > 0 ? OutboxStatus.pending : OutboxStatus.ignored;
      return (handlers.length > 0 ? handlers : ['']).map((handler) => ({
        topic: message.topic,
        handler,
        payload: message.payload,
        dedupeKey: message.dedupeKey ?? null,
        status,
        attempts: 0,
        dueAt: now,
        createdAt: now,
      }));
    });
    // Only a key can make a message the second of its kind; the others go in the plain way, which is half as much work.
    const keyed = rows.filter((row) => row.dedupeKey !== null);
    const free = rows.filter((row) => row.dedupeKey === null);
    await upsertIgnore(tx, OutboxMessage, keyed);
    await insertInChunks(tx, OutboxMessage, free);
    this.hasNews = true;
  }

  /** The payloads that a handler has still to receive, the dead ones among them, as seen inside `tx`. */
  async undelivered(tx: Tx, handler: OutboxHandler): Promise<unknown[]> {
    const rows = await tx.find(OutboxMessage, {
      select: { id: true, payload: true },
      where: {
        status: In([OutboxStatus.pending, OutboxStatus.dead]),
        topic: handler.topic,
        handler: handlerName(handler),
      },
    });
    return rows.map((row) => row.payload);
  }

  /** True once after messages were added; asked after each commit to decide whether to wake the worker. */
  takeNews(): boolean {
    const news = this.hasNews;
    this.hasNews = false;
    return news;
  }
}

export function handlerName(handler: OutboxHandler): string {
  return handler.constructor.name;
}
