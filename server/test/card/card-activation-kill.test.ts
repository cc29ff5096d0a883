import { cardChannelContract } from '@lakeside/shared/card/card.channel.contract';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Card } from '../../src/modules/card/entities/card.entity';
import { CardActivation } from '../../src/modules/card/entities/card-activation.entity';
import { CardMovement } from '../../src/modules/card/entities/card-movement.entity';
import { LedgerService } from '../../src/modules/ledger/ledger.service';
import { aCardChain, cardsHeldBy, type TestChannel } from '../builders/card-chain.builder';
import { startChild } from '../kit/child-process';
import { describeOnBothDatabases, type TestApp } from '../kit/test-app';

const cardCount = 3000;
const unitPriceFen = 60_000;
const fundsYuan = 2_000_000;

describeOnBothDatabases('a server killed while it activates', {}, (context) => {
  // How long after the request the server dies: from before it was read to after it was answered.
  for (const [index, killAfterMs] of [10, 60, 200].entries()) {
    it(`leaves the whole document or none of it, and a repeat finishes it once: killed after ${killAfterMs} ms`, async () => {
      const { app } = context;
      const { l1, productId, ...rest } = await aCardChain(app, { storedValue: fundsYuan });
      const firstCardNo = `KILL${index}00001`;
      await cardsHeldBy(app, { l1, productId, ...rest }, { firstCardNo, count: cardCount, way: [l1] });
      const { body: request } = await app.call(cardChannelContract.requestActivation, {
        token: l1.token,
        input: {
          body: {
            selection: { ranges: [{ from: firstCardNo, to: `KILL${index}0${cardCount}` }] },
            expectedCount: cardCount,
          },
        },
      });
      const key = `activation-kill-${index}`;

      const wasAnswered = await activateAndKill(app, { l1, id: request.id, key, killAfterMs });

      const afterKill = await traces(app, l1, request.id);
      expect([none(), whole()]).toContainEqual(afterKill);
      if (wasAnswered) expect(afterKill).toEqual(whole());

      const repeat = await app.call(cardChannelContract.activateCards, {
        token: l1.token,
        idempotencyKey: key,
        input: { params: { id: request.id }, body: {} },
      });
      expect(repeat.body).toMatchObject({ status: 'activated', activatedCount: cardCount });
      expect(await traces(app, l1, request.id)).toEqual(whole());
    });
  }
});

const none = () => ({ status: 'pendingL1', active: 0, movements: 0, storedValueFen: fundsYuan * 100 });
const whole = () => ({
  status: 'activated',
  active: cardCount,
  movements: cardCount,
  storedValueFen: fundsYuan * 100 - cardCount * unitPriceFen,
});

/** What an activation leaves in every table it touches. */
async function traces(app: TestApp, l1: TestChannel, activationId: number) {
  const manager = app.dataSource.manager;
  const { status } = await manager.findOneByOrFail(CardActivation, { id: activationId });
  const { storedValueFen } = await (await app.get(LedgerService)).balancesOf(l1.id);
  return {
    status,
    active: await manager.countBy(Card, { l1OwnerId: l1.id, status: 'active' }),
    movements: await manager.countBy(CardMovement, {
      documentKind: 'cardActivation',
      documentId: activationId,
      toStatus: 'active',
    }),
    storedValueFen,
  };
}

/** Lets a server of its own activate and kills it meanwhile; tells whether the answer still came through. */
async function activateAndKill(
  app: TestApp,
  input: { l1: TestChannel; id: number; key: string; killAfterMs: number },
): Promise<boolean> {
  const { databaseUrl } = app.server.config;
  const child = startChild(join(__dirname, 'activation-server.ts'), {
    NODE_ENV: 'test',
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: app.dataDir,
    ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
    LOG_LEVEL: 'silent',
    WORKERS: '0',
    L1_ID: String(input.l1.id),
  });
  const url = (await child.line('listening')).replace('listening ', '');
  const path = cardChannelContract.activateCards.path.replace(':id', String(input.id));
  const answer = fetch(`${url}${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${input.l1.token}`,
      'idempotency-key': input.key,
      'content-type': 'application/json',
    },
    body: '{}',
  }).then(
    (response) => response.ok,
    () => false,
  );
  await pause(input.killAfterMs);
  await child.kill('SIGKILL');
  return answer;
}
