import { cardAdminContract } from '@lakeside/shared/card/card.admin.contract';
import { cardChannelContract } from '@lakeside/shared/card/card.channel.contract';
import { channelAdminContract } from '@lakeside/shared/channel/channel.contract';
import { crmSalesContract } from '@lakeside/shared/crm/crm.contract';
import { ledgerAdminContract } from '@lakeside/shared/ledger/ledger.contract';
import { expect, it } from 'vitest';
import { anAdmin } from '../builders/admin.builder';
import { someCards } from '../builders/card.builder';
import { aChild, anL1, type ChannelLogin } from '../builders/channel.builder';
import { someGoods } from '../builders/goods.builder';
import { aSalesperson, salesLogin } from '../builders/sales.builder';
import { describeOnBothDatabases, type TestApp } from '../kit/test-app';

const yuan = 100;

async function fund(
  app: TestApp,
  admin: string,
  funds: { channelId: number; storedYuan?: number; creditYuan?: number },
): Promise<void> {
  const { channelId, storedYuan = 0, creditYuan = 0 } = funds;
  for (const [entry, amountFen] of [
    [ledgerAdminContract.topUp, storedYuan * yuan],
    [ledgerAdminContract.grantCredit, creditYuan * yuan],
  ] as const) {
    if (amountFen === 0) continue;
    const booked = await app.call(entry, { token: admin, input: { body: { channelId, amountFen } } });
    if (booked.status !== 200) throw new Error(booked.error.message);
  }
}

let batches = 0;

/** Gives an L1 cards at 1,000 yuan retail, of which it activates the first ones. */
async function giveCards(
  app: TestApp,
  admin: string,
  gift: { l1: ChannelLogin; count: number; activate: number },
): Promise<void> {
  batches += 1;
  const { l1, count, activate } = gift;
  const { productId } = await someGoods(app);
  const cardNos = await someCards(app, {
    productId,
    count,
    firstCardNo: `KH${String(batches).padStart(3, '0')}001`,
  });
  const sent = await app.call(cardAdminContract.createCardOrder, {
    token: admin,
    input: { body: { toChannelId: l1.id, productId, selection: { cardNos } } },
  });
  await app.call(cardChannelContract.receiveHandover, {
    token: l1.token,
    input: { params: { id: sent.body.id }, body: {} },
  });
  if (activate === 0) return;
  const asked = await app.call(cardChannelContract.requestActivation, {
    token: l1.token,
    input: { body: { selection: { cardNos: cardNos.slice(0, activate) }, expectedCount: activate } },
  });
  const done = await app.call(cardChannelContract.activateCards, {
    token: l1.token,
    input: { params: { id: asked.body.id }, body: {} },
  });
  if (done.status !== 200) throw new Error(done.error.message);
}

describeOnBothDatabases('the customers of a salesperson', {}, (context) => {
  /** A salesperson with two customers: a busy one with downline, cards and a debt, and a new one with nothing. */
  const aPortfolio = async () => {
    const { app } = context;
    const { token: admin } = await anAdmin(app);
    const person = await aSalesperson(app, admin);
    const busy = await anL1(app, admin, { salespersonId: person.id });
    const poor = await anL1(app, admin, { salespersonId: person.id, l1Subtype: 'cityPartner' });
    const l2 = await aChild(app, { admin, parent: busy.token }, { childLevel: 2, rateBp: 7000 });
    await aChild(app, { admin, parent: l2.token }, { childLevel: 3, rateBp: 8000 });
    await aChild(app, { admin, parent: busy.token }, { childLevel: 3, rateBp: 8100 });
    await fund(app, admin, { channelId: busy.id, storedYuan: 1000, creditYuan: 2000 });
    // Three cards at 600 each: 1,000 from stored value, 800 on credit.
    await giveCards(app, admin, { l1: busy, count: 5, activate: 3 });
    return { app, admin, person, busy, poor };
  };
  const list = (
    token: string,
    query: {
      search?: string;
      sort?: 'newest' | 'debt' | 'storedValue';
      page?: number;
      pageSize?: number;
    } = {},
  ) => context.app.call(crmSalesContract.listCustomers, { token, input: { query } });

  it('are all and only the own level 1 channels, with accounts, cards and downline [SA-031, SA-037, SA-038]', async () => {
    const { app, admin, person, busy, poor } = await aPortfolio();
    const other = await aSalesperson(app, admin);
    const foreign = await anL1(app, admin, { salespersonId: other.id });
    await anL1(app, admin);

    const own = await list(person.token);
    const detail = await app.call(crmSalesContract.getCustomer, {
      token: person.token,
      input: { params: { id: busy.id } },
    });

    expect(own.body.total).toBe(2);
    expect(own.body.items.map(({ channel }) => channel.id)).toEqual([poor.id, busy.id]);
    expect(own.body.items[1]).toEqual(detail.body);
    expect(detail.body).toMatchObject({
      channel: { name: busy.name, phone: busy.phone, l1Subtype: 'store', rateBp: 6000, status: 'active' },
      balances: {
        storedValueFen: 0,
        creditAvailableFen: 1200 * yuan,
        creditDebtFen: 800 * yuan,
        creditLimitFen: 2000 * yuan,
      },
      cardCounts: { inactive: 2, active: 3, used: 0, voided: 0, locked: 0 },
      level2Count: 1,
      level3Count: 2,
    });
    expect((await list(other.token)).body.items.map(({ channel }) => channel.id)).toEqual([foreign.id]);
  });

  it('are found by name and by phone, sorted by age, debt or stored value, page by page [SA-030]', async () => {
    const { app, admin, person, busy, poor } = await aPortfolio();
    const rich = await anL1(app, admin, { salespersonId: person.id });
    await fund(app, admin, { channelId: rich.id, storedYuan: 5000 });
    const ids = async (query: Parameters<typeof list>[1]) =>
      (await list(person.token, query)).body.items.map(({ channel }) => channel.id);

    expect(await ids({ search: busy.phone })).toEqual([busy.id]);
    expect(await ids({ search: poor.name })).toEqual([poor.id]);
    expect(await ids({ search: '没有这家' })).toEqual([]);
    expect(await ids({ sort: 'newest' })).toEqual([rich.id, poor.id, busy.id]);
    expect((await ids({ sort: 'debt' }))[0]).toBe(busy.id);
    expect((await ids({ sort: 'storedValue' }))[0]).toBe(rich.id);
    expect(await ids({ page: 2, pageSize: 2 })).toEqual([busy.id]);
  });

  it('show their network: level 2 with its level 3, and direct level 3 [SA-034]', async () => {
    const { app, person, busy } = await aPortfolio();

    const network = await app.call(crmSalesContract.getCustomerNetwork, {
      token: person.token,
      input: { params: { id: busy.id } },
    });

    const shape = network.body.children.map(({ level, children }) => [
      level,
      children.map((child) => child.level),
    ]);
    expect(shape).toHaveLength(2);
    expect(shape).toContainEqual([2, [3]]);
    expect(shape).toContainEqual([3, []]);
    expect(network.body).toMatchObject({ id: busy.id, cardCount: 5 });
  });

  it('of somebody else are answered like customers that do not exist', async () => {
    const { app, admin, busy } = await aPortfolio();
    const other = await aSalesperson(app, admin);
    const codes = [];

    for (const entry of [crmSalesContract.getCustomer, crmSalesContract.getCustomerNetwork]) {
      for (const id of [busy.id, 999_999]) {
        const answer = await app.call(entry, { token: other.token, input: { params: { id } } });
        codes.push(answer.error.code);
      }
    }

    expect(codes).toEqual(Array.from({ length: 4 }, () => 'CUSTOMER_NOT_FOUND'));
  });

  it('add up in the overview: count, new this month, funds, debt, cards, and who is short of money [SA-047, SA-048, SA-051, AD-317, AD-318]', async () => {
    const { app, person, poor } = await aPortfolio();
    app.clock.set('2026-11-02T09:00:00+08:00');
    const { token: laterAdmin } = await anAdmin(app);
    const login = await salesLogin(app, person.phone);
    const late = await anL1(app, laterAdmin, { salespersonId: person.id });
    await fund(app, laterAdmin, { channelId: late.id, storedYuan: 999, creditYuan: 1 });

    const { body } = await app.call(crmSalesContract.getOverview, {
      token: login.body.session.accessToken,
    });

    expect(body).toEqual({
      customerCount: 3,
      newThisMonth: 1,
      storedValueFen: 999 * yuan,
      creditAvailableFen: 1201 * yuan,
      creditDebtFen: 800 * yuan,
      cardCounts: { inactive: 2, active: 3, used: 0, voided: 0, locked: 0 },
      // Funds of exactly 1,000 yuan are enough, 1,200 on credit are, too.
      lowBalance: [{ id: poor.id, name: poor.name, fundsFen: 0 }],
    });
  });

  it('leave the list when the back office gives them to somebody else', async () => {
    const { app, admin, person, poor } = await aPortfolio();
    const other = await aSalesperson(app, admin);
    const { body: channel } = await app.call(channelAdminContract.getChannel, {
      token: admin,
      input: { params: { id: poor.id } },
    });

    await app.call(channelAdminContract.updateChannel, {
      token: admin,
      input: { params: { id: poor.id }, body: { ...channel, salespersonId: other.id } },
    });

    expect((await list(person.token)).body.total).toBe(1);
    expect((await list(other.token)).body.items.map((item) => item.channel.id)).toEqual([poor.id]);
  });
});
