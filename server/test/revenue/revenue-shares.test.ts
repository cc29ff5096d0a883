import { afterSaleMemberContract } from '@lakeside/shared/after-sale/after-sale.contract';
import { eCardAdminContract } from '@lakeside/shared/order/e-card.contract';
import { purchaseAdminContract } from '@lakeside/shared/order/purchase.contract';
import { revenueAdminContract } from '@lakeside/shared/revenue/revenue.contract';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { ChannelRow } from '../../src/modules/channel/entities/channel.entity';
import { LedgerTransaction } from '../../src/modules/ledger/entities/ledger-transaction.entity';
import { MemberRow } from '../../src/modules/member/entities/member.entity';
import { PurchasePaymentService } from '../../src/modules/order/purchase-payment.service';
import { OrderPurchaseRow } from '../../src/modules/order/entities/order-purchase.entity';
import { ReleaseRevenueJob } from '../../src/modules/revenue/release-revenue.job';
import { RevenueOrder } from '../../src/modules/revenue/entities/revenue-order.entity';
import { RevenueRefund } from '../../src/modules/revenue/entities/revenue-refund.entity';
import { RevenueReversalService } from '../../src/modules/revenue/revenue-reversal.service';
import { approve } from '../builders/after-sale.builder';
import { cardsOf } from '../builders/e-card.builder';
import { freeTemplate, useFreight } from '../builders/freight.builder';
import { deliverNews, runMinute } from '../builders/purchase.builder';
import {
  aBuyer,
  aChain,
  anUnpaidSale,
  aSale,
  aSeller,
  balancesOf,
  checkBooks,
  firstLineOf,
  payFor,
  receive,
  rightBooks,
  type Sale,
  sharesOf,
  tellAll,
} from '../builders/revenue.builder';
import { shareWechatPay } from '../builders/shared-wechat-pay';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [...serverModules, typedSessions];
const pay = shareWechatPay();

describeOnBothDatabases('shares of online sales', { modules, environment: pay.environment }, (context) => {
  pay.useIn(context);

  const refund = async (sale: Sale, amountFen: number) => {
    const { status } = await context.app.call(purchaseAdminContract.refundOrder, {
      token: tokenOf.admin,
      input: { params: { id: sale.orderId }, body: { amountFen, reason: '少发' } },
    });
    expect(status).toBe(200);
  };
  const payRefunds = async () => {
    await runMinute(context.app);
    await tellAll(context.app, pay.doubles);
  };
  const release = async () => (await context.app.get(ReleaseRevenueJob)).run();
  const daysLater = (days: number) => context.app.clock.advance({ days });

  it('follow the table for a buyer at every place: direct, under L1, L2, L3 of L1 and L3 of L2 [AD-083, AD-084, AD-085, AD-086, AD-087, AD-088, AD-089, AD-090]', async () => {
    const { app } = context;
    const chains = [[], [1], [1, 2], [1, 3], [1, 2, 3]] as const;

    const found = [];
    for (const levels of chains) {
      const ids = levels.length === 0 ? [] : await aChain(app, levels);
      const member = await aBuyer(app, { channelId: ids.at(-1) ?? null });
      const sale = await aSale(app, pay.doubles, { member });
      const shares = await sharesOf(app, sale.orderId);
      found.push(shares.map((share) => [share.level, share.amountFen, share.status]));
      expect(shares.map((share) => share.channelId)).toEqual(ids);
      for (const [index, id] of ids.entries())
        expect(await balancesOf(app, id)).toMatchObject({ pendingFen: shares[index]?.amountFen });
    }

    expect(found).toEqual([
      [],
      [[1, 30_000, 'pending']],
      [
        [1, 10_000, 'pending'],
        [2, 20_000, 'pending'],
      ],
      [
        [1, 20_000, 'pending'],
        [3, 10_000, 'pending'],
      ],
      [
        [1, 10_000, 'pending'],
        [2, 10_000, 'pending'],
        [3, 10_000, 'pending'],
      ],
    ]);
    expect(await checkBooks(app)).toEqual(rightBooks);
  });

  it('of e-cards are booked at payment, and a card that goes back takes its own part [AD-077, AD-078, AD-079] [AD-049] [CH-047]', async () => {
    const { app } = context;
    const chain = await aChain(app, [1, 2, 3]);
    const member = await aBuyer(app, { channelId: chain[2] ?? 0 });
    const sale = await aSale(app, pay.doubles, { member, isECard: true, quantity: 3 });
    const before = await sharesOf(app, sale.orderId);
    const [card] = await cardsOf(app, member.token);
    await app.call(eCardAdminContract.refundECards, {
      token: tokenOf.admin,
      input: {
        params: { id: sale.orderId },
        body: { unissuedCount: 0, cardNos: [card?.cardNo ?? ''], reason: '会员不要了' },
      },
    });
    await payRefunds();

    expect(before.map((share) => share.amountFen)).toEqual([30_000, 30_000, 30_000]);
    const after = await sharesOf(app, sale.orderId);
    expect(after.map((share) => [share.reversedFen, share.status])).toEqual([
      [10_000, 'pending'],
      [10_000, 'pending'],
      [10_000, 'pending'],
    ]);
    for (const id of chain) {
      const { body } = await app.call(revenueAdminContract.getChannelRevenue, {
        token: tokenOf.admin,
        input: { params: { id } },
      });
      expect(body).toMatchObject({ pendingFen: 20_000, eCardFen: 20_000, goodsFen: 0 });
    }
    expect(await checkBooks(app)).toEqual(rightBooks);
  });

  it('leave freight out, of the shares and of what a refund takes back', async () => {
    const { app } = context;
    await useFreight(app, { elsewhere: { ...freeTemplate.elsewhere, firstFen: 1200 } });
    const [l1 = 0] = await aChain(app, [1]);
    const member = await aBuyer(app, { channelId: l1 });
    const sale = await aSale(app, pay.doubles, { member, freightFen: 1200 });
    const { freightFen } = await app.dataSource
      .getRepository(OrderPurchaseRow)
      .findOneByOrFail({ orderId: sale.orderId });
    const [share] = await sharesOf(app, sale.orderId);
    await refund(sale, 91_200);
    await payRefunds();

    expect(freightFen).toBe(1200);
    expect(share?.amountFen).toBe(30_000);
    const [back] = await app.dataSource.getRepository(RevenueRefund).findBy({ orderId: sale.orderId });
    expect(back).toMatchObject({ amountFen: 91_200, goodsFen: 90_000, reversedFen: 30_000 });
    expect(await sharesOf(app, sale.orderId)).toMatchObject([{ reversedFen: 30_000, status: 'reversed' }]);
    expect(await balancesOf(app, l1)).toMatchObject({ pendingFen: 0, withdrawableFen: 0, debtFen: 0 });
    await useFreight(app, {});
  });

  it('are computed from the day the order was made: later rates, moves and closings change nothing', async () => {
    const { app } = context;
    const [l1 = 0, l2 = 0] = await aChain(app, [1, 2]);
    const member = await aBuyer(app, { channelId: l2 });
    const unpaid = await anUnpaidSale(app, { member });
    const { manager } = app.dataSource;
    await manager.update(ChannelRow, { id: l2 }, { rateBp: 8500, status: 'closed' });
    await manager.update(MemberRow, { id: member.memberId }, { channelId: null });
    await payFor(app, pay.doubles, unpaid);

    expect((await sharesOf(app, unpaid.orderId)).map((share) => [share.channelId, share.amountFen])).toEqual([
      [l1, 10_000],
      [l2, 20_000],
    ]);
  });

  it('of a channel that was closed go to nobody, flagged, and the others get theirs', async () => {
    const { app } = context;
    const [l1 = 0, l2 = 0] = await aChain(app, [1, 2], { level: 2, is: 'closed' });
    const member = await aBuyer(app, { channelId: l2 });
    const sale = await aSale(app, pay.doubles, { member });

    expect(await sharesOf(app, sale.orderId)).toMatchObject([
      { channelId: l1, amountFen: 10_000, status: 'pending', flag: null },
      { channelId: l2, amountFen: 0, status: 'withheld', flag: 'channelClosed' },
    ]);
    expect(await balancesOf(app, l2)).toMatchObject({ pendingFen: 0 });
  });

  it('carry the commission of who invited the buyer, on the last channel’s own share, at the rate of that day', async () => {
    const { app } = context;
    const [l1 = 0, l2 = 0] = await aChain(app, [1, 2]);
    const staffId = await aSeller(app, l2, 1000);
    const invited = await aBuyer(app, { channelId: l2, staffId });
    const sale = await aSale(app, pay.doubles, { member: invited });
    const friend = await aSale(app, pay.doubles, { member: await aBuyer(app, { channelId: l2 }) });
    await refund(sale, 45_003);
    const before = await sharesOf(app, sale.orderId);
    await payRefunds();

    expect(before).toMatchObject([
      { channelId: l1, staffId: null, staffFen: 0 },
      { channelId: l2, amountFen: 20_000, staffId, staffRateBp: 1000, staffFen: 2000 },
    ]);
    // 20,000 × 45,003 / 90,000 goes back; a tenth of the 9,999 that are left, rounded down.
    const [, after] = await sharesOf(app, sale.orderId);
    expect(after).toMatchObject({ reversedFen: 10_001, staffFen: 999 });
    expect((await sharesOf(app, friend.orderId)).map((share) => share.staffId)).toEqual([null, null]);
  });

  it('are booked once though the payment is told five times and the news comes in any order [CH-047]', async () => {
    const { app } = context;
    const [l1 = 0] = await aChain(app, [1]);
    const member = await aBuyer(app, { channelId: l1 });
    const sale = await aSale(app, pay.doubles, { member });
    const { paymentId } = await app.dataSource
      .getRepository(OrderPurchaseRow)
      .findOneByOrFail({ orderId: sale.orderId });
    const payments = await app.get(PurchasePaymentService);
    await Promise.all(
      [1, 2, 3, 4, 5].map(() => payments.takeMoney({ orderId: sale.orderId, paymentId: paymentId ?? 0 })),
    );
    await deliverNews(app);
    await refund(sale, 9000);
    await payRefunds();
    const [told] = await app.dataSource.getRepository(RevenueRefund).findBy({ orderId: sale.orderId });
    const reversals = await app.get(RevenueReversalService);
    const again = { refundId: told?.refundId ?? 0, orderId: sale.orderId, paymentId: paymentId ?? 0 };
    await Promise.all([1, 2, 3].map(() => reversals.reverse(again)));

    expect(await app.dataSource.getRepository(RevenueOrder).countBy({ orderId: sale.orderId })).toBe(1);
    expect(await balancesOf(app, l1)).toMatchObject({ pendingFen: 27_000 });
    const keys = await app.dataSource.getRepository(LedgerTransaction).find();
    const own = keys
      .map((row) => row.idempotencyKey)
      .filter((key) => key.startsWith(`revenue:${sale.orderId}:`));
    expect(own).toHaveLength(2);
  });

  it('can be withdrawn once the after-sale period is over, and not while a case is open or money is on its way back [CH-045] [CH-047]', async () => {
    const { app } = context;
    const [l1 = 0] = await aChain(app, [1]);
    const member = await aBuyer(app, { channelId: l1 });
    const quiet = await aSale(app, pay.doubles, { member });
    const disputed = await aSale(app, pay.doubles, { member });
    const refunded = await aSale(app, pay.doubles, { member });
    for (const sale of [quiet, disputed, refunded]) await receive(app, sale);
    daysLater(6);
    await release();
    const inside = await balancesOf(app, l1);
    const lineId = await firstLineOf(app, disputed.orderId);
    const { body: opened } = await app.call(afterSaleMemberContract.apply, {
      token: member.token,
      input: {
        params: { id: disputed.orderId },
        body: {
          lineId,
          quantity: 1,
          kind: 'refundOnly',
          reason: 'missing',
          amountFen: 45_000,
          description: null,
        },
      },
    });
    await refund(refunded, 90_000);
    daysLater(2);
    await release();
    const after = await balancesOf(app, l1);
    await payRefunds();
    await approve(app, opened.id);
    await release();
    const approved = await balancesOf(app, l1);
    await payRefunds();
    await release();
    await release();

    expect(inside).toMatchObject({ pendingFen: 90_000, withdrawableFen: 0 });
    expect(after).toMatchObject({ pendingFen: 60_000, withdrawableFen: 30_000 });
    expect(approved).toMatchObject({ pendingFen: 30_000, withdrawableFen: 30_000 });
    expect(await balancesOf(app, l1)).toMatchObject({ pendingFen: 0, withdrawableFen: 45_000 });
    expect(await sharesOf(app, disputed.orderId)).toMatchObject([
      { reversedFen: 15_000, status: 'available' },
    ]);
    expect(await sharesOf(app, refunded.orderId)).toMatchObject([
      { reversedFen: 30_000, status: 'reversed' },
    ]);
    expect(await checkBooks(app)).toEqual(rightBooks);
  });

  it('stay right when refunds race the job that releases them', async () => {
    const { app } = context;
    const [l1 = 0] = await aChain(app, [1]);
    const member = await aBuyer(app, { channelId: l1 });
    const sales = [];
    for (let count = 0; count < 4; count += 1) sales.push(await aSale(app, pay.doubles, { member }));
    for (const sale of sales) await receive(app, sale);
    daysLater(8);
    await Promise.all([...sales.map((sale) => refund(sale, 30_000)), release(), release()]);
    await Promise.all([payRefunds(), release()]);
    await payRefunds();
    await release();

    expect(await balancesOf(app, l1)).toMatchObject({ pendingFen: 0, withdrawableFen: 80_000, debtFen: 0 });
    expect(await checkBooks(app)).toEqual(rightBooks);
  });
});
