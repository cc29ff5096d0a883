import { ledgerAdminContract } from '@lakeside/shared/ledger/ledger.contract';
import { purchaseAdminContract } from '@lakeside/shared/order/purchase.contract';
import { splitAdminContract } from '@lakeside/shared/split/split.contract';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { LedgerService } from '../../src/modules/ledger/ledger.service';
import { SplitLine } from '../../src/modules/split/entities/split-line.entity';
import { SplitLineService } from '../../src/modules/split/split-line.service';
import { SplitSendService } from '../../src/modules/split/split-send.service';
import { TransactionService } from '../../src/platform/database/transaction';
import { systemActor } from '../../src/platform/http/actor';
import { aPaidPurchase, deliverNews, knowPayers, runMinute } from '../builders/purchase.builder';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { newSandKeys, sandForm } from '../doubles/sand/sand-keys';
import { describeOnBothDatabases, type TestApp } from '../kit/test-app';

const modules = [...serverModules, typedSessions];
const token = tokenOf.admin;
const yuan = 100;
let nextChannelId = 8000;

/** A new first-level channel that paid this much in; answers the top-up. */
async function aTopUp(app: TestApp, amountFen: number) {
  const channelId = (nextChannelId += 1);
  const ledger = await app.get(LedgerService);
  const transactions = await app.get(TransactionService);
  await transactions.run(systemActor('test'), (tx) =>
    ledger.openL1Accounts(tx, { channelId, name: `湖滨专卖店 ${channelId}` }),
  );
  const { body } = await app.call(ledgerAdminContract.topUp, {
    token,
    input: { body: { channelId, amountFen, voucherNo: 'BANK-1' } },
  });
  return body;
}

async function reverse(app: TestApp, id: number) {
  const input = { params: { id }, body: { reason: '录入有误' } };
  return (await app.call(ledgerAdminContract.reverseFinanceDocument, { token, input })).body;
}

const linesOf = (app: TestApp, sourceNumber: string) =>
  app.dataSource.getRepository(SplitLine).find({ where: { sourceNumber }, order: { id: 'ASC' } });
const advanceDue = async (app: TestApp) => (await app.get(SplitSendService)).advanceDue();

/** Sand ends what it works on and tells so. */
async function sandSettles(app: TestApp, reason: string | null = null) {
  app.doubles.sand.settle(reason);
  await app.doubles.sand.deliver({}, app.url);
  await deliverNews(app);
}

async function post(app: TestApp, form: URLSearchParams) {
  const response = await fetch(`${app.url}/api/callback/sand/splits`, { method: 'POST', body: form });
  return { status: response.status, body: await response.text() };
}

describeOnBothDatabases('money that came', { modules, withDoubles: true }, (context) => {
  beforeAll(() => knowPayers(context.app));
  beforeEach(() => context.app.doubles['wechat-pay'].notices.hold());
  afterEach(() => context.app.doubles.faults.set('sand', []));

  it('of a member is one line for 上海销售公司, and a refund a negative one [AD-330] [AD-331] [IF-011]', async () => {
    const { app } = context;
    const { order } = await aPaidPurchase(app, app.doubles);
    await app.call(purchaseAdminContract.refundOrder, {
      token,
      input: { params: { id: order.id }, body: { amountFen: 30 * yuan, reason: '少发一件' } },
    });
    await runMinute(app);
    app.doubles['wechat-pay'].notices.origin = app.url;
    await app.doubles['wechat-pay'].notices.deliver();
    await deliverNews(app);
    const lines = app.dataSource.getRepository(SplitLine);
    const payment = await lines.findOneByOrFail({ source: 'payment' });
    const refundBefore = await lines.findOneByOrFail({ source: 'refund' });
    await sandSettles(app);
    await sandSettles(app);
    const refund = await lines.findOneByOrFail({ source: 'refund' });

    expect(payment).toMatchObject({ party: 'salesCompany', amountFen: 100 * yuan, state: 'submitted' });
    expect(refundBefore).toMatchObject({ amountFen: -30 * yuan, state: 'waiting', originId: payment.id });
    expect(refund).toMatchObject({ party: 'salesCompany', state: 'succeeded' });
    expect(await lines.count()).toBe(2);
    expect(
      app.doubles.sand.orders.map(({ accountNo, direction, amount }) => [accountNo, direction, amount]),
    ).toEqual([
      ['SALES-001', 'pay', '000000010000'],
      ['SALES-001', 'back', '000000003000'],
    ]);
  });

  it('of a top-up is one line for 阳澄湖集团, and its reversal a negative one; credit is none [AD-329] [AD-332]', async () => {
    const { app } = context;
    const topUp = await aTopUp(app, 50_000 * yuan);
    const credit = await app.call(ledgerAdminContract.grantCredit, {
      token,
      input: { body: { channelId: topUp.channel.id, amountFen: 900 * yuan, voucherNo: null, note: null } },
    });
    await reverse(app, topUp.id);
    await deliverNews(app);
    await sandSettles(app);
    await sandSettles(app);

    const lines = await linesOf(app, topUp.number);

    expect(lines.map(({ source, party, amountFen, state }) => [source, party, amountFen, state])).toEqual([
      ['topUp', 'group', 50_000 * yuan, 'succeeded'],
      ['topUpReversal', 'group', -50_000 * yuan, 'succeeded'],
    ]);
    expect(await linesOf(app, credit.body.number)).toEqual([]);
  });

  it('is one line though it is told five times at once, by the reversal first', async () => {
    const { app } = context;
    const topUp = await aTopUp(app, 70 * yuan);
    const lines = await app.get(SplitLineService);
    await Promise.all([
      lines.recordTopUpReversal(topUp.id, app.clock.now()),
      ...[1, 2, 3, 4].map(() => lines.recordTopUp(topUp.id)),
    ]);
    await deliverNews(app);

    expect((await linesOf(app, topUp.number)).map((line) => line.amountFen).sort()).toEqual([-7000, 7000]);
  });

  it('is split exactly once though three of ten calls fail and notices are lost or repeated [IF-011] [IF-012]', async () => {
    const { app } = context;
    app.doubles.faults.set('sand', [
      { kind: 'serverError', probability: 0.08 },
      { kind: 'serverError', probability: 0.06, when: 'after' },
      { kind: 'dropped', probability: 0.06, when: 'after' },
      { kind: 'malformed', probability: 0.05, when: 'after' },
      { kind: 'rateLimit', probability: 0.05 },
    ]);
    const topUps = [];
    for (let index = 1; index <= 20; index += 1) topUps.push(await aTopUp(app, index * yuan));
    for (const { id } of topUps.slice(0, 5)) await reverse(app, id);
    let seed = 7;
    const chance = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    const lines = app.dataSource.getRepository(SplitLine);
    for (let minute = 0; minute < 240; minute += 1) {
      await deliverNews(app);
      await advanceDue(app);
      app.doubles.sand.settle();
      await app.doubles.sand.deliver({ lose: 0.3, repeat: 0.3, chance }, app.url);
      app.clock.advance({ minutes: 1 });
      if ((await lines.countBy({ state: 'waiting' })) + (await lines.countBy({ state: 'submitted' })) === 0)
        break;
    }
    const ours = (await Promise.all(topUps.map(({ number }) => linesOf(app, number)))).flat();
    const codes = new Set(ours.map((line) => `${line.number}-1`));
    const orders = app.doubles.sand.orders.filter((order) => codes.has(order.orderCode));
    const signed = orders.map(({ direction, amount }) => (direction === 'back' ? -1 : 1) * Number(amount));
    const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);

    expect(new Set(ours.map((line) => line.state))).toEqual(new Set(['succeeded']));
    expect(ours).toHaveLength(25);
    expect(orders.map((order) => order.orderCode).sort()).toEqual([...codes].sort());
    expect(sum(ours.map((line) => line.amountFen))).toBe(sum(signed));
    expect(sum(signed)).toBe((210 - 15) * yuan);
  });

  it('believes no notice that is forged, changed or meant for another, and a replayed one changes nothing [IF-012]', async () => {
    const { app } = context;
    const topUp = await aTopUp(app, 80 * yuan);
    await deliverNews(app);
    const [line] = await linesOf(app, topUp.number);
    const code = `${line?.number}-1`;
    app.doubles.sand.settle();
    const notice = app.doubles.sand.noticeOf(code);
    const change = (work: (form: URLSearchParams) => void) => {
      const form = new URLSearchParams(notice);
      work(form);
      return form;
    };
    const data: object = JSON.parse(notice.get('data') ?? '');
    const forged = [
      await post(
        app,
        change((form) => form.set('data', notice.get('data')?.replace('"00"', '"02"') ?? '')),
      ),
      await post(
        app,
        change((form) => form.delete('sign')),
      ),
      await post(app, sandForm(data, newSandKeys().sandPrivateKey)),
      await post(app, app.doubles.sand.noticeOf(code, '6888809999999')),
      await post(app, new URLSearchParams()),
    ];
    const [untouched] = await linesOf(app, topUp.number);
    const taken = await Promise.all([1, 2, 3].map(() => post(app, notice)));
    const [ended] = await linesOf(app, topUp.number);
    app.clock.advance({ minutes: 9 });
    await post(app, notice);

    expect(forged.map((answer) => answer.status)).toEqual([403, 403, 403, 403, 403]);
    expect(untouched?.state).toBe('submitted');
    expect(taken).toEqual([1, 2, 3].map(() => ({ status: 200, body: 'respCode=000000' })));
    expect(ended).toMatchObject({
      state: 'succeeded',
      sandNo: expect.stringMatching(/^SAND/),
      checkAt: null,
    });
    expect(await linesOf(app, topUp.number)).toEqual([ended]);
  });

  it('that Sand did not split is sent again by the back office, and old words about it change nothing', async () => {
    const { app } = context;
    const topUp = await aTopUp(app, 90 * yuan);
    await deliverNews(app);
    await sandSettles(app, '子账户余额不足');
    const [failed] = await linesOf(app, topUp.number);
    const oldNotice = app.doubles.sand.noticeOf(`${failed?.number}-1`);
    const input = { params: { id: failed?.id ?? 0 } };
    const clerk = tokenOf.clerk('finance.view');

    const refused = await app.call(splitAdminContract.retrySplit, { token: clerk, input });
    const retried = await app.call(splitAdminContract.retrySplit, { token, input });
    const old = await post(app, oldNotice);
    const again = await app.call(splitAdminContract.retrySplit, { token, input });
    await deliverNews(app);
    await sandSettles(app);

    expect(failed).toMatchObject({ state: 'failed', failure: '子账户余额不足' });
    expect(refused.status).toBe(403);
    expect(retried.body).toMatchObject({ state: 'waiting', failure: null });
    expect(old.status).toBe(200);
    expect(again.error).toMatchObject({
      code: 'SPLIT_STATE_CHANGED',
      message: '分账明细已变为“待上送”，请刷新',
    });
    expect(await linesOf(app, topUp.number)).toMatchObject([{ state: 'succeeded', attempt: 2 }]);
  });
});

describeOnBothDatabases('split lines without an account at Sand', { modules }, (context) => {
  it('are kept, listed, summed and exported, and nothing is sent [AD-334]', async () => {
    const { app } = context;
    const first = await aTopUp(app, 50_000 * yuan);
    await aTopUp(app, 12_000 * yuan);
    await reverse(app, first.id);
    await deliverNews(app);
    await advanceDue(app);
    const query = { from: '2026-10-06', to: '2026-10-06' };

    const list = await app.call(splitAdminContract.listSplits, {
      token,
      input: { query: { ...query, number: first.number } },
    });
    const sums = await app.call(splitAdminContract.sumSplits, { token, input: { query } });
    const later = await app.call(splitAdminContract.sumSplits, {
      token,
      input: { query: { from: '2026-10-07' } },
    });
    const file = await fetch(`${app.url}/api/admin/splits/export?party=group`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const forged = await post(app, new URLSearchParams({ data: '{}', sign: 'x' }));

    expect(list.body.items.map(({ source, amountFen, state }) => [source, amountFen, state])).toEqual([
      ['topUpReversal', -50_000 * yuan, 'waiting'],
      ['topUp', 50_000 * yuan, 'waiting'],
    ]);
    expect(sums.body).toEqual({
      isConnected: false,
      parties: [
        { party: 'salesCompany', count: 0, amountFen: 0, succeededFen: 0 },
        { party: 'group', count: 3, amountFen: 12_000 * yuan, succeededFen: 0 },
      ],
    });
    expect(later.body.parties.map((party) => party.count)).toEqual([0, 0]);
    expect(file.status).toBe(200);
    expect(
      Buffer.from(await file.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    expect(forged.status).toBe(403);
  });
});
