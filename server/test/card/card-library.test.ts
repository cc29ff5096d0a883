import { cardAdminContract } from '@lakeside/shared/card/card.admin.contract';
import { cardChannelContract } from '@lakeside/shared/card/card.channel.contract';
import { cardMemberContract } from '@lakeside/shared/card/card.member.contract';
import type { CardSelection } from '@lakeside/shared/card/card-number';
import { expect, it } from 'vitest';
import { CardService } from '../../src/modules/card/card.service';
import { Card } from '../../src/modules/card/entities/card.entity';
import { CardVoid } from '../../src/modules/card/entities/card-void.entity';
import { ChannelGuardsService } from '../../src/modules/channel/channel-guards.service';
import { CardRedemptionService } from '../../src/modules/card/card-redemption.service';
import { TransactionService } from '../../src/platform/database/transaction';
import { systemActor } from '../../src/platform/http/actor';
import { secretOf } from '../builders/card.builder';
import {
  aCardChain,
  adminToken,
  aMember,
  type CardChain,
  cardsHeldBy,
  type TestChannel,
} from '../builders/card-chain.builder';
import { describeOnBothDatabases } from '../kit/test-app';

const contract = cardChannelContract;

describeOnBothDatabases('the card library', {}, (context) => {
  const selectionOf = (from: string, to: string): CardSelection => ({ ranges: [{ from, to }], cardNos: [] });
  const list = async (channel: TestChannel, query: Parameters<typeof listWith>[1] = {}) =>
    (await listWith(channel, query)).items.map((card) => card.cardNo).sort();
  async function listWith(
    channel: TestChannel,
    query: {
      scope?: 'own' | 'network';
      cardNo?: string;
      status?: Card['status'];
      productId?: number;
      holderChannelId?: number;
    },
  ) {
    return (await context.app.call(contract.listCards, { token: channel.token, input: { query } })).body;
  }
  const voidCards = (selection: CardSelection) =>
    context.app.call(cardAdminContract.voidCards, {
      token: adminToken,
      input: { body: { selection, reason: '印刷错误' } },
    });
  const activate = async (chain: CardChain, cardNos: string[]) => {
    const asked = await context.app.call(contract.requestActivation, {
      token: chain.l1.token,
      input: { body: { selection: { cardNos }, expectedCount: cardNos.length } },
    });
    await context.app.call(contract.activateCards, {
      token: chain.l1.token,
      input: { params: { id: asked.body.id }, body: {} },
    });
  };
  /** One card in each of the four states, and one locked, in the library of the L1. */
  const oneOfEach = async (prefix: string) => {
    const chain = await aCardChain(context.app, { storedValue: 100_000 });
    await cardsHeldBy(context.app, chain, { firstCardNo: `${prefix}01`, count: 5, way: [chain.l1] });
    await activate(chain, [`${prefix}02`, `${prefix}03`]);
    const member = await aMember(context.app);
    const bound = await context.app.call(cardMemberContract.bindCard, {
      token: member.token,
      input: { body: { cardNo: `${prefix}03`, secret: secretOf(`${prefix}03`) } },
    });
    const redemptions = await context.app.get(CardRedemptionService);
    await (
      await context.app.get(TransactionService)
    ).run(systemActor('test'), async (tx) => {
      const { card } = await redemptions.lockCard(tx, { memberId: member.id, cardId: bound.body.id });
      await redemptions.useCard(tx, systemActor('test'), { card, document: { kind: 'redemption', id: 1 } });
    });
    await voidCards({ ranges: [], cardNos: [`${prefix}04`] });
    await context.app.call(contract.transferCards, {
      token: chain.l1.token,
      input: {
        body: { toChannelId: chain.l2.id, selection: { cardNos: [`${prefix}05`] }, expectedCount: 1 },
      },
    });
    return { chain, member };
  };

  it('counts its cards by state and product, and the back office by holder and by owner [CH-043]', async () => {
    const { chain } = await oneOfEach('LA00');
    const counts = { inactive: 2, active: 1, used: 1, voided: 1, locked: 1 };

    const summary = await context.app.call(contract.getCardSummary, { token: chain.l1.token });
    const cards = await context.app.get(CardService);

    expect(summary.body).toMatchObject({
      totals: counts,
      products: [{ product: { id: chain.productId }, counts }],
    });
    expect((await cards.countsByHolder([chain.l1.id, chain.l2.id])).get(chain.l1.id)).toEqual(counts);
    expect((await cards.countsByHolder([chain.l2.id])).size).toBe(0);
    expect((await cards.countsByL1Owner([chain.l1.id])).get(chain.l1.id)).toEqual(counts);
  });

  it('is searched by number, card name, state and holder, over the downline too [CH-042]', async () => {
    const { chain, member } = await oneOfEach('LB00');
    const other = await aCardChain(context.app);
    await cardsHeldBy(
      context.app,
      { ...other, l1: chain.l1 },
      { firstCardNo: 'LB1001', count: 1, way: [chain.l1] },
    );
    await cardsHeldBy(context.app, chain, { firstCardNo: 'LB2001', count: 2, way: [chain.l1, chain.l2] });
    await cardsHeldBy(context.app, chain, {
      firstCardNo: 'LB3001',
      count: 1,
      way: [chain.l1, chain.l2, chain.l3],
    });

    expect(await list(chain.l1, { cardNo: 'lb 00' })).toEqual([
      'LB0001',
      'LB0002',
      'LB0003',
      'LB0004',
      'LB0005',
    ]);
    expect(await list(chain.l1, { productId: other.productId })).toEqual(['LB1001']);
    for (const [status, cardNos] of [
      ['inactive', ['LB0001', 'LB0005']],
      ['active', ['LB0002']],
      ['used', ['LB0003']],
      ['voided', ['LB0004']],
    ] as const) {
      expect(await list(chain.l1, { status, cardNo: 'LB0' })).toEqual(cardNos);
    }
    expect(await list(chain.l1, { scope: 'network', cardNo: 'LB2' })).toEqual(['LB2001', 'LB2002']);
    expect(await list(chain.l1, { scope: 'network', holderChannelId: chain.l3.id })).toEqual(['LB3001']);
    expect(await list(chain.l2, { scope: 'network' })).toEqual(['LB2001', 'LB2002', 'LB3001']);
    expect(await list(chain.l2)).toEqual(['LB2001', 'LB2002']);
    expect(await list(chain.l3, { scope: 'network' })).toEqual(['LB3001']);
    const used = await listWith(chain.l1, { cardNo: 'LB0003' });
    expect(used.items).toMatchObject([
      { holder: { kind: 'member', id: member.id }, l1Owner: { id: chain.l1.id } },
    ]);
    const locked = await listWith(chain.l1, { cardNo: 'LB0005' });
    expect(locked.items[0]?.lockedBy).toMatchObject({
      kind: 'cardTransfer',
      number: expect.stringMatching(/^LZ/),
    });
  });

  it('shows a card only to those it belongs to, and its member only masked', async () => {
    const { chain, member } = await oneOfEach('LC00');
    const look = (channel: TestChannel, cardNo: string) =>
      context.app.call(contract.getCard, { token: channel.token, input: { params: { cardNo } } });

    const seen = await look(chain.l1, 'LC0003');

    expect(seen.body.member).toMatchObject({
      id: member.id,
      phone: expect.stringMatching(/^139\*{4}\d{4}$/),
    });
    expect(seen.body.movements.map((movement) => movement.action)).toEqual([
      '平台发卡，待收',
      '收卡',
      '申请激活',
      '激活',
      '绑卡',
      '提货',
    ]);
    expect((await look(chain.l2, 'LC0003')).error.code).toBe('CARD_NOT_FOUND');
    expect((await look(chain.directL3, 'LC0001')).error.code).toBe('CARD_NOT_FOUND');
    expect((await look(chain.l1, 'LC9999')).error.code).toBe('CARD_NOT_FOUND');
  });

  it('tells what waits', async () => {
    const { chain } = await oneOfEach('LD00');

    const todo = await context.app.call(contract.getTodo, { token: chain.l2.token });

    expect(todo.body).toEqual({ toReceive: 1, toActivate: 0, toForward: 0 });
  });

  it('loses voided cards for good; used, voided and locked ones cannot be voided, and then none is', async () => {
    const { chain } = await oneOfEach('LE00');

    const mixed = await voidCards(selectionOf('LE0001', 'LE0005'));
    const voided = await voidCards(selectionOf('LE0001', 'LE0002'));

    expect(mixed.error).toMatchObject({
      code: 'CARDS_NOT_ELIGIBLE',
      details: {
        excludedCount: 3,
        excluded: [
          { reason: 'locked', cardNos: ['LE0005'] },
          { reason: 'wrongStatus', cardNos: ['LE0003', 'LE0004'] },
        ],
      },
    });
    expect(voided.body).toMatchObject({ voidedCount: 2, number: expect.stringMatching(/^ZX20261006-/) });
    const card = await context.app.dataSource.getRepository(Card).findOneByOrFail({ cardNo: 'LE0002' });
    expect(card).toMatchObject({ status: 'voided', holderChannelId: chain.l1.id, lockDocumentId: null });
    expect(await context.app.dataSource.getRepository(CardVoid).countBy({ number: voided.body.number })).toBe(
      1,
    );
  });

  it('is planned from platform stock before an order is made', async () => {
    const chain = await aCardChain(context.app);
    await cardsHeldBy(context.app, chain, { firstCardNo: 'LF0001', count: 1, way: [chain.l1] });
    await cardsHeldBy(context.app, chain, { firstCardNo: 'LF0002', count: 2, way: [] });

    const preview = await context.app.call(cardAdminContract.previewCardOrder, {
      token: adminToken,
      input: {
        body: {
          toChannelId: chain.l1.id,
          productId: chain.productId,
          selection: selectionOf('LF0001', 'LF0003'),
        },
      },
    });

    expect(preview.body).toMatchObject({
      total: 3,
      eligible: 2,
      product: { id: chain.productId },
      excluded: [{ reason: 'notHeld', cardNos: ['LF0001'] }],
      unitPriceFen: null,
    });
  });

  it('keeps a channel in its place while cards depend on it', async () => {
    const chain = await aCardChain(context.app);
    const guards = await context.app.get(ChannelGuardsService);
    const move = (channel: TestChannel) =>
      context.app.dataSource.transaction((tx) =>
        guards.check(tx, {
          channelId: channel.id,
          fromLevel: channel.level,
          toLevel: channel.level,
          fromParentId: chain.l1.id,
          toParentId: null,
        }),
      );
    await move(chain.l2);

    await cardsHeldBy(context.app, chain, {
      firstCardNo: 'LG0001',
      count: 1,
      way: [chain.l1, chain.l2, chain.l3],
    });

    await expect(move(chain.l3)).rejects.toMatchObject({ code: 'CHANNEL_HOLDS_CARDS' });
    await expect(move(chain.l2)).rejects.toMatchObject({ code: 'CHANNEL_HOLDS_CARDS' });
    await move(chain.directL3);
  });
});
