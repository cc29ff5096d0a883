import { cardAdminContract } from '@lakeside/shared/card/card.admin.contract';
import { cardChannelContract } from '@lakeside/shared/card/card.channel.contract';
import { cardMemberContract } from '@lakeside/shared/card/card.member.contract';
import type { CardRange } from '@lakeside/shared/card/card-number';
import { AppError } from '@lakeside/shared/kernel/app-error';
import { expect, it } from 'vitest';
import { CardAttemptPurgeJob } from '../../src/modules/card/card-attempt-purge.job';
import { CardRedemptionService } from '../../src/modules/card/card-redemption.service';
import { attemptLimits } from '../../src/modules/card/domain/secret-attempts';
import { Card } from '../../src/modules/card/entities/card.entity';
import { CardAttempt } from '../../src/modules/card/entities/card-attempt.entity';
import { CardMovement } from '../../src/modules/card/entities/card-movement.entity';
import { TransactionService } from '../../src/platform/database/transaction';
import { systemActor } from '../../src/platform/http/actor';
import { secretOf } from '../builders/card.builder';
import { aCardChain, adminToken, aMember, type CardChain, cardsHeldBy } from '../builders/card-chain.builder';
import { describeOnBothDatabases } from '../kit/test-app';

describeOnBothDatabases('the cards of a member', {}, (context) => {
  const bind = (token: string, cardNo: string, secret: string) =>
    context.app.call(cardMemberContract.bindCard, { token, input: { body: { cardNo, secret } } });
  const cardOf = (cardNo: string) => context.app.dataSource.getRepository(Card).findOneByOrFail({ cardNo });
  const activate = async (chain: CardChain, range: CardRange, expectedCount: number) => {
    const asked = await context.app.call(cardChannelContract.requestActivation, {
      token: chain.l1.token,
      input: { body: { selection: { ranges: [range] }, expectedCount } },
    });
    const done = await context.app.call(cardChannelContract.activateCards, {
      token: chain.l1.token,
      input: { params: { id: asked.body.id }, body: {} },
    });
    if (done.status !== 200) throw new Error(JSON.stringify(done.error));
  };
  /** `count` cards of one L1, all activated but the last. */
  const someActiveCards = async (firstCardNo: string, count: number) => {
    const chain = await aCardChain(context.app, { storedValue: 100_000 });
    const range = await cardsHeldBy(context.app, chain, { firstCardNo, count, way: [chain.l1] });
    await activate(chain, { from: firstCardNo, to: firstCardNo.slice(0, -1) + String(count - 1) }, count - 1);
    return { chain, range };
  };
  const use = async (memberId: number | null, cardId: number, documentId: number) =>
    (await context.app.get(TransactionService)).run(systemActor('test'), async (tx) => {
      const redemptions = await context.app.get(CardRedemptionService);
      const redeemable = await redemptions.lockCard(tx, { memberId, cardId });
      const document = { kind: 'redemption', id: documentId } as const;
      await redemptions.useCard(tx, systemActor('test'), { card: redeemable.card, document });
      return redeemable;
    });
  const codeOf = (error: unknown) => (error instanceof AppError ? error.code : String(error));

  it('are bound with number and secret, however they are typed [MB-052]', async () => {
    await someActiveCards('BA0001', 3);
    const member = await aMember(context.app);

    const wrong = await bind(member.token, 'BA0001', 'S-WRONG');
    const right = await bind(member.token, ' ba00 01 ', ' sba-0001 ');
    const again = await bind(member.token, 'BA0001', secretOf('BA0001'));

    expect(wrong.error).toMatchObject({ code: 'CARD_BIND_REFUSED', message: '卡号或卡密不正确' });
    expect(right.body).toMatchObject({
      cardNo: 'BA0001',
      status: 'active',
      items: [{ quantity: 8, unit: '只' }],
      expiresAt: '2029-10-07T00:00:00.000+08:00',
      redemption: null,
    });
    expect(again.body.id).toBe(right.body.id);
    expect(await cardOf('BA0001')).toMatchObject({
      memberId: member.id,
      holderKind: 'member',
      boundAt: context.app.clock.now(),
    });
    const bound = await context.app.dataSource
      .getRepository(CardMovement)
      .findBy({ action: 'bound', memberId: member.id });
    expect(bound).toHaveLength(1);
  });

  it('are listed by time of binding or by expiry, and only their own [MB-053]', async () => {
    await someActiveCards('BB0001', 4);
    const [member, other] = [await aMember(context.app), await aMember(context.app)];
    for (const cardNo of ['BB0002', 'BB0001']) {
      context.app.clock.advance({ minutes: 1 });
      await bind(member.token, cardNo, secretOf(cardNo));
    }
    await bind(other.token, 'BB0003', secretOf('BB0003'));
    await context.app.dataSource
      .getRepository(Card)
      .update({ cardNo: 'BB0002' }, { expiresAt: new Date('2027-01-01') });
    const list = async (sort: 'boundAt' | 'expiresAt') => {
      const { body } = await context.app.call(cardMemberContract.listMyCards, {
        token: member.token,
        input: { query: { sort } },
      });
      return body.items.map((card) => card.cardNo);
    };

    expect(await list('boundAt')).toEqual(['BB0001', 'BB0002']);
    expect(await list('expiresAt')).toEqual(['BB0002', 'BB0001']);
    const foreign = await context.app.call(cardMemberContract.getMyCard, {
      token: member.token,
      input: { params: { id: (await cardOf('BB0003')).id } },
    });
    expect(foreign.error.code).toBe('CARD_NOT_YOURS');
  });

  it('are refused with the reason only to someone who knows the secret', async () => {
    const { range } = await someActiveCards('BC0001', 4);
    const [member, other] = [await aMember(context.app), await aMember(context.app)];
    await bind(other.token, 'BC0001', secretOf('BC0001'));
    await context.app.call(cardAdminContract.voidCards, {
      token: adminToken,
      input: { body: { selection: { cardNos: ['BC0002'] }, reason: '丢失' } },
    });
    await context.app.dataSource
      .getRepository(Card)
      .update({ cardNo: 'BC0003' }, { expiresAt: context.app.clock.now() });
    const cardNos = ['BC0001', 'BC0002', 'BC0003', range.to];

    const told = [];
    const untold = [];
    for (const cardNo of cardNos) told.push((await bind(member.token, cardNo, secretOf(cardNo))).error.code);
    for (const cardNo of [...cardNos, 'BC9999'])
      untold.push((await bind(member.token, cardNo, 'GUESS')).error.code);

    expect(told).toEqual(['CARD_ALREADY_BOUND', 'CARD_VOIDED', 'CARD_EXPIRED', 'CARD_NOT_ACTIVATED']);
    expect(new Set(untold)).toEqual(new Set(['CARD_BIND_REFUSED']));
    context.app.clock.advance({ hours: 1 });
  });

  it('lock after five wrong secrets, alike for a number that does not exist, and open again half an hour later', async () => {
    await someActiveCards('BD0001', 2);
    const codesOf = async (cardNo: string) => {
      const codes = [];
      for (let attempt = 0; attempt <= attemptLimits.card; attempt += 1) {
        // Another person each time, so that only the count of the card can lock.
        const member = await aMember(context.app);
        codes.push((await bind(member.token, cardNo, 'GUESS')).error.code);
      }
      return codes;
    };

    const ofCard = await codesOf('BD0001');
    const ofNoCard = await codesOf('BD9999');
    const owner = await aMember(context.app);
    const locked = await bind(owner.token, 'BD0001', secretOf('BD0001'));
    context.app.clock.advance({ minutes: 30 });
    const later = await bind(owner.token, 'BD0001', secretOf('BD0001'));
    context.app.clock.advance({ hours: 1 });
    await (await context.app.get(CardAttemptPurgeJob)).run();

    expect(ofCard).toEqual([...Array<string>(5).fill('CARD_BIND_REFUSED'), 'CARD_BIND_LOCKED']);
    expect(ofNoCard).toEqual(ofCard);
    expect(locked.error).toMatchObject({ code: 'CARD_BIND_LOCKED', details: { retryAfterMinutes: 30 } });
    expect(later.body.cardNo).toBe('BD0001');
    expect(await context.app.dataSource.getRepository(CardAttempt).count()).toBe(0);
  });

  it('cannot be tried out by one person over many numbers, not even with many guesses at once', async () => {
    const member = await aMember(context.app);
    const guesses = Array.from({ length: 30 }, (_, index) =>
      bind(member.token, `BE${1000 + index}`, 'GUESS'),
    );

    const codes = (await Promise.all(guesses)).map((answer) => answer.error.code);

    expect(codes.filter((code) => code === 'CARD_BIND_REFUSED')).toHaveLength(attemptLimits.person);
    expect(codes.filter((code) => code === 'CARD_BIND_LOCKED')).toHaveLength(20);
    context.app.clock.advance({ hours: 1 });
  });

  it('belong to one of fifty members who bind at once', async () => {
    await someActiveCards('BF0001', 2);
    const members = [];
    for (let index = 0; index < 50; index += 1) members.push(await aMember(context.app));

    const answers = await Promise.all(
      members.map((member) => bind(member.token, 'BF0001', secretOf('BF0001'))),
    );

    const bound = answers.filter((answer) => answer.status === 200);
    const refused = answers.filter((answer) => answer.status !== 200).map((answer) => answer.error.code);
    expect(bound).toHaveLength(1);
    expect(new Set(refused)).toEqual(new Set(['CARD_ALREADY_BOUND']));
    const winner = members[answers.findIndex((answer) => answer.status === 200)];
    expect((await cardOf('BF0001')).memberId).toBe(winner?.id);
  });

  it('are used by one of fifty redemptions at once, by their owner only', async () => {
    await someActiveCards('BG0001', 2);
    const [member, other] = [await aMember(context.app), await aMember(context.app)];
    const { body } = await bind(member.token, 'BG0001', secretOf('BG0001'));

    const foreign = await use(other.id, body.id, 900).catch(codeOf);
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, index) => use(member.id, body.id, index + 1).then(() => 'used', codeOf)),
    );

    expect(foreign).toBe('CARD_NOT_YOURS');
    expect(outcomes.filter((outcome) => outcome === 'used')).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(['used', 'CARD_USED']));
    const used = await context.app.call(cardMemberContract.getMyCard, {
      token: member.token,
      input: { params: { id: body.id } },
    });
    expect(used.body).toMatchObject({ status: 'used', redemption: { id: outcomes.indexOf('used') + 1 } });
  });

  it('can be proved over the phone when nobody has bound them', async () => {
    await someActiveCards('BH0001', 3);
    const member = await aMember(context.app);
    await bind(member.token, 'BH0002', secretOf('BH0002'));
    const redemptions = await context.app.get(CardRedemptionService);
    const verify = (cardNo: string, secret: string) =>
      redemptions.verifySecret(systemActor('hotline'), { cardNo, secret });

    const cardId = await verify('BH0001', secretOf('BH0001'));

    const { id, productId } = await cardOf('BH0001');
    expect(cardId).toBe(id);
    await expect(verify('BH0001', 'GUESS')).rejects.toMatchObject({ code: 'CARD_BIND_REFUSED' });
    await expect(verify('BH0002', secretOf('BH0002'))).rejects.toMatchObject({ code: 'CARD_ALREADY_BOUND' });
    expect(await use(null, cardId, 700)).toMatchObject({
      card: { cardNo: 'BH0001', productId },
      product: { id: productId },
    });
  });

  it('never show their secrets in the database', async () => {
    await someActiveCards('BI0001', 2);
    const stored = JSON.stringify(
      await context.app.dataSource.query("SELECT * FROM card WHERE cardNo = 'BI0001'"),
    );

    expect(stored).not.toContain(secretOf('BI0001'));
  });
});
