import { purchaseAdminContract } from '@lakeside/shared/order/purchase.contract';
import { revenueAdminContract, revenueChannelContract } from '@lakeside/shared/revenue/revenue.contract';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { ReleaseRevenueJob } from '../../src/modules/revenue/release-revenue.job';
import { Withdrawal } from '../../src/modules/revenue/entities/withdrawal.entity';
import { runMinute } from '../builders/purchase.builder';
import {
  aBuyer,
  aChain,
  aSale,
  balancesOf,
  checkBooks,
  receive,
  rightBooks,
  type Sale,
  tellAll,
} from '../builders/revenue.builder';
import { shareWechatPay } from '../builders/shared-wechat-pay';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [...serverModules, typedSessions];
const pay = shareWechatPay();
const bank = { holder: '张三', bankName: '中国银行苏州分行', accountNo: '6222 0212 3456 7890' };

describeOnBothDatabases('withdrawals', { modules, environment: pay.environment }, (context) => {
  pay.useIn(context);

  const release = async () => (await context.app.get(ReleaseRevenueJob)).run();
  const accountOf = async (channelId: number) =>
    (await context.app.call(revenueChannelContract.getRevenueAccount, { token: tokenOf.store(channelId) }))
      .body;
  const apply = (channelId: number, amountFen: number, key?: string) =>
    context.app.call(revenueChannelContract.applyWithdrawal, {
      token: tokenOf.store(channelId),
      input: { body: { ...bank, amountFen } },
      ...(key ? { idempotencyKey: key } : {}),
    });
  const payOut = (id: number, key?: string) =>
    context.app.call(revenueAdminContract.payWithdrawal, {
      token: tokenOf.admin,
      input: { params: { id }, body: { voucherNo: 'BANK-20261014-7' } },
      ...(key ? { idempotencyKey: key } : {}),
    });
  const reject = (id: number) =>
    context.app.call(revenueAdminContract.rejectWithdrawal, {
      token: tokenOf.admin,
      input: { params: { id }, body: { reason: '户名与渠道不符' } },
    });
  const refund = async (sale: Sale, amountFen: number) => {
    await context.app.call(purchaseAdminContract.refundOrder, {
      token: tokenOf.admin,
      input: { params: { id: sale.orderId }, body: { amountFen, reason: '少发' } },
    });
    await runMinute(context.app);
    await tellAll(context.app, pay.doubles);
  };
  /** An L1 with so much that can be withdrawn; a third of the price of what its member bought is its own. */
  const anL1With = async (withdrawableFen: number) => {
    const { app } = context;
    const [l1 = 0] = await aChain(app, [1]);
    const member = await aBuyer(app, { channelId: l1 });
    const sale = await aSale(app, pay.doubles, {
      member,
      retailPriceFen: Math.round((withdrawableFen * 10) / 3),
    });
    await receive(app, sale);
    app.clock.advance({ days: 8 });
    await release();
    return { l1, member, sale };
  };

  it('follow the worked example: A 300 free, B 200 not booked in, C 100 paid out; 250 asked for, refused, paid; half of B goes back [CH-044, CH-045, CH-046, CH-047, CH-048, CH-095]', async () => {
    const { app } = context;
    const yuan = 100;
    const { l1, member } = await anL1With(100 * yuan);
    const { body: c } = await apply(l1, 100 * yuan);
    await payOut(c.id);
    const a = await aSale(app, pay.doubles, { member, retailPriceFen: 1000 * yuan });
    await receive(app, a);
    app.clock.advance({ days: 8 });
    await release();
    // 666.67 is 600.00 to the member and 400.00 to L1.
    const b = await aSale(app, pay.doubles, { member, retailPriceFen: 66_667 });
    const start = await accountOf(l1);
    const asked = await apply(l1, 250 * yuan);
    const frozen = await accountOf(l1);
    const tooMuch = await apply(l1, 51 * yuan);
    const rejected = await reject(asked.body.id);
    const back = await accountOf(l1);
    const above = await apply(l1, 301 * yuan);
    const again = await apply(l1, 250 * yuan);
    const paid = await payOut(again.body.id);
    const afterPaid = await accountOf(l1);
    await refund(b, 300 * yuan);

    expect(start).toEqual({
      totalFen: 600 * yuan,
      withdrawableFen: 300 * yuan,
      pendingFen: 200 * yuan,
      withdrawnFen: 100 * yuan,
      frozenFen: 0,
      debtFen: 0,
    });
    expect(frozen).toMatchObject({ totalFen: 600 * yuan, withdrawableFen: 50 * yuan, frozenFen: 250 * yuan });
    expect(tooMuch.error).toMatchObject({ code: 'REVENUE_SHORT', message: '可提现 50.00 元，请修改金额' });
    expect(rejected.body).toMatchObject({ status: 'rejected', note: '户名与渠道不符' });
    expect(back).toEqual(start);
    expect(above.error).toMatchObject({ code: 'REVENUE_SHORT', details: { availableFen: 300 * yuan } });
    expect(paid.body).toMatchObject({ status: 'paid', note: 'BANK-20261014-7' });
    expect(paid.body.steps.map((step) => step.action)).toEqual(['申请提现', '已打款']);
    expect(afterPaid).toMatchObject({ withdrawableFen: 50 * yuan, frozenFen: 0, withdrawnFen: 350 * yuan });
    expect(await accountOf(l1)).toEqual({
      totalFen: 500 * yuan,
      withdrawableFen: 50 * yuan,
      pendingFen: 100 * yuan,
      withdrawnFen: 350 * yuan,
      frozenFen: 0,
      debtFen: 0,
    });
    expect(await checkBooks(app)).toEqual(rightBooks);
  });

  it('never take more than there is, though twenty are asked for at once, and the same key asks once [CH-048]', async () => {
    const { app } = context;
    const { l1 } = await anL1With(30_000);

    const answers = await Promise.all(Array.from({ length: 20 }, () => apply(l1, 7000)));
    const taken = answers.filter(({ status }) => status === 200);
    await Promise.all(taken.slice(1).map(({ body }) => reject(body.id)));
    const twice = await Promise.all([apply(l1, 5000, 'withdraw-once-1'), apply(l1, 5000, 'withdraw-once-1')]);

    expect(taken).toHaveLength(4);
    const codes = answers.filter(({ status }) => status !== 200).map(({ error }) => error.code);
    expect(new Set(codes)).toEqual(new Set(['REVENUE_SHORT']));
    expect(new Set(twice.filter(({ status }) => status === 200).map(({ body }) => body.id)).size).toBe(1);
    expect(await balancesOf(app, l1)).toMatchObject({ withdrawableFen: 18_000, frozenFen: 12_000 });
    expect(await checkBooks(app)).toEqual(rightBooks);
  });

  it('are decided once, though paid and rejected at the same time', async () => {
    const { app } = context;
    const { l1 } = await anL1With(30_000);
    const { body: asked } = await apply(l1, 30_000);

    const answers = await Promise.all([
      payOut(asked.id),
      reject(asked.id),
      payOut(asked.id),
      reject(asked.id),
    ]);

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const codes = answers.filter(({ status }) => status !== 200).map(({ error }) => error.code);
    expect(new Set(codes)).toEqual(new Set(['WITHDRAWAL_STATUS_CHANGED']));
    const { frozenFen, withdrawableFen, withdrawnFen } = await balancesOf(app, l1);
    expect([frozenFen, withdrawableFen + withdrawnFen]).toEqual([0, 30_000]);
  });

  it('of what a refund takes back later leave a debt, which later revenue and refused withdrawals fill first', async () => {
    const { app } = context;
    const { l1, member, sale } = await anL1With(30_000);
    const { body: first } = await apply(l1, 20_000);
    await payOut(first.id);
    const { body: second } = await apply(l1, 6000);
    await refund(sale, 90_000);
    const owed = await accountOf(l1);
    const next = await aSale(app, pay.doubles, { member, retailPriceFen: 50_000 });
    await receive(app, next);
    await reject(second.id);
    const filled = await accountOf(l1);
    app.clock.advance({ days: 8 });
    await release();
    await aSale(app, pay.doubles, { member, retailPriceFen: 50_000 }).then((more) => receive(app, more));
    app.clock.advance({ days: 8 });
    await release();

    expect(owed).toMatchObject({ totalFen: 0, withdrawableFen: 0, frozenFen: 6000, debtFen: 26_000 });
    expect(filled).toMatchObject({ totalFen: 15_000, withdrawableFen: 0, frozenFen: 0, debtFen: 20_000 });
    expect(await accountOf(l1)).toEqual({
      totalFen: 30_000,
      pendingFen: 0,
      withdrawableFen: 10_000,
      frozenFen: 0,
      withdrawnFen: 20_000,
      debtFen: 0,
    });
    expect(await checkBooks(app)).toEqual(rightBooks);
  });

  it('show their channel the end of the card number, and all of it only to those who pay; strangers see none [CH-048]', async () => {
    const { app } = context;
    const { l1 } = await anL1With(30_000);
    const [other = 0] = await aChain(app, [1]);
    const { body: asked } = await apply(l1, 1000);
    const get = (token: string) =>
      app.call(revenueAdminContract.getWithdrawal, { token, input: { params: { id: asked.id } } });
    const row = await app.dataSource.getRepository(Withdrawal).findOneByOrFail({ id: asked.id });
    const list = (channelId: number) =>
      app.call(revenueChannelContract.listWithdrawals, {
        token: tokenOf.store(channelId),
        input: { query: {} },
      });

    expect(asked).toMatchObject({ accountMask: '**** 7890', holder: '张三', status: 'applied' });
    expect(asked.number).toMatch(/^TX\d{8}-\d{4}$/);
    expect(row.accountSealed).not.toContain('7890');
    expect((await get(tokenOf.admin)).body.accountNo).toBe('6222021234567890');
    expect((await get(tokenOf.clerk('finance.view'))).body.accountNo).toBeNull();
    expect((await list(l1)).body.items).toEqual([asked]);
    expect((await list(other)).body.items).toEqual([]);
    const byOperator = await app.call(revenueChannelContract.applyWithdrawal, {
      token: tokenOf.operator(l1, 'finance'),
      input: { body: { ...bank, amountFen: 1 } },
    });
    expect(byOperator.status).toBe(403);
  });

  it('and the shares behind them are listed by state, with the order each came from [CH-049] [AD-050]', async () => {
    const { app } = context;
    const { l1, sale } = await anL1With(30_000);
    const member = await aBuyer(app, { channelId: l1 });
    const fresh = await aSale(app, pay.doubles, { member, quantity: 2 });
    const list = async (query: { status?: 'pending' | 'available' }) =>
      (await app.call(revenueChannelContract.listRevenue, { token: tokenOf.store(l1), input: { query } }))
        .body;
    const order = (id: number) =>
      app.call(revenueAdminContract.getOrderRevenue, { token: tokenOf.admin, input: { params: { id } } });

    expect(await list({})).toMatchObject({
      total: 2,
      items: [
        { amountFen: 60_000, quantity: 2, status: 'pending', isECard: false },
        { amountFen: 30_000, status: 'available' },
      ],
    });
    expect((await list({ status: 'available' })).items).toHaveLength(1);
    expect((await order(sale.orderId)).body).toMatchObject({
      releasedAt: expect.any(String) as string,
      shares: [{ channel: { id: l1 }, ownPriceFen: 60_000, nextPriceFen: 90_000, status: 'available' }],
    });
    expect((await order(fresh.orderId)).body).toMatchObject({ releasedAt: null });
    const channel = await app.call(revenueAdminContract.getChannelRevenue, {
      token: tokenOf.admin,
      input: { params: { id: l1 } },
    });
    expect(channel.body).toMatchObject({ totalFen: 90_000, goodsFen: 90_000, eCardFen: 0 });
  });
});
