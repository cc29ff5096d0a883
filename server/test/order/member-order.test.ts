import { channelSelfContract, memberLevelAdminContract } from '@lakeside/shared/channel/channel.contract';
import { memberAdminContract } from '@lakeside/shared/member/member.contract';
import { memberRecordAdminContract } from '@lakeside/shared/member/member-record.contract';
import { eCardAdminContract } from '@lakeside/shared/order/e-card.contract';
import { memberOrderAdminContract } from '@lakeside/shared/order/member-order.contract';
import { expect, it } from 'vitest';
import { MemberRow } from '../../src/modules/member/entities/member.entity';
import { MemberUpgradeService } from '../../src/modules/member/member-upgrade.service';
import { OrderPurchaseRow } from '../../src/modules/order/entities/order-purchase.entity';
import { MemberOrderService } from '../../src/modules/order/member-order.service';
import { TransactionService } from '../../src/platform/database/transaction';
import { systemActor } from '../../src/platform/http/actor';
import { anAdmin } from '../builders/admin.builder';
import { anL1, aStaffMember } from '../builders/channel.builder';
import { anECardProduct, somePaidECards, tryECards } from '../builders/e-card.builder';
import { aMember, type MemberLogin } from '../builders/member.builder';
import { deliverNews } from '../builders/purchase.builder';
import { shareWechatPay } from '../builders/shared-wechat-pay';
import { describeOnBothDatabases, type TestApp } from '../kit/test-app';

const pay = shareWechatPay();

const asBuyer = ({ id, token }: MemberLogin) => ({ memberId: id, addressId: 0, token });

async function aLevel(
  app: TestApp,
  token: string,
  level: { name: string; rateBp: number; upgradeAtFen: number | null },
) {
  const { body } = await app.call(memberLevelAdminContract.createMemberLevel, {
    token,
    input: { body: level },
  });
  return body;
}

async function levelOf(app: TestApp, id: number): Promise<number> {
  return (await app.dataSource.getRepository(MemberRow).findOneByOrFail({ id })).levelId;
}

describeOnBothDatabases('a member who buys', { environment: pay.environment }, (context) => {
  pay.useIn(context);

  it('is raised by the order with which the amount is reached, gets its price, and is never lowered again [AD-119, AD-120, AD-121]', async () => {
    const { app } = context;
    const { token } = await anAdmin(app);
    const level = await aLevel(app, token, { name: '金卡', rateBp: 9000, upgradeAtFen: 30_000 });
    const goods = await anECardProduct(app);
    const member = await aMember(app);
    const before = await levelOf(app, member.id);

    await somePaidECards(app, pay.doubles, { goods, member: asBuyer(member), quantity: 2 });
    await deliverNews(app);
    const afterTwo = await levelOf(app, member.id);
    const { order } = await somePaidECards(app, pay.doubles, { goods, member: asBuyer(member) });
    await deliverNews(app);
    const afterThree = await levelOf(app, member.id);
    const cheaper = await tryECards(app, {
      goods: { ...goods, retailPriceFen: 9000 },
      member: asBuyer(member),
    });
    const issued = await app.call(eCardAdminContract.getECardOrder, {
      token,
      input: { params: { id: order.id } },
    });
    await app.call(eCardAdminContract.refundECards, {
      token,
      input: {
        params: { id: order.id },
        body: { cardNos: issued.body.cards.map(({ cardNo }) => cardNo), reason: '不要了' },
      },
    });
    await (await app.get(MemberOrderService)).upgradeBuyer(order.id);
    const { body: history } = await app.call(memberRecordAdminContract.listMemberChanges, {
      token,
      input: { params: { id: member.id }, query: {} },
    });

    expect([afterTwo, afterThree]).toEqual([before, level.id]);
    expect(cheaper.status).toBe(200);
    expect(await levelOf(app, member.id)).toBe(level.id);
    expect(history.items).toMatchObject([{ kind: 'level', to: '金卡', actorName: '自动升级' }]);
  });

  it('is raised when a level is added whose amount was already reached; closed and better ones stay [AD-120]', async () => {
    const { app } = context;
    const { token } = await anAdmin(app);
    const best = await aLevel(app, token, { name: '黑卡', rateBp: 8000, upgradeAtFen: null });
    const goods = await anECardProduct(app);
    const [member, honoured, closed, poor] = [
      await aMember(app),
      await aMember(app),
      await aMember(app),
      await aMember(app),
    ];
    for (const buyer of [member, honoured, closed]) {
      await somePaidECards(app, pay.doubles, { goods, member: asBuyer(buyer), quantity: 2 });
    }
    await app.call(memberAdminContract.changeMemberLevel, {
      token,
      input: { params: { id: honoured.id }, body: { levelId: best.id, reason: '老朋友' } },
    });
    await app.call(memberAdminContract.closeMember, {
      token,
      input: { params: { id: closed.id }, body: { reason: '违规' } },
    });
    const before = await levelOf(app, poor.id);

    const silver = await aLevel(app, token, { name: '银卡', rateBp: 9400, upgradeAtFen: 20_000 });
    await deliverNews(app);
    await deliverNews(app);

    expect(await levelOf(app, member.id)).toBe(silver.id);
    expect(await levelOf(app, honoured.id)).toBe(best.id);
    expect([await levelOf(app, closed.id), await levelOf(app, poor.id)]).toEqual([before, before]);
  });

  it('is raised once, however often and at once the news arrives', async () => {
    const { app } = context;
    const { token } = await anAdmin(app);
    const level = await aLevel(app, token, { name: '铂金', rateBp: 7700, upgradeAtFen: 7_000_000 });
    const member = await aMember(app);
    const upgrades = await app.get(MemberUpgradeService);
    const transactions = await app.get(TransactionService);
    const actor = systemActor('自动升级');
    const paid = [{ memberId: member.id, paidFen: 7_000_000 }];

    const raised = await Promise.all(
      Array.from({ length: 5 }, () => transactions.run(actor, (tx) => upgrades.raise(tx, actor, paid))),
    );
    const { body: history } = await app.call(memberRecordAdminContract.listMemberChanges, {
      token,
      input: { params: { id: member.id }, query: {} },
    });

    expect(raised.sort()).toEqual([0, 0, 0, 0, 1]);
    expect(history.total).toBe(1);
    expect(await levelOf(app, member.id)).toBe(level.id);
  });

  it('has spending, a count, a last time and a trend, net of what went back [AD-133, AD-134, AD-135, AD-136, AD-137]', async () => {
    const { app } = context;
    const { token } = await anAdmin(app);
    const goods = await anECardProduct(app, 100, 1000);
    const member = await aMember(app);
    const spending = async () =>
      (
        await app.call(memberOrderAdminContract.getMemberSpending, {
          token: (await anAdmin(app)).token,
          input: { params: { id: member.id } },
        })
      ).body;

    const none = await spending();
    const first = await somePaidECards(app, pay.doubles, { goods, member: asBuyer(member), quantity: 3 });
    await app.dataSource
      .getRepository(OrderPurchaseRow)
      .update({ orderId: first.order.id }, { paidAt: new Date('2026-08-31T16:30:00Z') });
    const { order } = await somePaidECards(app, pay.doubles, { goods, member: asBuyer(member) });
    await tryECards(app, { goods, member: asBuyer(member) });
    const both = await spending();
    const cards = await app.call(eCardAdminContract.getECardOrder, {
      token,
      input: { params: { id: order.id } },
    });
    await app.call(eCardAdminContract.refundECards, {
      token,
      input: {
        params: { id: order.id },
        body: { cardNos: cards.body.cards.map(({ cardNo }) => cardNo), reason: '不要了' },
      },
    });
    const left = await spending();

    expect(none).toMatchObject({ paidFen: 0, points: 0, purchaseCount: 0, lastPurchaseAt: null });
    expect(both).toMatchObject({ paidFen: 4000, points: 0, purchaseCount: 2 });
    expect(both.lastPurchaseAt).toMatch(/^2026-10-06T/);
    expect(both.months.filter(({ count }) => count > 0)).toEqual([
      { month: '2026-09', count: 1 },
      { month: '2026-10', count: 1 },
    ]);
    expect(left).toMatchObject({ paidFen: 3000, purchaseCount: 1 });
    expect(left.lastPurchaseAt).toMatch(/^2026-09-01T00:30/);
  });

  it('has orders, listed by kind, page by page, and only theirs [AD-140]', async () => {
    const { app } = context;
    const { token } = await anAdmin(app);
    const member = await aMember(app);
    const goods = await anECardProduct(app, 100, 1000);
    const { order } = await somePaidECards(app, pay.doubles, { goods, member: asBuyer(member) });
    const second = await tryECards(app, { goods, member: asBuyer(member) });
    await somePaidECards(app, pay.doubles, { goods, member: asBuyer(await aMember(app)) });
    const list = async (query: object) =>
      (
        await app.call(memberOrderAdminContract.listOrdersOfMember, {
          token,
          input: { params: { id: member.id }, query: { ...query } },
        })
      ).body;

    expect((await list({})).items.map(({ id }) => id)).toEqual([second.body.id, order.id]);
    expect(await list({ kind: 'eCard', page: 2, pageSize: 1 })).toMatchObject({
      total: 2,
      items: [{ id: order.id, kind: 'eCard' }],
    });
    expect(await list({ kind: 'purchase' })).toEqual({ items: [], total: 0 });
  });

  it('leaves earlier orders their channel and staff when moved [AD-128, AD-129]', async () => {
    const { app } = context;
    const { token } = await anAdmin(app);
    const [from, to] = [await anL1(app, token), await anL1(app, token)];
    const clerk = await aStaffMember(app, from.token);
    const newClerk = await aStaffMember(app, to.token);
    const invite = await app.call(channelSelfContract.getMemberInvite, {
      token: clerk.token,
      input: { query: {} },
    });
    const member = await aMember(app, invite.body.token);
    const goods = await anECardProduct(app, 100, 1000);
    const purchases = app.dataSource.getRepository(OrderPurchaseRow);
    const params = { id: member.id };

    const first = await somePaidECards(app, pay.doubles, { goods, member: asBuyer(member) });
    const snapshot = await purchases.findOneByOrFail({ orderId: first.order.id });
    await app.call(memberAdminContract.changeMemberChannel, {
      token,
      input: { params, body: { channelId: to.id, reason: '搬家' } },
    });
    await app.call(memberAdminContract.changeMemberStaff, {
      token,
      input: { params, body: { staffId: newClerk.id, reason: '新店员' } },
    });
    const second = await somePaidECards(app, pay.doubles, { goods, member: asBuyer(member) });
    const later = await purchases.findOneByOrFail({ orderId: second.order.id });

    expect(await purchases.findOneByOrFail({ orderId: first.order.id })).toEqual(snapshot);
    expect(snapshot).toMatchObject({ channels: [{ channelId: from.id }], staffId: clerk.id });
    expect(later).toMatchObject({ channels: [{ channelId: to.id }], staffId: newClerk.id });
  });
});
