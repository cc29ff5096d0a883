import { cardAdminContract } from '@lakeside/shared/card/card.admin.contract';
import { cardMemberContract } from '@lakeside/shared/card/card.member.contract';
import { beforeAll, expect, it } from 'vitest';
import { Card } from '../../src/modules/card/entities/card.entity';
import { secretOf, someCards } from '../builders/card.builder';
import {
  aCardChain,
  adminToken as token,
  aMember,
  type CardChain,
  cardsHeldBy,
} from '../builders/card-chain.builder';
import { cellsOf } from '../builders/import-file.builder';
import { describeOnBothDatabases } from '../kit/test-app';

describeOnBothDatabases('the card library of the back office', {}, (context) => {
  let chain: CardChain;
  beforeAll(async () => {
    const { app } = context;
    chain = await aCardChain(app, { storedValue: 10_000 });
    await someCards(app, { productId: chain.productId, firstCardNo: '660001', count: 30 });
    await cardsHeldBy(app, chain, { firstCardNo: '770001', count: 5, way: [chain.l1] });
    await cardsHeldBy(app, chain, { firstCardNo: '770101', count: 4, way: [chain.l1, chain.l2] });
  });

  const list = async (query: Record<string, string | number>) =>
    (await context.app.call(cardAdminContract.listCards, { token, input: { query } })).body;

  it('finds numbers by their beginning, product, state, holder and L1 owner [AD-191]', async () => {
    const byNumber = await list({ cardNo: '6600 01', pageSize: 5 });
    const ofL2 = await list({ holderChannelId: chain.l2.id });
    const counts = [];
    const queries: Record<string, string | number>[] = [
      { holderKind: 'platform' },
      { holderKind: 'channel' },
      { holderKind: 'member' },
      { l1OwnerId: chain.l1.id },
      { l1OwnerId: chain.l1.id, holderChannelId: chain.l1.id },
      { productId: chain.productId, status: 'inactive' },
      { status: 'voided' },
      { cardNo: '7701', productId: chain.productId },
    ];
    for (const query of queries) {
      counts.push((await list(query)).total);
    }

    expect(byNumber.items.map((card) => card.cardNo)).toEqual(['660001']);
    expect(ofL2.items.map((card) => card.cardNo)).toEqual(['770104', '770103', '770102', '770101']);
    expect(ofL2.items[0]).toMatchObject({
      status: 'inactive',
      product: { id: chain.productId },
      holder: { kind: 'channel', id: chain.l2.id },
      l1Owner: { id: chain.l1.id, level: 1 },
      lockedBy: null,
    });
    expect(counts).toEqual([30, 9, 0, 9, 5, 39, 0, 4]);
  });

  it('pages through the library without repeating or losing a card', async () => {
    const seen: string[] = [];
    for (let page = 1; page <= 4; page += 1) {
      const { items } = await list({ page, pageSize: 10 });
      seen.push(...items.map((card) => card.cardNo));
    }

    expect(seen).toHaveLength(39);
    expect(new Set(seen).size).toBe(39);
  });

  it('tells the whole life line of a card in time order, and who bound it [AD-196]', async () => {
    const { app } = context;
    await app.dataSource.getRepository(Card).update({ cardNo: '770102' }, { status: 'active' });
    const member = await aMember(app);
    await app.call(cardMemberContract.bindCard, {
      token: member.token,
      input: { body: { cardNo: '770102', secret: secretOf('770102') } },
    });

    const { body } = await app.call(cardAdminContract.getCard, {
      token,
      input: { params: { cardNo: '7701-02' } },
    });
    const missing = await app.call(cardAdminContract.getCard, {
      token,
      input: { params: { cardNo: '000000' } },
    });

    expect(body).toMatchObject({ cardNo: '770102', holder: { kind: 'member', id: member.id } });
    expect(body.member?.id).toBe(member.id);
    expect(body.movements.map((movement) => movement.action)).toEqual([
      '平台发卡，待收',
      '收卡',
      '流转，待收',
      '收卡',
      '绑卡',
    ]);
    expect(body.movements[0]?.document?.number).toMatch(/^KD/);
    expect(JSON.stringify(body)).not.toMatch(/secret/i);
    expect(missing.error.code).toBe('CARD_NOT_FOUND');
  });

  it('exports what the filter finds, as text and without secrets', async () => {
    const { app } = context;
    await app.dataSource.query("UPDATE channel SET name = '=HYPERLINK(1)' WHERE id = ?", [chain.l2.id]);
    const response = await fetch(`${app.url}/api/admin/cards/export?holderChannelId=${chain.l2.id}`, {
      headers: { authorization: `Bearer ${token}` },
    });

    const [titles = [], ...rows] = await cellsOf(new Uint8Array(await response.arrayBuffer()));

    expect(titles.slice(0, 4)).toEqual(['卡号', '提货卡', '状态', '持有方']);
    expect(rows.map((row) => row[0])).toEqual(['770101', '770102', '770103', '770104']);
    expect(rows[0]?.slice(2, 4)).toEqual(['未激活', '=HYPERLINK(1)']);
    expect(rows.flat().join()).not.toContain('a'.repeat(30));
  });
});
