import { channelSelfContract } from '@lakeside/shared/channel/channel.contract';
import { purchaseAdminContract } from '@lakeside/shared/order/purchase.contract';
import { staffIncomeContract } from '@lakeside/shared/revenue/staff-income.contract';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { ReleaseRevenueJob } from '../../src/modules/revenue/release-revenue.job';
import { runMinute } from '../builders/purchase.builder';
import { aBuyer, aChain, aSale, aSeller, receive, sharesOf, tellAll } from '../builders/revenue.builder';
import { shareWechatPay } from '../builders/shared-wechat-pay';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const pay = shareWechatPay();
const modules = [...serverModules, typedSessions];

describeOnBothDatabases('income of staff', { modules, environment: pay.environment }, (context) => {
  pay.useIn(context);

  const owner = (channelId: number) => tokenOf.store(channelId);
  const incomeOf = async (channelId: number, id: number) =>
    (
      await context.app.call(staffIncomeContract.getStaffIncome, {
        token: owner(channelId),
        input: { params: { id } },
      })
    ).body;
  const settle = (channelId: number, id: number, amountFen: number) =>
    context.app.call(staffIncomeContract.settleStaff, {
      token: owner(channelId),
      input: { params: { id }, body: { amountFen, note: '微信转账' } },
    });
  const addOffline = (channelId: number, id: number, amountFen: number) =>
    context.app.call(staffIncomeContract.addOfflineIncome, {
      token: owner(channelId),
      input: { params: { id }, body: { amountFen, day: '2026-10-05', note: '门店现场' } },
    });
  const release = async () => (await context.app.get(ReleaseRevenueJob)).run();

  it('is not booked in, then can be settled, then settled by hand, with a record of each; the person sees the same [CH-003, CH-007, CH-008] [CH-097, CH-102, CH-103, CH-104, CH-105, CH-106, CH-107]', async () => {
    const { app } = context;
    const [l1 = 0] = await aChain(app, [1]);
    const staffId = await aSeller(app, l1, 1000);
    const member = await aBuyer(app, { channelId: l1, staffId });
    const sale = await aSale(app, pay.doubles, { member });
    const before = await incomeOf(l1, staffId);
    await receive(app, sale);
    app.clock.advance({ days: 8 });
    await release();
    await aSale(app, pay.doubles, { member });
    await addOffline(l1, staffId, 500);
    const free = await incomeOf(l1, staffId);
    const settled = await settle(l1, staffId, 2000);
    const tooMuch = await settle(l1, staffId, 1501);
    const token = tokenOf.staff(l1, staffId);
    const own = await app.call(staffIncomeContract.getOwnIncome, { token });
    const online = await app.call(staffIncomeContract.listOwnIncome, { token, input: { query: {} } });
    const offline = await app.call(staffIncomeContract.listOwnIncome, {
      token,
      input: { query: { source: 'offline' } },
    });
    const records = await app.call(staffIncomeContract.listOwnSettlements, { token, input: { query: {} } });

    expect(before).toMatchObject({
      commissionRateBp: 1000,
      memberCount: 1,
      totalFen: 3000,
      pendingFen: 3000,
      toSettleFen: 0,
    });
    expect(free).toMatchObject({ totalFen: 6500, pendingFen: 3000, toSettleFen: 3500, settledFen: 0 });
    expect(settled.body).toEqual({
      totalFen: 6500,
      pendingFen: 3000,
      toSettleFen: 1500,
      settledFen: 2000,
      settlementCount: 1,
    });
    expect(tooMuch.error).toMatchObject({
      code: 'STAFF_INCOME_SHORT',
      message: '待结算 15.00 元，请修改金额',
    });
    expect(own.body).toEqual(settled.body);
    expect(online.body.items.map(({ amountFen, status }) => [amountFen, status])).toEqual([
      [3000, 'pending'],
      [3000, 'available'],
    ]);
    expect(offline.body.items).toMatchObject([{ amountFen: 500, title: '线下分销 2026-10-05' }]);
    expect(records.body).toMatchObject({ total: 1, items: [{ amountFen: 2000, note: '微信转账' }] });
    const listed = await app.call(staffIncomeContract.listStaffSettlements, {
      token: owner(l1),
      input: { params: { id: staffId }, query: {} },
    });
    expect(listed.body).toEqual(records.body);
  });

  it('follows the rate of the day an order is made; changing one rate touches nobody else [CH-006]', async () => {
    const { app } = context;
    const [l1 = 0] = await aChain(app, [1]);
    const staffId = await aSeller(app, l1, 1000);
    const colleague = await aSeller(app, l1, 500);
    const member = await aBuyer(app, { channelId: l1, staffId });
    const early = await aSale(app, pay.doubles, { member });
    const changed = await app.call(channelSelfContract.changeCommission, {
      token: owner(l1),
      input: { params: { id: staffId }, body: { rateBp: 2550 } },
    });
    const late = await aSale(app, pay.doubles, { member });

    expect(changed.body).toMatchObject({ id: staffId, commissionRateBp: 2550 });
    expect(await sharesOf(app, early.orderId)).toMatchObject([{ staffFen: 3000, amountFen: 30_000 }]);
    expect(await sharesOf(app, late.orderId)).toMatchObject([{ staffFen: 7650, amountFen: 30_000 }]);
    expect(await incomeOf(l1, colleague)).toMatchObject({ commissionRateBp: 500, totalFen: 0 });
  });

  it('is never settled twice, though ten settle at once, and a refund afterwards is owed', async () => {
    const { app } = context;
    const [l1 = 0] = await aChain(app, [1]);
    const staffId = await aSeller(app, l1, 1000);
    const member = await aBuyer(app, { channelId: l1, staffId });
    const sale = await aSale(app, pay.doubles, { member });
    await receive(app, sale);
    app.clock.advance({ days: 8 });
    await release();
    const answers = await Promise.all(Array.from({ length: 10 }, () => settle(l1, staffId, 1000)));
    await app.call(purchaseAdminContract.refundOrder, {
      token: tokenOf.admin,
      input: { params: { id: sale.orderId }, body: { amountFen: 45_000, reason: '少发' } },
    });
    await runMinute(app);
    await tellAll(app, pay.doubles);

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    expect(await incomeOf(l1, staffId)).toMatchObject({
      totalFen: 1500,
      toSettleFen: -1500,
      settledFen: 3000,
      settlementCount: 3,
    });
  });

  it('is shown to its own channel only, and an owner has none of its own', async () => {
    const { app } = context;
    const [l1 = 0] = await aChain(app, [1]);
    const [other = 0] = await aChain(app, [1]);
    const staffId = await aSeller(app, l1, 1000);
    await addOffline(l1, staffId, 800);
    const mistaken = await addOffline(l1, staffId, -300);

    expect(mistaken.body).toMatchObject({ totalFen: 500, toSettleFen: 500 });
    expect((await addOffline(l1, staffId, -501)).error.code).toBe('STAFF_INCOME_SHORT');
    expect((await settle(other, staffId, 1)).error.code).toBe('STAFF_NOT_FOUND');
    expect((await addOffline(other, staffId, 1)).error.code).toBe('STAFF_NOT_FOUND');
    const own = await app.call(staffIncomeContract.getOwnIncome, { token: owner(l1) });
    expect(own.error.code).toBe('STAFF_NOT_FOUND');
  });
});
