import { cardAdminContract } from '@lakeside/shared/card/card.admin.contract';
import { cardChannelContract } from '@lakeside/shared/card/card.channel.contract';
import { type CardRange, countOfRange, nextCardNo } from '@lakeside/shared/card/card-number';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Card } from '../../src/modules/card/entities/card.entity';
import { CardDocumentItem } from '../../src/modules/card/entities/card-document-item.entity';
import { LedgerService } from '../../src/modules/ledger/ledger.service';
import {
  aCardChain,
  aChannel,
  adminToken,
  type CardChain,
  cardsHeldBy,
  type TestChannel,
} from '../builders/card-chain.builder';
import { describeOnBothDatabases } from '../kit/test-app';

const yuan = 100;
const contract = cardChannelContract;

describeOnBothDatabases('many hands on the same cards', {}, (context) => {
  const bodyFor = (range: CardRange) => ({
    selection: { ranges: [range] },
    expectedCount: countOfRange(range) ?? 0,
  });
  const request = (channel: TestChannel, range: CardRange) =>
    context.app.call(contract.requestActivation, { token: channel.token, input: { body: bodyFor(range) } });
  const transfer = (sender: TestChannel, receiver: TestChannel, range: CardRange) =>
    context.app.call(contract.transferCards, {
      token: sender.token,
      input: { body: { toChannelId: receiver.id, ...bodyFor(range) } },
    });
  const giveBack = (sender: TestChannel, range: CardRange) =>
    context.app.call(contract.returnCards, { token: sender.token, input: { body: bodyFor(range) } });
  const receive = (receiver: TestChannel, id: number) =>
    context.app.call(contract.receiveHandover, {
      token: receiver.token,
      input: { params: { id }, body: {} },
    });
  const cancel = (sender: TestChannel, id: number) =>
    context.app.call(contract.cancelHandover, { token: sender.token, input: { params: { id } } });
  const single = (cardNo: string): CardRange => ({ from: cardNo, to: cardNo });
  const numberAt = (first: string, offset: number) => nextCardNo(first, offset) ?? '';

  it('never lets 200 parallel activations take more than stored value and credit [AD-060]', async () => {
    const chain = await aCardChain(context.app, { storedValue: 30_000, credit: 24_000 });
    await cardsHeldBy(context.app, chain, { firstCardNo: 'CA0001', count: 200, way: [chain.l1] });
    const ids: number[] = [];
    for (let offset = 0; offset < 200; offset += 1) {
      ids.push((await request(chain.l1, single(numberAt('CA0001', offset)))).body.id);
    }

    const answers = await Promise.all(
      ids.map((id) =>
        context.app.call(contract.activateCards, {
          token: chain.l1.token,
          input: { params: { id }, body: {} },
        }),
      ),
    );

    const codes = answers.map((answer) => (answer.status === 200 ? 'activated' : answer.error.code));
    expect(codes.filter((code) => code === 'activated')).toHaveLength(90);
    expect(codes.filter((code) => code === 'ACTIVATION_FUNDS_SHORT')).toHaveLength(110);
    expect(await (await context.app.get(LedgerService)).balancesOf(chain.l1.id)).toMatchObject({
      storedValueFen: 0,
      creditAvailableFen: 0,
      creditDebtFen: 24_000 * yuan,
    });
    const active = await context.app.dataSource
      .getRepository(Card)
      .countBy({ l1OwnerId: chain.l1.id, status: 'active' });
    expect(active).toBe(90);
  }, 120_000);

  it('lets one of many transfers of the same card win', async () => {
    const chain = await aCardChain(context.app);
    const range = await cardsHeldBy(context.app, chain, { firstCardNo: 'CB0001', count: 3, way: [chain.l1] });
    const receivers = [
      chain.l2,
      chain.directL3,
      await aChannel(context.app, { level: 2, parent: chain.l1, rateBp: 7000 }),
    ];

    const answers = await Promise.all(
      receivers.flatMap((receiver) => [
        transfer(chain.l1, receiver, range),
        transfer(chain.l1, receiver, single('CB0002')),
      ]),
    );

    const won = answers.filter((answer) => answer.status === 200);
    const lost = answers.filter((answer) => answer.status !== 200);
    // A whole-range winner leaves nothing; a single-card winner leaves the ranges refused and the other singles too.
    expect(won).toHaveLength(1);
    expect(new Set(lost.map((answer) => answer.error.code))).toEqual(new Set(['CARDS_NOT_ELIGIBLE']));
    const locked = await context.app.dataSource
      .getRepository(Card)
      .findBy({ lockDocumentKind: 'cardTransfer', lockDocumentId: won[0]?.body.id ?? 0 });
    expect(locked).toHaveLength(won[0]?.body.cardCount ?? 0);
  });

  it('lets either receipt or cancelling win, wholly', async () => {
    const chain = await aCardChain(context.app);
    for (let round = 0; round < 8; round += 1) {
      const firstCardNo = `CC${round}001`;
      const range = await cardsHeldBy(context.app, chain, { firstCardNo, count: 5, way: [chain.l1] });
      const { body } = await transfer(chain.l1, chain.l2, range);

      const [received, cancelled] = await Promise.all([
        receive(chain.l2, body.id),
        cancel(chain.l1, body.id),
      ]);

      const winners = [received, cancelled].filter((answer) => answer.status === 200);
      const loser = received.status === 200 ? cancelled : received;
      expect(winners).toHaveLength(1);
      expect(loser.error.code).toBe('HANDOVER_STATUS_CHANGED');
      const holder = received.status === 200 ? chain.l2.id : chain.l1.id;
      const card = await context.app.dataSource.getRepository(Card).findOneByOrFail({ cardNo: firstCardNo });
      expect(card).toMatchObject({ holderChannelId: holder, lockDocumentId: null });
    }
  });

  it('keeps one number, one holder, one open document through any sequence of hand-overs', async () => {
    const size = 12;
    let round = 0;
    const step = fc.record({
      move: fc.constantFrom('down', 'up', 'receive', 'cancel', 'request', 'withdraw'),
      who: fc.integer({ min: 0, max: 3 }),
      start: fc.integer({ min: 0, max: size - 1 }),
      length: fc.integer({ min: 1, max: 4 }),
    });

    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 14 }), async (steps) => {
        round += 1;
        const chain = await aCardChain(context.app);
        const firstCardNo = `CD${String(round).padStart(3, '0')}000`;
        await cardsHeldBy(context.app, chain, { firstCardNo, count: size, way: [chain.l1] });
        const channels = [chain.l1, chain.l2, chain.l3, chain.directL3] as const;
        const openPapers: { id: number; from: TestChannel }[] = [];
        const openRequests: { id: number; from: TestChannel }[] = [];
        for (const { move, who, start, length } of steps) {
          const channel = channels[who] ?? chain.l1;
          const child = [chain.l2, chain.l3, chain.l1, chain.directL3][who] ?? chain.l2;
          const parent = child === chain.l3 ? chain.l2 : chain.l1;
          const range = {
            from: numberAt(firstCardNo, start),
            to: numberAt(firstCardNo, Math.min(size - 1, start + length - 1)),
          };
          const paper = openPapers[start % Math.max(1, openPapers.length)];
          const asked = openRequests[start % Math.max(1, openRequests.length)];
          if (move === 'down' || move === 'up') {
            const sent =
              move === 'down' ? await transfer(parent, child, range) : await giveBack(channel, range);
            if (sent.status === 200)
              openPapers.push({ id: sent.body.id, from: move === 'down' ? parent : channel });
          } else if (move === 'request') {
            const sent = await request(channel, range);
            if (sent.status === 200) openRequests.push({ id: sent.body.id, from: channel });
          } else if (move === 'withdraw' && asked) {
            await context.app.call(contract.withdrawActivation, {
              token: asked.from.token,
              input: { params: { id: asked.id } },
            });
          } else if (move === 'cancel' && paper) {
            await cancel(paper.from, paper.id);
          } else if (move === 'receive' && paper) {
            for (const receiver of channels) await receive(receiver, paper.id);
            await context.app.call(cardAdminContract.receiveReturn, {
              token: adminToken,
              input: { params: { id: paper.id }, body: {} },
            });
          }
          await assertWhole(chain, firstCardNo);
        }
      }),
      { numRuns: context.database === 'embedded' ? 40 : 20 },
    );

    async function assertWhole(chain: CardChain, firstCardNo: string): Promise<void> {
      const prefix = firstCardNo.slice(0, 5);
      const cards = await context.app.dataSource
        .getRepository(Card)
        .createQueryBuilder('card')
        .where('card.cardNo LIKE :prefix', { prefix: `${prefix}%` })
        .getMany();
      expect(cards).toHaveLength(size);
      const inside = [null, chain.l1.id, chain.l2.id, chain.l3.id, chain.directL3.id];
      for (const card of cards) {
        expect(inside).toContain(card.holderChannelId);
        expect(card.l1OwnerId).toBe(card.holderChannelId === null ? null : chain.l1.id);
      }
      const open = await context.app.dataSource
        .getRepository(CardDocumentItem)
        .createQueryBuilder('item')
        .where("item.cardNo LIKE :prefix AND item.outcome = 'pending'", { prefix: `${prefix}%` })
        .getMany();
      const locked = cards.filter((card) => card.lockDocumentId !== null);
      expect(open.map((item) => `${item.cardNo} ${item.documentKind} ${item.documentId}`).sort()).toEqual(
        locked.map((card) => `${card.cardNo} ${card.lockDocumentKind} ${card.lockDocumentId}`).sort(),
      );
    }
  }, 240_000);

  it('moves and activates 10,000 cards on one paper in seconds', async () => {
    const chain = await aCardChain(context.app, { storedValue: 6_000_000 });
    const range = await cardsHeldBy(context.app, chain, {
      firstCardNo: 'CE000001',
      count: 10_000,
      way: [chain.l1],
    });
    const timed = async <Result>(work: () => Promise<Result>): Promise<[Result, number]> => {
      const start = performance.now();
      const result = await work();
      return [result, Math.round(performance.now() - start)];
    };

    const [sent, sendMs] = await timed(() => transfer(chain.l1, chain.l2, range));
    const [received, receiveMs] = await timed(() => receive(chain.l2, sent.body.id));
    const [asked, requestMs] = await timed(() => request(chain.l2, range));
    const [done, activateMs] = await timed(() =>
      context.app.call(contract.activateCards, {
        token: chain.l1.token,
        input: { params: { id: asked.body.id }, body: {} },
      }),
    );

    expect(received.body.receivedCount).toBe(10_000);
    expect(done.body).toMatchObject({ activatedCount: 10_000, storedValueFen: 6_000_000 * yuan });
    console.info(
      `10,000 cards over HTTP (${context.database}): transfer ${sendMs} ms, receive ${receiveMs} ms, request ${requestMs} ms, activate ${activateMs} ms`,
    );
  }, 120_000);
});
