import { cardAdminContract } from '@lakeside/shared/card/card.admin.contract';
import { cardChannelContract } from '@lakeside/shared/card/card.channel.contract';
import { type CardRange, countOfRange } from '@lakeside/shared/card/card-number';
import { expect, it } from 'vitest';
import { Card } from '../../src/modules/card/entities/card.entity';
import { someCards } from '../builders/card.builder';
import {
  aCardChain,
  adminToken,
  aChannel,
  cardsHeldBy,
  type TestChannel,
} from '../builders/card-chain.builder';
import { describeOnBothDatabases } from '../kit/test-app';

describeOnBothDatabases('handing cards on', {}, (context) => {
  const cardOf = (cardNo: string) => context.app.dataSource.getRepository(Card).findOneByOrFail({ cardNo });
  const transfer = (sender: TestChannel, toChannelId: number, range: CardRange) =>
    context.app.call(cardChannelContract.transferCards, {
      token: sender.token,
      input: {
        body: { toChannelId, selection: { ranges: [range] }, expectedCount: countOfRange(range) ?? 0 },
      },
    });
  const receive = (
    receiver: TestChannel,
    id: number,
    report: { missingCardNos?: string[]; foundCardNos?: string[] } = {},
  ) =>
    context.app.call(cardChannelContract.receiveHandover, {
      token: receiver.token,
      input: { params: { id }, body: report },
    });
  const giveBack = (sender: TestChannel, range: CardRange, expectedCount: number) =>
    context.app.call(cardChannelContract.returnCards, {
      token: sender.token,
      input: { body: { selection: { ranges: [range] }, expectedCount } },
    });
  const library = async (channel: TestChannel) => {
    const { body } = await context.app.call(cardChannelContract.listCards, {
      token: channel.token,
      input: { query: {} },
    });
    return body.items.map((card) => card.cardNo);
  };

  it('allots platform cards to a level 1; they stay inactive and locked until it confirms [AD-051] [AD-202] [AD-203] [AD-204] [AD-205]', async () => {
    const chain = await aCardChain(context.app);
    await someCards(context.app, { productId: chain.productId, count: 3, firstCardNo: 'HA0001' });
    const order = (toChannelId: number) =>
      context.app.call(cardAdminContract.createCardOrder, {
        token: adminToken,
        input: {
          body: {
            toChannelId,
            productId: chain.productId,
            selection: { ranges: [{ from: 'HA0001', to: 'HA0003' }] },
          },
        },
      });

    const toL2 = await order(chain.l2.id);
    const sent = await order(chain.l1.id);
    const inTransit = await cardOf('HA0002');
    const received = await receive(chain.l1, sent.body.id);

    expect(toL2.error.code).toBe('NOT_DIRECT_CHILD');
    expect(sent.body).toMatchObject({
      kind: 'cardOrder',
      status: 'inTransit',
      from: null,
      to: { id: chain.l1.id },
      cardCount: 3,
      firstCardNo: 'HA0001',
      lastCardNo: 'HA0003',
      unitPriceFen: null,
      steps: [{ action: '发卡', actorName: '王会计' }],
    });
    expect(sent.body.number).toMatch(/^KD20261006-\d{4}$/);
    expect(inTransit).toMatchObject({
      holderKind: 'platform',
      lockDocumentKind: 'cardOrder',
      lockDocumentId: sent.body.id,
    });
    expect(received.body).toMatchObject({ status: 'received', receivedCount: 3, differenceCount: 0 });
    expect(await cardOf('HA0002')).toMatchObject({
      status: 'inactive',
      holderKind: 'channel',
      holderChannelId: chain.l1.id,
      l1OwnerId: chain.l1.id,
      lockDocumentId: null,
      receivedAt: context.app.clock.now(),
    });
  });

  it('passes from level 1 to level 2 to level 3, the level 1 owner staying the same, each with its offline price [AD-052] [AD-053] [AD-054] [CH-027] [CH-028] [CH-029]', async () => {
    const chain = await aCardChain(context.app);
    const range = await cardsHeldBy(context.app, chain, { firstCardNo: 'HB0001', count: 4, way: [chain.l1] });

    const toL2 = await transfer(chain.l1, chain.l2.id, range);
    await receive(chain.l2, toL2.body.id);
    const toL3 = await transfer(chain.l2, chain.l3.id, { from: 'HB0001', to: 'HB0002' });
    await receive(chain.l3, toL3.body.id);

    expect(toL2.body).toMatchObject({
      kind: 'cardTransfer',
      unitPriceFen: 70_000,
      from: { id: chain.l1.id },
    });
    expect(toL3.body).toMatchObject({ unitPriceFen: 80_000, to: { id: chain.l3.id, level: 3 } });
    expect(await cardOf('HB0001')).toMatchObject({ holderChannelId: chain.l3.id, l1OwnerId: chain.l1.id });
    expect(await cardOf('HB0003')).toMatchObject({ holderChannelId: chain.l2.id, l1OwnerId: chain.l1.id });
  });

  it('refuses transfers to anyone but a direct child, and any transfer by a level 3 [AD-055]', async () => {
    const chain = await aCardChain(context.app);
    const stranger = await aCardChain(context.app);
    const range = await cardsHeldBy(context.app, chain, { firstCardNo: 'HC0001', count: 2, way: [chain.l1] });
    const ofL3 = await cardsHeldBy(context.app, chain, {
      firstCardNo: 'HC1001',
      count: 2,
      way: [chain.l1, chain.directL3],
    });

    const refusals = [
      await transfer(chain.l1, chain.l3.id, range),
      await transfer(chain.l1, stranger.l2.id, range),
      await transfer(chain.l1, chain.l1.id, range),
      await transfer(chain.directL3, chain.l3.id, ofL3),
    ];

    expect(refusals.map((refusal) => refusal.error.code)).toEqual([
      'NOT_DIRECT_CHILD',
      'NOT_DIRECT_CHILD',
      'NOT_DIRECT_CHILD',
      'FORBIDDEN',
    ]);
    expect((await cardOf('HC0001')).lockDocumentId).toBeNull();
  });

  it('lists the library by time of receipt, latest first, for the channel and the back office [CH-030] [AD-210] [AD-211]', async () => {
    const chain = await aCardChain(context.app);
    await cardsHeldBy(context.app, chain, { firstCardNo: 'HD0002', count: 1, way: [chain.l1, chain.l2] });
    context.app.clock.advance({ minutes: 5 });
    const range = await cardsHeldBy(context.app, chain, { firstCardNo: 'HD0001', count: 1, way: [chain.l1] });
    const sent = await transfer(chain.l1, chain.l2.id, range);

    const before = await library(chain.l2);
    await receive(chain.l2, sent.body.id);

    expect(before).toEqual(['HD0002']);
    expect(await library(chain.l2)).toEqual(['HD0001', 'HD0002']);
    const papers = await context.app.call(cardAdminContract.listHandovers, {
      token: adminToken,
      input: { query: { kind: 'cardTransfer', channelId: chain.l2.id } },
    });
    expect(papers.body.items).toMatchObject([
      {
        number: sent.body.number,
        from: { id: chain.l1.id },
        to: { id: chain.l2.id },
        firstCardNo: 'HD0001',
        status: 'received',
      },
      { firstCardNo: 'HD0002' },
    ]);
    const numbers = await context.app.call(cardAdminContract.listHandoverCards, {
      token: adminToken,
      input: { params: { id: sent.body.id }, query: {} },
    });
    expect(numbers.body).toEqual({ items: [{ cardNo: 'HD0001', outcome: 'done' }], total: 1 });
  });

  it('gives what did not arrive back to the sender, unlocked, and records the difference', async () => {
    const chain = await aCardChain(context.app);
    const range = await cardsHeldBy(context.app, chain, { firstCardNo: 'HE0001', count: 5, way: [chain.l1] });
    const sent = await transfer(chain.l1, chain.l2.id, range);

    const foreign = await receive(chain.l2, sent.body.id, { missingCardNos: ['HE0009'] });
    const received = await receive(chain.l2, sent.body.id, { foundCardNos: ['HE0001', 'HE0003', 'HE0005'] });

    expect(foreign.error).toMatchObject({ code: 'HANDOVER_CARD_FOREIGN', details: { cardNos: ['HE0009'] } });
    expect(received.body).toMatchObject({
      receivedCount: 3,
      differenceCount: 2,
      steps: [{ action: '发卡' }, { action: '收卡', note: '少 2 张，已退回发卡方' }],
    });
    expect(await cardOf('HE0002')).toMatchObject({ holderChannelId: chain.l1.id, lockDocumentId: null });
    expect(await cardOf('HE0003')).toMatchObject({ holderChannelId: chain.l2.id, lockDocumentId: null });
    const outcomes = await context.app.call(cardChannelContract.listHandoverCards, {
      token: chain.l1.token,
      input: { params: { id: sent.body.id }, query: {} },
    });
    expect(outcomes.body.items.map((item) => item.outcome)).toEqual([
      'done',
      'missing',
      'done',
      'missing',
      'done',
    ]);
  });

  it('returns cards one hop up: level 3 to its parent, level 2 to its level 1, level 1 to the platform, which frees the owner [CH-038] [CH-039] [CH-040] [CH-041] [AD-225] [AD-226] [AD-227] [AD-228]', async () => {
    const chain = await aCardChain(context.app);
    const range = await cardsHeldBy(context.app, chain, {
      firstCardNo: 'HF0001',
      count: 2,
      way: [chain.l1, chain.l2, chain.l3],
    });
    const direct = await cardsHeldBy(context.app, chain, {
      firstCardNo: 'HF1001',
      count: 1,
      way: [chain.l1, chain.directL3],
    });

    const toL2 = await giveBack(chain.l3, range, 2);
    await receive(chain.l2, toL2.body.id);
    const toL1 = await giveBack(chain.l2, range, 2);
    await receive(chain.l1, toL1.body.id);
    const directToL1 = await giveBack(chain.directL3, direct, 1);
    await receive(chain.l1, directToL1.body.id);
    const ownedAtL1 = await cardOf('HF0001');
    const toPlatform = await giveBack(chain.l1, range, 2);
    const waiting = await context.app.call(cardAdminContract.listHandovers, {
      token: adminToken,
      input: { query: { toPlatform: 'true', status: 'inTransit', channelId: chain.l1.id } },
    });
    const taken = await context.app.call(cardAdminContract.receiveReturn, {
      token: adminToken,
      input: { params: { id: toPlatform.body.id }, body: {} },
    });

    expect(
      [toL2, toL1, directToL1, toPlatform].map(({ body }) => [
        body.kind,
        body.to?.id ?? null,
        body.unitPriceFen,
      ]),
    ).toEqual([
      ['cardReturn', chain.l2.id, null],
      ['cardReturn', chain.l1.id, null],
      ['cardReturn', chain.l1.id, null],
      ['cardReturn', null, null],
    ]);
    expect(ownedAtL1).toMatchObject({ holderChannelId: chain.l1.id, l1OwnerId: chain.l1.id });
    expect(waiting.body.items.map((item) => item.id)).toEqual([toPlatform.body.id]);
    expect(taken.body).toMatchObject({ status: 'received', receivedCount: 2 });
    expect(await cardOf('HF0001')).toMatchObject({
      holderKind: 'platform',
      holderChannelId: null,
      l1OwnerId: null,
    });
    expect(await cardOf('HF1001')).toMatchObject({ holderChannelId: chain.l1.id });
    const seen = await context.app.call(cardAdminContract.listHandovers, {
      token: adminToken,
      input: { query: { kind: 'cardReturn', channelId: chain.l1.id } },
    });
    expect(seen.body.items.map((item) => [item.from?.level, item.to?.level ?? 'platform'])).toEqual([
      [1, 'platform'],
      [3, 1],
      [2, 1],
    ]);
    const toDealer = await context.app.call(cardAdminContract.listHandovers, {
      token: adminToken,
      input: { query: { kind: 'cardReturn', channelId: chain.l3.id } },
    });
    expect(toDealer.body.items).toMatchObject([
      { from: { level: 3 }, to: { level: 2 }, number: toL2.body.number },
    ]);
  });

  it('lets the sender take cards back before receipt, and nobody else', async () => {
    const chain = await aCardChain(context.app);
    const range = await cardsHeldBy(context.app, chain, { firstCardNo: 'HG0001', count: 2, way: [chain.l1] });
    const sent = await transfer(chain.l1, chain.l2.id, range);
    const cancel = (channel: TestChannel) =>
      context.app.call(cardChannelContract.cancelHandover, {
        token: channel.token,
        input: { params: { id: sent.body.id } },
      });

    const byReceiver = await cancel(chain.l2);
    const byAdmin = await context.app.call(cardAdminContract.cancelHandover, {
      token: adminToken,
      input: { params: { id: sent.body.id } },
    });
    const bySender = await cancel(chain.l1);
    const late = await receive(chain.l2, sent.body.id);

    expect([byReceiver.error.code, byAdmin.error.code]).toEqual(['HANDOVER_NOT_FOUND', 'HANDOVER_NOT_FOUND']);
    expect(bySender.body).toMatchObject({ status: 'cancelled', receivedCount: 0 });
    expect(late.error).toMatchObject({ code: 'HANDOVER_STATUS_CHANGED', message: '单据已撤回，请刷新' });
    expect(await cardOf('HG0001')).toMatchObject({ holderChannelId: chain.l1.id, lockDocumentId: null });
  });

  it('shows a paper only to its two sides', async () => {
    const chain = await aCardChain(context.app);
    const range = await cardsHeldBy(context.app, chain, { firstCardNo: 'HH0001', count: 1, way: [chain.l1] });
    const sent = await transfer(chain.l1, chain.l2.id, range);
    const look = (channel: TestChannel) =>
      context.app.call(cardChannelContract.getHandover, {
        token: channel.token,
        input: { params: { id: sent.body.id } },
      });

    expect((await look(chain.l1)).status).toBe(200);
    expect((await look(chain.l2)).status).toBe(200);
    expect((await look(chain.l3)).error.code).toBe('HANDOVER_NOT_FOUND');
    expect((await receive(chain.l3, sent.body.id)).error.code).toBe('HANDOVER_NOT_FOUND');
    const incoming = await context.app.call(cardChannelContract.listHandovers, {
      token: chain.l3.token,
      input: { query: { direction: 'in' } },
    });
    expect(incoming.body.total).toBe(0);
  });

  it('explains before sending which cards can go, at what price, and refuses the whole paper otherwise', async () => {
    const chain = await aCardChain(context.app);
    await cardsHeldBy(context.app, chain, { firstCardNo: 'HI0001', count: 3, way: [chain.l1] });
    await cardsHeldBy(context.app, chain, { firstCardNo: 'HI0004', count: 1, way: [chain.l1, chain.l2] });
    const wide = { from: 'HI0001', to: 'HI0006' };

    const preview = await context.app.call(cardChannelContract.previewSelection, {
      token: chain.l1.token,
      input: { body: { purpose: 'transfer', selection: { ranges: [wide] }, toChannelId: chain.l2.id } },
    });
    const strict = await transfer(chain.l1, chain.l2.id, wide);
    const agreed = await context.app.call(cardChannelContract.transferCards, {
      token: chain.l1.token,
      input: {
        body: {
          toChannelId: chain.l2.id,
          selection: { ranges: [wide] },
          onlyEligible: true,
          expectedCount: 3,
        },
      },
    });

    expect(preview.body).toMatchObject({
      total: 6,
      eligible: 3,
      product: { id: chain.productId },
      unitPriceFen: 70_000,
      excluded: [
        { reason: 'unknown', count: 2, cardNos: ['HI0005', 'HI0006'] },
        { reason: 'notHeld', count: 1, cardNos: ['HI0004'] },
      ],
    });
    expect(strict.error).toMatchObject({
      code: 'CARDS_NOT_ELIGIBLE',
      details: { excludedCount: 3, excluded: preview.body.excluded },
    });
    expect(agreed.body.cardCount).toBe(3);
  });

  it('refuses cards of two products on one paper', async () => {
    const chain = await aCardChain(context.app);
    const other = await aCardChain(context.app);
    await cardsHeldBy(context.app, chain, { firstCardNo: 'HJ0001', count: 1, way: [chain.l1] });
    await cardsHeldBy(
      context.app,
      { ...other, l1: chain.l1 },
      { firstCardNo: 'HJ0002', count: 1, way: [chain.l1] },
    );

    const mixed = await transfer(chain.l1, chain.l2.id, { from: 'HJ0001', to: 'HJ0002' });

    expect(mixed.error.code).toBe('CARDS_OF_SEVERAL_PRODUCTS');
    expect((await cardOf('HJ0001')).lockDocumentId).toBeNull();
  });

  it('sends once however often the same request arrives', async () => {
    const chain = await aCardChain(context.app);
    const range = await cardsHeldBy(context.app, chain, { firstCardNo: 'HK0001', count: 2, way: [chain.l1] });
    const send = () =>
      context.app.call(cardChannelContract.transferCards, {
        token: chain.l1.token,
        idempotencyKey: `same-form-${context.database}`,
        input: { body: { toChannelId: chain.l2.id, selection: { ranges: [range] }, expectedCount: 2 } },
      });

    const answers = await Promise.all([send(), send(), send()]);

    expect(new Set(answers.map((answer) => answer.body.number)).size).toBe(1);
  });

  it('refuses to send to a closed child', async () => {
    const chain = await aCardChain(context.app);
    const range = await cardsHeldBy(context.app, chain, { firstCardNo: 'HL0001', count: 1, way: [chain.l1] });
    const child = await aChannel(context.app, { level: 2, parent: chain.l1, rateBp: 7000 });
    await context.app.dataSource.query('UPDATE channel SET status = ? WHERE id = ?', ['closed', child.id]);

    expect((await transfer(chain.l1, child.id, range)).error.code).toBe('CHANNEL_CLOSED');
  });
});
