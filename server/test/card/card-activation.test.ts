import { cardAdminContract } from '@lakeside/shared/card/card.admin.contract';
import { cardChannelContract } from '@lakeside/shared/card/card.channel.contract';
import { type CardRange, countOfRange } from '@lakeside/shared/card/card-number';
import type { ActivationQueue } from '@lakeside/shared/card/card.status';
import { channelAdminContract } from '@lakeside/shared/channel/channel.contract';
import { expect, it } from 'vitest';
import { Card } from '../../src/modules/card/entities/card.entity';
import { CardMovement } from '../../src/modules/card/entities/card-movement.entity';
import { LedgerService } from '../../src/modules/ledger/ledger.service';
import { aCardChain, adminToken, cardsHeldBy, fund, type TestChannel } from '../builders/card-chain.builder';
import { describeOnBothDatabases } from '../kit/test-app';

const yuan = 100;

describeOnBothDatabases('activating cards', {}, (context) => {
  const contract = cardChannelContract;
  const request = (channel: TestChannel, range: CardRange) =>
    context.app.call(contract.requestActivation, {
      token: channel.token,
      input: { body: { selection: { ranges: [range] }, expectedCount: countOfRange(range) ?? 0 } },
    });
  const activate = (l1: TestChannel, id: number, cardNos: string[] | null = null) =>
    context.app.call(contract.activateCards, {
      token: l1.token,
      input: { params: { id }, body: { cardNos } },
    });
  const forward = (l2: TestChannel, id: number) =>
    context.app.call(contract.forwardActivation, { token: l2.token, input: { params: { id } } });
  const look = (channel: TestChannel, id: number) =>
    context.app.call(contract.getActivation, { token: channel.token, input: { params: { id } } });
  const outcomes = async (channel: TestChannel, id: number) => {
    const { body } = await context.app.call(contract.listActivationCards, {
      token: channel.token,
      input: { params: { id }, query: {} },
    });
    return body.items.map((item) => `${item.cardNo} ${item.outcome}`);
  };
  const queue = async (channel: TestChannel, name: ActivationQueue) => {
    const { body } = await context.app.call(contract.listActivations, {
      token: channel.token,
      input: { query: { queue: name } },
    });
    return body.items.map((item) => item.id);
  };
  const cardsIn = async (range: CardRange, status: Card['status']) =>
    context.app.dataSource
      .getRepository(Card)
      .createQueryBuilder('card')
      .where('card.cardNo BETWEEN :from AND :to AND card.status = :status', { ...range, status })
      .getCount();
  const balances = async (l1: TestChannel) => (await context.app.get(LedgerService)).balancesOf(l1.id);

  it('takes stored value first, then credit, at the level 1 price [CH-031] [CH-035] [AD-059] [AD-061] [AD-220]', async () => {
    const chain = await aCardChain(context.app, { storedValue: 1500, credit: 2000 });
    const range = await cardsHeldBy(context.app, chain, { firstCardNo: 'AA0001', count: 5, way: [chain.l1] });

    const asked = await request(chain.l1, range);
    const done = await activate(chain.l1, asked.body.id);

    expect(asked.body).toMatchObject({
      status: 'pendingL1',
      requester: { id: chain.l1.id },
      l2: null,
      cardCount: 5,
      offlineUnitPriceFen: null,
      quote: {
        l1UnitPriceFen: 600 * yuan,
        totalFen: 3000 * yuan,
        storedValueFen: 1500 * yuan,
        creditFen: 1500 * yuan,
        shortageFen: 0,
      },
    });
    expect(done.body).toMatchObject({
      status: 'activated',
      activatedCount: 5,
      storedValueFen: 1500 * yuan,
      creditFen: 1500 * yuan,
      quote: null,
    });
    expect(await balances(chain.l1)).toMatchObject({
      storedValueFen: 0,
      creditDebtFen: 1500 * yuan,
      creditAvailableFen: 500 * yuan,
    });
    const card = await context.app.dataSource.getRepository(Card).findOneByOrFail({ cardNo: 'AA0003' });
    expect(card).toMatchObject({
      status: 'active',
      activatedAt: context.app.clock.now(),
      lockDocumentId: null,
    });
    expect(card.expiresAt).toEqual(new Date('2029-10-07T00:00:00+08:00'));
    const listed = await context.app.call(cardAdminContract.listActivations, {
      token: adminToken,
      input: { query: { l1Id: chain.l1.id, requesterLevel: '1' } },
    });
    expect(listed.body.items.map((item) => item.number)).toEqual([asked.body.number]);
  });

  it('activates nothing and takes nothing when stored value and credit are short, whoever holds the card, and tells by how much [CH-036] [AD-060] [AD-062]', async () => {
    const chain = await aCardChain(context.app, { storedValue: 500, credit: 50 });
    const own = await cardsHeldBy(context.app, chain, { firstCardNo: 'AB0001', count: 1, way: [chain.l1] });
    const ofL2 = await cardsHeldBy(context.app, chain, {
      firstCardNo: 'AB1001',
      count: 1,
      way: [chain.l1, chain.l2],
    });
    const requests = [await request(chain.l1, own), await request(chain.l2, ofL2)];

    for (const asked of requests) {
      const refused = await activate(chain.l1, asked.body.id);

      expect(refused.error).toMatchObject({
        code: 'ACTIVATION_FUNDS_SHORT',
        message: '余额不足，还差 50.00 元，整单未激活，请先充值',
        details: { shortage: '50.00', shortageFen: 50 * yuan },
      });
      expect((await look(chain.l1, asked.body.id)).body).toMatchObject({
        status: 'pendingL1',
        quote: { shortageFen: 50 * yuan },
      });
    }
    expect(await cardsIn({ from: 'AB0001', to: 'AB1001' }, 'inactive')).toBe(2);
    expect(await balances(chain.l1)).toMatchObject({ storedValueFen: 500 * yuan, creditDebtFen: 0 });

    await fund(context.app, chain.l1, { storedValue: 50 });
    const paid = await activate(chain.l1, requests[1]?.body.id ?? 0);
    expect(paid.body).toMatchObject({ storedValueFen: 550 * yuan, creditFen: 50 * yuan });
  });

  it('charges the level 1 price for cards of its level 2, who owes the level 2 price offline and sees the exact numbers [CH-032] [AD-056] [AD-063] [AD-064] [AD-065] [AD-221]', async () => {
    const chain = await aCardChain(context.app, { storedValue: 10_000 });
    const range = await cardsHeldBy(context.app, chain, {
      firstCardNo: 'AC0001',
      count: 4,
      way: [chain.l1, chain.l2],
    });

    const asked = await request(chain.l2, range);
    const byL2 = await activate(chain.l2, asked.body.id);
    const inQueue = await queue(chain.l1, 'level2');
    const done = await activate(chain.l1, asked.body.id, ['AC0002', 'AC0003']);

    expect(asked.body).toMatchObject({ status: 'pendingL1', offlineUnitPriceFen: 700 * yuan, quote: null });
    expect(byL2.error.code).toBe('FORBIDDEN');
    expect(inQueue).toEqual([asked.body.id]);
    expect(done.body).toMatchObject({ cardCount: 4, activatedCount: 2, storedValueFen: 1200 * yuan });
    expect(await balances(chain.l1)).toMatchObject({ storedValueFen: 8800 * yuan });
    expect(await outcomes(chain.l2, asked.body.id)).toEqual([
      'AC0001 skipped',
      'AC0002 done',
      'AC0003 done',
      'AC0004 skipped',
    ]);
    const skipped = await context.app.dataSource.getRepository(Card).findOneByOrFail({ cardNo: 'AC0001' });
    expect(skipped).toMatchObject({ status: 'inactive', holderChannelId: chain.l2.id, lockDocumentId: null });
    const seen = await context.app.call(cardAdminContract.listActivations, {
      token: adminToken,
      input: { query: { l1Id: chain.l1.id, requesterLevel: '2' } },
    });
    expect(seen.body.items).toMatchObject([{ id: asked.body.id, requester: { level: 2 }, l2: null }]);
  });

  it('sends the request of a level 3 under a level 2 through the level 2; the level 1 pays its own price [CH-033] [AD-067] [AD-068] [AD-069] [AD-070] [AD-222]', async () => {
    const chain = await aCardChain(context.app, { storedValue: 10_000 });
    const range = await cardsHeldBy(context.app, chain, {
      firstCardNo: 'AD0001',
      count: 3,
      way: [chain.l1, chain.l2, chain.l3],
    });

    const asked = await request(chain.l3, range);
    const tooEarly = await activate(chain.l1, asked.body.id);
    const todo = await context.app.call(contract.getTodo, { token: chain.l2.token });
    const passedOn = await forward(chain.l2, asked.body.id);
    const again = await forward(chain.l2, asked.body.id);
    const done = await activate(chain.l1, asked.body.id);

    expect(asked.body).toMatchObject({
      status: 'pendingL2',
      l2: { id: chain.l2.id },
      offlineUnitPriceFen: 800 * yuan,
      l2UnitPriceFen: 700 * yuan,
    });
    expect(tooEarly.error).toMatchObject({ code: 'ACTIVATION_STATUS_CHANGED' });
    expect(todo.body).toEqual({ toReceive: 0, toActivate: 0, toForward: 1 });
    expect(passedOn.body.status).toBe('pendingL1');
    expect(again.error.code).toBe('ACTIVATION_STATUS_CHANGED');
    expect(await queue(chain.l1, 'level2')).toEqual([asked.body.id]);
    expect(await queue(chain.l2, 'level3')).toEqual([asked.body.id]);
    expect(done.body).toMatchObject({
      storedValueFen: 1800 * yuan,
      steps: [{ action: '提交激活申请' }, { action: '已收款，转交一级' }, { action: '激活', note: '3 张' }],
    });
    expect(await outcomes(chain.l3, asked.body.id)).toEqual(['AD0001 done', 'AD0002 done', 'AD0003 done']);
    expect(await cardsIn(range, 'active')).toBe(3);
    const seen = await context.app.call(cardAdminContract.listActivations, {
      token: adminToken,
      input: { query: { l1Id: chain.l1.id, requesterLevel: '3' } },
    });
    expect(seen.body.items).toMatchObject([{ id: asked.body.id, l2: { id: chain.l2.id } }]);
  });

  it('shows requests of a direct level 3 in a queue of their own [CH-034] [AD-066] [AD-223]', async () => {
    const chain = await aCardChain(context.app, { storedValue: 10_000 });
    const range = await cardsHeldBy(context.app, chain, {
      firstCardNo: 'AE0001',
      count: 2,
      way: [chain.l1, chain.directL3],
    });

    const asked = await request(chain.directL3, range);

    expect(asked.body).toMatchObject({ status: 'pendingL1', l2: null, offlineUnitPriceFen: 800 * yuan });
    expect(await queue(chain.l1, 'level3')).toEqual([asked.body.id]);
    expect(await queue(chain.l1, 'level2')).toEqual([]);
    expect(await queue(chain.l1, 'own')).toEqual([]);
    expect(await queue(chain.l2, 'level3')).toEqual([]);
    expect((await activate(chain.l1, asked.body.id)).body.storedValueFen).toBe(1200 * yuan);
    const seen = await context.app.call(cardAdminContract.listActivations, {
      token: adminToken,
      input: { query: { l1Id: chain.l1.id, requesterLevel: '3' } },
    });
    expect(seen.body.items).toMatchObject([{ id: asked.body.id, l2: null }]);
  });

  it('unlocks the cards when a request is turned down or taken back', async () => {
    const chain = await aCardChain(context.app, { storedValue: 10_000 });
    const range = await cardsHeldBy(context.app, chain, {
      firstCardNo: 'AF0001',
      count: 2,
      way: [chain.l1, chain.l2, chain.l3],
    });
    const reject = (channel: TestChannel, id: number) =>
      context.app.call(contract.rejectActivation, {
        token: channel.token,
        input: { params: { id }, body: { reason: '未收到款' } },
      });

    const first = await request(chain.l3, range);
    const byL1 = await reject(chain.l1, first.body.id);
    const byL2 = await reject(chain.l2, first.body.id);
    const second = await request(chain.l3, range);
    const withdrawn = await context.app.call(contract.withdrawActivation, {
      token: chain.l3.token,
      input: { params: { id: second.body.id } },
    });

    expect(byL1.error.code).toBe('ACTIVATION_STATUS_CHANGED');
    expect(byL2.body).toMatchObject({
      status: 'rejected',
      steps: [{}, { action: '驳回', note: '未收到款' }],
    });
    expect(withdrawn.body.status).toBe('withdrawn');
    expect((await forward(chain.l2, second.body.id)).error.code).toBe('ACTIVATION_STATUS_CHANGED');
    const cards = await context.app.dataSource
      .getRepository(Card)
      .findBy({ lockDocumentKind: 'cardActivation' });
    expect(cards.filter((card) => card.cardNo.startsWith('AF'))).toEqual([]);
    expect((await balances(chain.l1)).storedValueFen).toBe(10_000 * yuan);
  });

  it('takes only inactive cards that the requester holds and that no other paper has', async () => {
    const chain = await aCardChain(context.app, { storedValue: 10_000 });
    const range = await cardsHeldBy(context.app, chain, { firstCardNo: 'AG0001', count: 2, way: [chain.l1] });
    const asked = await request(chain.l1, range);

    const twice = await request(chain.l1, range);
    const foreign = await request(chain.l2, range);
    await activate(chain.l1, asked.body.id);
    const active = await request(chain.l1, range);

    expect(twice.error.details).toMatchObject({ excluded: [{ reason: 'locked', count: 2 }] });
    expect(foreign.error.details).toMatchObject({ excluded: [{ reason: 'notHeld', count: 2 }] });
    expect(active.error.details).toMatchObject({ excluded: [{ reason: 'wrongStatus', count: 2 }] });
  });

  it('keeps requests from everybody who has no part in them', async () => {
    const chain = await aCardChain(context.app);
    const stranger = await aCardChain(context.app, { storedValue: 10_000 });
    const range = await cardsHeldBy(context.app, chain, {
      firstCardNo: 'AH0001',
      count: 1,
      way: [chain.l1, chain.l2],
    });
    const asked = await request(chain.l2, range);

    expect((await look(stranger.l1, asked.body.id)).error.code).toBe('ACTIVATION_NOT_FOUND');
    expect((await activate(stranger.l1, asked.body.id)).error.code).toBe('ACTIVATION_NOT_FOUND');
    expect((await look(chain.l3, asked.body.id)).error.code).toBe('ACTIVATION_NOT_FOUND');
    expect((await activate(chain.l1, asked.body.id, ['AH0002'])).error.code).toBe('HANDOVER_CARD_FOREIGN');
  });

  it('writes every change of a card on its life line', async () => {
    const chain = await aCardChain(context.app, { storedValue: 10_000 });
    const range = await cardsHeldBy(context.app, chain, {
      firstCardNo: 'AI0001',
      count: 1,
      way: [chain.l1, chain.l2],
    });
    const asked = await request(chain.l2, range);
    await activate(chain.l1, asked.body.id);

    const { body } = await context.app.call(contract.getCard, {
      token: chain.l1.token,
      input: { params: { cardNo: 'AI0001' } },
    });

    expect(
      body.movements.map((movement) => [movement.action, movement.toStatus, movement.holderName]),
    ).toEqual([
      ['平台发卡，待收', 'inactive', '平台'],
      ['收卡', 'inactive', expect.stringContaining('渠道')],
      ['流转，待收', 'inactive', expect.stringContaining('渠道')],
      ['收卡', 'inactive', body.holder.name],
      ['申请激活', 'inactive', body.holder.name],
      ['激活', 'active', body.holder.name],
    ]);
    expect(body.movements.at(-1)?.document?.number).toBe(asked.body.number);
    expect(await context.app.dataSource.getRepository(CardMovement).countBy({ cardId: body.id })).toBe(6);
  });

  const close = (channel: TestChannel) =>
    context.app.call(channelAdminContract.closeChannel, {
      token: adminToken,
      input: { params: { id: channel.id }, body: { reason: '不再合作' } },
    });

  it('of an L3 is the level 1 to decide once the level 2 between them is closed, whether asked before or after [AD-030] [AD-056]', async () => {
    const chain = await aCardChain(context.app, { storedValue: 10_000 });
    const way = [chain.l1, chain.l2, chain.l3];
    const before = await cardsHeldBy(context.app, chain, { firstCardNo: 'AY0001', count: 2, way });
    const after = await cardsHeldBy(context.app, chain, { firstCardNo: 'AY1001', count: 1, way });
    const ofL2 = await cardsHeldBy(context.app, chain, {
      firstCardNo: 'AY2001',
      count: 1,
      way: way.slice(0, 2),
    });
    const waiting = await request(chain.l3, before);
    const own = await request(chain.l2, ofL2);

    await close(chain.l2);
    const late = await request(chain.l3, after);
    const seen = await look(chain.l3, waiting.body.id);
    const inQueue = await queue(chain.l1, 'level2');
    const done = await activate(chain.l1, waiting.body.id);

    expect(waiting.body.status).toBe('pendingL2');
    expect(seen.body).toMatchObject({ status: 'pendingL1', l2: { id: chain.l2.id }, cardCount: 2 });
    expect(seen.body.steps.map(({ action }) => action)).toEqual(['提交激活申请', '二级渠道已停用，转交一级']);
    expect(late.body).toMatchObject({ status: 'pendingL1', l2: { id: chain.l2.id } });
    expect(inQueue.sort()).toEqual([waiting.body.id, own.body.id, late.body.id].sort());
    expect(done.body).toMatchObject({ status: 'activated', activatedCount: 2 });
  });

  it('is never left with a closed level 2, though it comes while that is being closed', async () => {
    const chain = await aCardChain(context.app);
    const way = [chain.l1, chain.l2, chain.l3];
    const ranges: CardRange[] = [];
    for (const firstCardNo of ['AZ0001', 'AZ1001', 'AZ2001', 'AZ3001']) {
      ranges.push(await cardsHeldBy(context.app, chain, { firstCardNo, count: 1, way }));
    }

    const [closed, ...asked] = await Promise.all([
      close(chain.l2),
      ...ranges.map((range) => request(chain.l3, range)),
    ]);

    expect(closed.status).toBe(200);
    expect(await queue(chain.l1, 'level2')).toHaveLength(ranges.length);
    const statuses = await Promise.all(asked.map(({ body }) => look(chain.l3, body.id)));
    expect(statuses.map(({ body }) => body.status)).toEqual(ranges.map(() => 'pendingL1'));
  });
});
