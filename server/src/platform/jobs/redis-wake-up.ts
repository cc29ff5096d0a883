import { Queue, Worker } from 'bullmq';
import Redis from 'ioredis';

export type WorkKind = 'outbox' | 'tasks';

export interface RedisWakeUpOptions {
  readonly redisUrl: string;
  readonly installationId: string;
  readonly onWakeUp: (kind: WorkKind) => void;
  readonly onError: (error: Error) => void;
}

/**
 * Tells every server through Redis (BullMQ) that there is work, so that an idle one takes it at once. The work itself
 * stays in the database, so nothing is lost when Redis is.
 */
export class RedisWakeUp {
  private readonly connection: Redis;
  private readonly queue: Queue;
  private readonly worker: Worker;

  constructor({ redisUrl, installationId, onWakeUp, onError }: RedisWakeUpOptions) {
    const queueName = `lakeside-wake-up-${installationId}`;
    // BullMQ asks for this setting on connections that wait for work.
    this.connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
    this.connection.on('error', onError);
    this.queue = new Queue(queueName, { connection: this.connection });
    this.queue.on('error', onError);
    this.worker = new Worker(
      queueName,
      async (job) => {
        if (job.name === 'outbox' || job.name === 'tasks') onWakeUp(job.name);
      },
      { connection: this.connection },
    );
    this.worker.on('error', onError);
  }

  async announce(kind: WorkKind): Promise<void> {
    await this.queue.add(kind, {}, { removeOnComplete: true, removeOnFail: true });
  }

  async close(): Promise<void> {
    await this.worker.close();
    await this.queue.close();
    this.connection.disconnect();
  }
}
