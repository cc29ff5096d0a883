import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { beforeEach, expect, it } from 'vitest';
import { TransactionService } from '../../src/platform/database/transaction';
import { systemActor } from '../../src/platform/http/actor';
import { Outbox } from '../../src/platform/outbox/outbox';
import type { OutboxDelivery, OutboxHandler } from '../../src/platform/outbox/outbox-handler';
import { OutboxMessage } from '../../src/platform/outbox/outbox-message.entity';
import { maxOutboxAttempts, OutboxWorker } from '../../src/platform/outbox/outbox-worker';
import { platformModule } from '../../src/platform/platform.module';
import type { ServerModule } from '../../src/platform/server-module';
import { describeOnBothDatabases } from '../kit/test-app';

const actor = systemActor('test');

/** Stands for an outside service: remembers what it got and fails as long as it is told to. */
@Provide()
@Scope(ScopeEnum.Singleton)
class Recorder implements OutboxHandler {
  readonly topic = 'note.written';
  readonly received: OutboxDelivery[] = [];
  isDown = false;

  async handle(message: OutboxDelivery): Promise<void> {
    this.received.push(message);
    if (this.isDown) throw new Error('service is down');
  }
}

@Provide()
@Scope(ScopeEnum.Singleton)
class SecondRecorder implements OutboxHandler {
  readonly topic = 'note.written';
  readonly received: unknown[] = [];

  async handle(message: OutboxDelivery): Promise<void> {
    this.received.push(message.payload);
  }
}

const module: ServerModule = { name: 'recorder', outboxHandlers: [Recorder, SecondRecorder] };

describeOnBothDatabases(
  'the outbox',
  { modules: [platformModule, module], environment: { LOG_LEVEL: 'silent' } },
  (context) => {
    const parts = async () => ({
      outbox: await context.app.get(Outbox),
      worker: await context.app.get(OutboxWorker),
      transactions: await context.app.get(TransactionService),
      recorder: await context.app.get(Recorder),
      second: await context.app.get(SecondRecorder),
      messages: context.app.dataSource.getRepository(OutboxMessage),
    });

    beforeEach(async () => {
      const { messages, recorder, second } = await parts();
      await messages.clear();
      recorder.received.length = 0;
      recorder.isDown = false;
      second.received.length = 0;
    });

    it('delivers each message once to each handler of its topic', async () => {
      const { outbox, worker, transactions, recorder, second } = await parts();

      await transactions.run(actor, (tx) =>
        outbox.add(tx, { topic: 'note.written', payload: { noteId: 1 } }),
      );
      const first = await worker.drain();
      const again = await worker.drain();

      expect([first, again]).toEqual([
        { delivered: 2, failed: 0 },
        { delivered: 0, failed: 0 },
      ]);
      expect(recorder.received).toMatchObject([
        { topic: 'note.written', payload: { noteId: 1 }, attempt: 1 },
      ]);
      expect(second.received).toEqual([{ noteId: 1 }]);
    });

    it('has nothing to deliver when the transaction rolls back', async () => {
      const { outbox, worker, transactions, recorder } = await parts();

      const failing = transactions.run(actor, async (tx) => {
        await outbox.add(tx, { topic: 'note.written', payload: {} });
        throw new Error('rolled back');
      });

      await expect(failing).rejects.toThrow('rolled back');
      await worker.drain();
      expect(recorder.received).toEqual([]);
    });

    it('drops a second message with the same key and keeps one nobody handles', async () => {
      const { outbox, worker, transactions, recorder, messages } = await parts();
      const add = (topic: string) =>
        transactions.run(actor, (tx) => outbox.add(tx, { topic, payload: {}, dedupeKey: `${topic}:1` }));

      await add('note.written');
      await add('note.written');
      await add('note.unknown');
      await worker.drain();

      expect(recorder.received).toHaveLength(1);
      expect(await messages.countBy({ topic: 'note.unknown', status: 'ignored' })).toBe(1);
    });

    it('tries again after 5, 10, 20 … seconds and succeeds when the service is back', async () => {
      const { outbox, worker, transactions, recorder } = await parts();
      recorder.isDown = true;
      await transactions.run(actor, (tx) => outbox.add(tx, { topic: 'note.written', payload: {} }));
      await worker.drain();

      context.app.clock.advance({ seconds: 4 });
      await worker.drain();
      const tooEarly = recorder.received.length;
      context.app.clock.advance({ seconds: 1 });
      await worker.drain();
      recorder.isDown = false;
      context.app.clock.advance({ seconds: 10 });
      const last = await worker.drain();

      expect(tooEarly).toBe(1);
      expect(recorder.received.map((message) => message.attempt)).toEqual([1, 2, 3]);
      expect(last).toEqual({ delivered: 1, failed: 0 });
    });

    it('gives up after the last attempt and shows the dead message with its error', async () => {
      const { outbox, worker, transactions, recorder, messages } = await parts();
      recorder.isDown = true;
      await transactions.run(actor, (tx) => outbox.add(tx, { topic: 'note.written', payload: {} }));

      for (let attempt = 0; attempt < maxOutboxAttempts + 2; attempt += 1) {
        await worker.drain();
        context.app.clock.advance({ hours: 2 });
      }

      expect(recorder.received).toHaveLength(maxOutboxAttempts);
      expect(await worker.deadLetters()).toBe(1);
      expect(await messages.findOneByOrFail({ status: 'dead' })).toMatchObject({
        attempts: 10,
        lastError: 'service is down',
      });
    });

    it('delivers again what a server held when it died, once its lease has ended', async () => {
      const { outbox, worker, transactions, recorder, messages } = await parts();
      await transactions.run(actor, (tx) => outbox.add(tx, { topic: 'note.written', payload: {} }));
      const leaseUntil = new Date(context.app.clock.now().getTime() + 60_000);
      await messages.update({ handler: 'Recorder' }, { leasedBy: 'the dead', leaseUntil, attempts: 1 });

      await worker.drain();
      const whileLeased = recorder.received.length;
      context.app.clock.advance({ seconds: 61 });
      await worker.drain();

      expect(whileLeased).toBe(0);
      expect(recorder.received).toMatchObject([{ attempt: 2 }]);
    });

    it('delivers 200 messages once each with four workers at it', async () => {
      const { outbox, worker, transactions, second } = await parts();
      const messages = Array.from({ length: 200 }, (_, noteId) => ({
        topic: 'note.written',
        payload: { noteId },
      }));
      await transactions.run(actor, (tx) => outbox.addAll(tx, messages));

      await Promise.all(Array.from({ length: 4 }, () => worker.drain()));

      expect(second.received).toHaveLength(200);
      expect(new Set(second.received.map((payload) => JSON.stringify(payload))).size).toBe(200);
    });
  },
);
