import { stockAdminContract } from '@lakeside/shared/stock/stock.contract';
import { AppError } from '@lakeside/shared/kernel/app-error';
import { expect, it } from 'vitest';
import { defaultSettings as rules } from '../../src/modules/settings/domain/default-settings';
import { DeliveryDayService } from '../../src/modules/stock/delivery-day.service';
import { DeliveryDayRow } from '../../src/modules/stock/entities/delivery-day.entity';
import { TransactionService, type Tx } from '../../src/platform/database/transaction';
import { systemActor } from '../../src/platform/http/actor';
import { someGoods } from '../builders/goods.builder';
import { openDays } from '../builders/stock.builder';
import { tokenOf } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';
import { stockModules as modules } from './stock-modules';

const token = tokenOf.admin;
const refusalOf = (error: unknown) => (error instanceof AppError ? error.code : String(error));

describeOnBothDatabases('the delivery calendar', { modules }, (context) => {
  const inTransaction = async <Result>(work: (tx: Tx) => Promise<Result>) =>
    (await context.app.get(TransactionService)).run(systemActor('test'), work);
  const rowOf = (packageId: number, day: string) =>
    context.app.dataSource.getRepository(DeliveryDayRow).findOneByOrFail({ packageId, day });
  const take = async (packageId: number, day: string) => {
    const deliveryDays = await context.app.get(DeliveryDayService);
    const now = context.app.clock.now();
    return inTransaction((tx) => deliveryDays.takeDay(tx, { packageId, day, rules, now }));
  };

  it('is set by the back office and shown with its totals [AD-167]', async () => {
    const { packageId } = await someGoods(context.app);
    const days = [
      { day: '2026-10-10', quota: 30 },
      { day: '2026-10-11', quota: 20, isClosed: true },
    ];

    const set = await context.app.call(stockAdminContract.setDeliveryDays, {
      token,
      input: { body: { packageId, supply: 50, days } },
    });
    const november = await context.app.call(stockAdminContract.getDeliveryCalendar, {
      token,
      input: { query: { packageId, month: '2026-11' } },
    });

    expect(set.body).toMatchObject({ supply: 50, quotaTotal: 50, takenTotal: 0 });
    expect(set.body.days).toHaveLength(31);
    expect(set.body.days[10]).toEqual({ day: '2026-10-11', quota: 20, taken: 0, isClosed: true });
    expect(november.body).toMatchObject({ supply: 50, quotaTotal: 50 });
    expect(november.body.days).toHaveLength(30);
  });

  it('refuses a quota above the supply or below what is promised, and then keeps every row', async () => {
    const { packageId } = await someGoods(context.app);
    await openDays(context.app, { packageId, days: ['2026-10-10'], quota: 5 });
    await take(packageId, '2026-10-10');
    await take(packageId, '2026-10-10');
    const set = (body: { supply?: number; days: { day: string; quota: number }[] }) =>
      context.app.call(stockAdminContract.setDeliveryDays, {
        token,
        input: { body: { packageId, ...body } },
      });

    const aboveSupply = await set({ supply: 10, days: [{ day: '2026-10-12', quota: 6 }] });
    const belowTaken = await set({ days: [{ day: '2026-10-10', quota: 1 }] });
    const supplyBelowQuotas = await set({ supply: 4, days: [] });
    const exact = await set({ supply: 10, days: [{ day: '2026-10-12', quota: 5 }] });

    expect(aboveSupply.error).toMatchObject({
      code: 'QUOTA_ABOVE_SUPPLY',
      details: { total: 11, supply: 10 },
    });
    expect(belowTaken.error).toMatchObject({ code: 'QUOTA_BELOW_TAKEN', details: { taken: 2 } });
    expect(supplyBelowQuotas.error.code).toBe('QUOTA_ABOVE_SUPPLY');
    expect(exact.body).toMatchObject({ supply: 10, quotaTotal: 10, takenTotal: 2 });
    expect(await rowOf(packageId, '2026-10-10')).toMatchObject({ quota: 5, taken: 2 });
  });

  it('gives each place once: 60 at once for 30 places take exactly 30', async () => {
    const { packageId } = await someGoods(context.app);
    await openDays(context.app, { packageId, days: ['2026-10-10'], quota: 30 });

    const outcomes = await Promise.all(
      Array.from({ length: 60 }, () => take(packageId, '2026-10-10').then(() => 'taken', refusalOf)),
    );

    expect(outcomes.filter((outcome) => outcome === 'taken')).toHaveLength(30);
    expect(outcomes.filter((outcome) => outcome === 'DELIVERY_DAY_FULL')).toHaveLength(30);
    expect((await rowOf(packageId, '2026-10-10')).taken).toBe(30);
  });

  it('never promises more than the quota while the back office changes it', async () => {
    const { packageId } = await someGoods(context.app);
    await openDays(context.app, { packageId, days: ['2026-10-10'], quota: 20 });
    const setQuota = (quota: number) =>
      context.app.call(stockAdminContract.setDeliveryDays, {
        token,
        input: { body: { packageId, days: [{ day: '2026-10-10', quota }] } },
      });

    await Promise.all([
      ...Array.from({ length: 30 }, () => take(packageId, '2026-10-10').catch(refusalOf)),
      ...[5, 12, 8, 25].map(setQuota),
    ]);

    const row = await rowOf(packageId, '2026-10-10');
    expect(row.taken).toBeLessThanOrEqual(row.quota);
  });

  it('refuses days that are shut, never opened, too soon or beyond the horizon', async () => {
    const { packageId } = await someGoods(context.app);
    await openDays(context.app, { packageId, days: ['2026-10-07', '2026-10-10', '2027-02-01'], quota: 5 });
    await context.app.call(stockAdminContract.setDeliveryDays, {
      token,
      input: { body: { packageId, days: [{ day: '2026-10-10', quota: 5, isClosed: true }] } },
    });

    const refusals = [];
    for (const day of ['2026-10-10', '2026-10-11', '2026-10-07', '2027-02-01']) {
      refusals.push(await take(packageId, day).catch(refusalOf));
    }

    expect(refusals).toEqual(Array(4).fill('DELIVERY_DAY_CLOSED'));
  });

  it('moves a promise in one step, also when two move in opposite directions at once', async () => {
    const { packageId } = await someGoods(context.app);
    const [one, two] = ['2026-10-10', '2026-10-11'];
    await openDays(context.app, { packageId, days: [one, two], quota: 40 });
    for (let count = 0; count < 10; count += 1) {
      await take(packageId, one);
      await take(packageId, two);
    }
    const deliveryDays = await context.app.get(DeliveryDayService);
    const now = context.app.clock.now();
    const move = (from: string, day: string) =>
      inTransaction((tx) => deliveryDays.moveDay(tx, { packageId, from, day, rules, now }));

    await Promise.all(
      Array.from({ length: 10 }, (_, index) => (index % 2 ? move(one, two) : move(two, one))),
    );
    await move(one, two);

    expect((await rowOf(packageId, one)).taken).toBe(9);
    expect((await rowOf(packageId, two)).taken).toBe(11);
  });
});
