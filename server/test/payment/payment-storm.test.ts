import { purchaseMemberContract } from '@lakeside/shared/order/purchase.contract';
import { join } from 'node:path';
import fc from 'fast-check';
import { In } from 'typeorm';
import { expect, it } from 'vitest';
import { serverModules } from '../../src/modules';
import { LedgerVerificationService } from '../../src/modules/ledger/ledger-verification.service';
import { OrderPurchaseRow } from '../../src/modules/order/entities/order-purchase.entity';
import { Order } from '../../src/modules/order/entities/order.entity';
import { PaymentRow } from '../../src/modules/payment/entities/payment.entity';
import { RefundRow } from '../../src/modules/payment/entities/refund.entity';
import { PaymentReconciliationService } from '../../src/modules/payment/payment-reconciliation.service';
import { Stock } from '../../src/modules/stock/entities/stock.entity';
import { OutboxWorker } from '../../src/platform/outbox/outbox-worker';
import { aMemberWithAddress, type MemberWithAddress } from '../builders/order.builder';
import { knowPayers, runMinute, type ShopGoods, someShopGoods } from '../builders/purchase.builder';
import { shareWechatPay } from '../builders/shared-wechat-pay';
import { typedSessions } from '../builders/typed-sessions';
import type { FaultInput } from '../doubles/faults';
import { type Child, startChild } from '../kit/child-process';
import { describeOnBothDatabases, type TestApp } from '../kit/test-app';

const modules = [...serverModules, typedSessions];
const buyerCount = 60;
const priceFen = 10_000;
/** Fewer than buyers, so that some find nothing left. */
const inStock = 45;
/** Ended by then, or stuck for good: payments close after half an hour, and questions come at least hourly. */
const mostMinutes = 300;

/** Three of ten calls fail, half of them after WeChat has done what was asked. */
const faults: FaultInput[] = [
  { kind: 'serverError', probability: 0.08 },
  { kind: 'serverError', probability: 0.06, when: 'after' },
  { kind: 'dropped', probability: 0.06, when: 'after' },
  { kind: 'malformed', probability: 0.05, when: 'after' },
  { kind: 'rateLimit', probability: 0.05 },
];

const buyerPlan = fc.record({
  /** What the member does once the payment has begun. */
  act: fc.constantFrom('pay', 'pay', 'pay', 'payTwice', 'giveUp', 'cancel', 'cancelAndPay'),
  way: fc.constantFrom('jsapi', 'jsapi', 'h5'),
});
type BuyerPlan = ReturnType<typeof plans>[number];

function plans() {
  return fc.sample(buyerPlan, { numRuns: buyerCount, seed: 20_261_006 });
}

const pay = shareWechatPay();

interface Buyer {
  plan: BuyerPlan;
  member: MemberWithAddress;
  key: string;
  /** Pages the payer has open; each may be paid at. */
  prepayIds: string[];
}

/** One call as an app makes it: the answer, or null when the server was gone. */
async function post(url: string, path: string, call: { token: string; key: string; body?: object }) {
  try {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${call.token}`,
        'idempotency-key': call.key,
        'content-type': 'application/json',
      },
      body: JSON.stringify(call.body ?? {}),
    });
    const body: unknown = await response.json();
    return { status: response.status, body };
  } catch {
    return null;
  }
}

function prepayIdIn(answer: unknown): string | null {
  return /prepay_id=(\w+)/.exec(JSON.stringify(answer))?.[1] ?? null;
}

/** Goes through the screens once: order, payment (asked up to four times), and what the plan says. Harmless when repeated. */
async function visit(url: string, buyer: Buyer, goods: ShopGoods): Promise<void> {
  const { token, addressId } = buyer.member;
  const line = { kind: 'package', id: goods.packageId, quantity: 1, unitPriceFen: priceFen };
  const body = { lines: [line], addressId, payableFen: priceFen };
  const placed = await post(url, purchaseMemberContract.placePurchase.path, {
    token,
    key: `${buyer.key}-place`,
    body,
  });
  const id = /"id":(\d+)/.exec(JSON.stringify(placed?.body ?? null))?.[1];
  if (placed?.status !== 200 || id === undefined) return;
  const payPath = purchaseMemberContract.payOrder.path.replace(':id', id);
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const way = attempt === 3 ? 'jsapi' : buyer.plan.way;
    const answer = await post(url, payPath, { token, key: 'not-needed', body: { way } });
    const prepayId = answer?.status === 200 ? prepayIdIn(answer.body) : null;
    if (prepayId === null) continue;
    buyer.prepayIds.push(prepayId);
    break;
  }
  if (buyer.plan.act === 'payTwice') await payAnotherWay(url, buyer, payPath);
  await act(url, buyer, purchaseMemberContract.cancelOrder.path.replace(':id', id));
}

/** Opens a second cashier and pays at both: only one of them may stay paid. */
async function payAnotherWay(url: string, buyer: Buyer, payPath: string): Promise<void> {
  const way = buyer.plan.way === 'h5' ? 'jsapi' : 'h5';
  const answer = await post(url, payPath, { token: buyer.member.token, key: 'not-needed', body: { way } });
  const prepayId = answer?.status === 200 ? prepayIdIn(answer.body) : null;
  if (prepayId !== null) buyer.prepayIds.push(prepayId);
}

async function act(url: string, buyer: Buyer, cancelPath: string): Promise<void> {
  const kind = buyer.plan.act;
  if (kind === 'cancel' || kind === 'cancelAndPay') {
    await post(url, cancelPath, { token: buyer.member.token, key: `${buyer.key}-cancel` });
  }
  if (kind === 'cancel' || kind === 'giveUp') return;
  for (const prepayId of buyer.prepayIds) {
    try {
      pay.doubles['wechat-pay'].pay(prepayId);
    } catch {
      // Closed or paid already, as the cashier would say.
    }
  }
}

function startServerToKill(app: TestApp): Child {
  const { databaseUrl } = app.server.config;
  return startChild(join(__dirname, 'pay-server.ts'), {
    ...pay.environment,
    NODE_ENV: 'test',
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: app.dataDir,
    ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
    LOG_LEVEL: 'silent',
    WORKERS: '1',
  });
}

/** Every order is paid by exactly one payment, or everything that came for it has gone back. */
async function assertOrdersSettled(app: TestApp, orders: readonly Order[]): Promise<void> {
  const { manager } = app.dataSource;
  const ids = orders.map((order) => order.id);
  const purchases = await manager.findBy(OrderPurchaseRow, { orderId: In(ids) });
  const payments = await manager.findBy(PaymentRow, { payableId: In(ids) });
  const refunds = await manager.findBy(RefundRow, { payableId: In(ids) });
  expect(payments.filter((row) => row.status === 'created' || row.status === 'prepaid')).toEqual([]);
  expect(refunds.filter((row) => row.status !== 'refunded')).toEqual([]);
  for (const order of orders) {
    const purchase = purchases.find((row) => row.orderId === order.id);
    const paid = payments.filter((row) => row.payableId === order.id && row.status === 'paid');
    const kept = paid.filter((row) => {
      const back = refunds.filter((refund) => refund.paymentId === row.id);
      const backFen = back.reduce((sum, refund) => sum + refund.amountFen, 0);
      expect([0, row.amountFen]).toContain(backFen);
      return backFen === 0;
    });
    expect(kept.map((row) => row.id)).toEqual(order.status === 'toShip' ? [purchase?.paymentId] : []);
    expect(purchase?.paidFen).toBe(order.status === 'toShip' ? priceFen : 0);
    expect(['toShip', 'cancelled']).toContain(order.status);
  }
}

/** WeChat and the merchant tell the same story of every fen. */
async function assertSameAsWechat(app: TestApp): Promise<void> {
  const { trades, refunds } = pay.doubles['wechat-pay'].book;
  const payments = await app.dataSource.getRepository(PaymentRow).find();
  const known = new Map(payments.map((row) => [row.tradeNo, row]));
  for (const trade of Object.values(trades)) {
    const isPaid = trade.paidAt !== null;
    expect(trade.state === 'NOTPAY').toBe(false);
    expect(known.get(trade.tradeNo)?.status).toBe(isPaid ? 'paid' : 'closed');
    if (isPaid) expect(known.get(trade.tradeNo)?.transactionId).toBe(trade.transactionId);
  }
  const rows = await app.dataSource.getRepository(RefundRow).find();
  expect(Object.keys(refunds).sort()).toEqual(rows.map((row) => row.refundNo).sort());
}

describeOnBothDatabases(
  'buyers, a failing WeChat Pay and a server that is killed',
  { modules, environment: pay.environment },
  (context) => {
    it('end with every order paid exactly once or refunded, and every piece and fen accounted for', async () => {
      const { app } = context;
      pay.serve(app);
      await knowPayers(app);
      const { trades, refunds } = pay.doubles['wechat-pay'].book;
      for (const no of Object.keys(trades)) delete trades[no];
      for (const no of Object.keys(refunds)) delete refunds[no];
      const { notices } = pay.doubles['wechat-pay'];
      const goods = await someShopGoods(app, { quantities: [2], retailPriceFen: priceFen, inStock });
      const buyers: Buyer[] = [];
      for (const [index, plan] of plans().entries()) {
        buyers.push({ plan, member: await aMemberWithAddress(app), key: `storm-${index}`, prepayIds: [] });
      }
      pay.doubles.faults.set('wechat-pay', faults, 7);
      const chance = seeded(11);
      const weather = { lose: 0.3, repeat: 0.3, shuffle: true, chance };

      const child = startServerToKill(app);
      const childUrl = (await child.line('listening')).replace('listening ', '');
      notices.origin = childUrl;
      const early = buyers.slice(0, buyerCount / 2);
      const beforeTheKill = early.slice(0, 20).map((buyer) => visit(childUrl, buyer, goods));
      await Promise.all(beforeTheKill.slice(0, 10));
      await notices.deliver(weather);
      // These are somewhere in the middle when the server dies.
      const caught = early.slice(20).map((buyer) => visit(childUrl, buyer, goods));
      await Promise.race(caught);
      await child.kill('SIGKILL');
      await Promise.all([...beforeTheKill, ...caught]);

      notices.origin = app.url;
      await Promise.all(buyers.map((buyer) => visit(app.url, buyer, goods)));
      await notices.deliver(weather);
      const orders = app.dataSource.getRepository(Order);
      for (let minute = 0; minute < mostMinutes; minute += 1) {
        app.clock.advance({ minutes: 1 });
        await runMinute(app);
        await notices.deliver(weather);
      }
      pay.doubles.faults.clear();
      const struck = pay.doubles.received('wechat-pay').filter((request) => request.faults.length > 0);
      expect(struck.length).toBeGreaterThan(20);

      const all = await orders.find();
      const sold = all.filter((order) => order.status === 'toShip');
      await assertOrdersSettled(app, all);
      await assertSameAsWechat(app);
      expect(sold.length).toBeGreaterThan(20);
      expect(sold.length).toBeLessThanOrEqual(inStock);
      expect(all.length - sold.length).toBeGreaterThan(5);
      expect(new Set(all.map((order) => order.memberId)).size).toBe(all.length);
      const stock = await app.dataSource
        .getRepository(Stock)
        .findOneByOrFail({ skuId: goods.skuIds[0] ?? 0 });
      expect(stock).toMatchObject({ onHand: inStock * 2, reserved: sold.length * 2 });
      const books = await (await app.get(PaymentReconciliationService)).reconcile();
      expect(books).toMatchObject({ isEqual: true, bookedFen: sold.length * priceFen });
      expect(books.refundedFen).toBeGreaterThan(0);
      expect(await (await app.get(LedgerVerificationService)).verifyLedger()).toMatchObject({
        unbalancedTransactionIds: [],
        wrongBalanceAccountIds: [],
        outOfBoundsAccountIds: [],
      });
      expect(await (await app.get(OutboxWorker)).deadLetters()).toBe(0);
    }, 240_000);
  },
);

/** The same numbers in [0, 1) for the same seed. */
function seeded(seed: number): () => number {
  const numbers = fc.sample(fc.double({ min: 0, max: 0.999_999, noNaN: true }), { numRuns: 5000, seed });
  let next = 0;
  return () => {
    next = (next + 1) % numbers.length;
    return numbers[next] ?? 0;
  };
}
