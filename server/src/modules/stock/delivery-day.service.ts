import { toDay } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type {
  DeliveryCalendar,
  DeliveryDay,
  stockAdminContract,
} from '@lakeside/shared/stock/stock.contract';
import { stockError } from '@lakeside/shared/stock/stock.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type EntityManager, In, MoreThan } from 'typeorm';
import { Clock } from '../../platform/clock';
import { affectedRows, forUpdate, lockById, upsertIgnore } from '../../platform/database/dialect';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import type { AdminActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { CatalogService } from '../catalog/catalog.service';
import { SettingsService } from '../settings/settings.service';
import { dayState, daysOfMonth, type DeliveryRules, earliestDay } from './domain/delivery-day';
import { planQuotas } from './domain/plan-quotas';
import { DeliveryDayRow } from './entities/delivery-day.entity';
import { PackageSupply } from './entities/package-supply.entity';

type SetDaysInput = ParsedInput<typeof stockAdminContract.setDeliveryDays>['body'];

/** A promise of one delivery day: the settings and the time decide whether it may still be made. */
export interface DayPromise {
  packageId: number;
  day: string;
  rules: DeliveryRules;
  now: Date;
  /** How many packages; one when absent. */
  places?: number;
}

/** The quota calendar of each package: which days can be promised, and the promises themselves. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class DeliveryDayService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly settings: SettingsService;
  @Inject() private readonly catalog: CatalogService;
  @Inject() private readonly audit: AuditService;

  /** Every day of a month `YYYY-MM` and whether a package can be delivered then. */
  async listDays(packageId: number, month: string): Promise<DeliveryDay[]> {
    const rules = await this.settings.get();
    const now = this.clock.now();
    const rowByDay = await monthRows(this.dataSource.manager, packageId, month);
    return daysOfMonth(month).map((day) => {
      const row = rowByDay.get(day) ?? null;
      const state = dayState(row, { day, rules, now });
      return { day, state, remaining: row && state === 'open' ? row.quota - row.taken : 0 };
    });
  }

  /** Which of these packages are sold by delivery day: those that have a supply for the season. The others are sold from stock. */
  async soldByDay(tx: Tx | null, packageIds: readonly number[]): Promise<Set<number>> {
    if (packageIds.length === 0) return new Set();
    const where = { packageId: In([...packageIds]), supply: MoreThan(0) };
    const rows = await (tx ?? this.dataSource.manager).findBy(PackageSupply, where);
    return new Set(rows.map((row) => row.packageId));
  }

  /** The first day that may still be promised. */
  earliestDay(rules: DeliveryRules, now: Date): string {
    return earliestDay(rules, now);
  }

  /** Whether a package can be promised for a day, fit to show when it cannot. */
  async findProblem(promise: DayPromise): Promise<'DELIVERY_DAY_FULL' | 'DELIVERY_DAY_CLOSED' | null> {
    const { packageId, day, places = 1 } = promise;
    const row = await this.dataSource.getRepository(DeliveryDayRow).findOneBy({ packageId, day });
    const state = dayState(row, promise);
    if (state === 'past' || state === 'closed') return 'DELIVERY_DAY_CLOSED';
    return state === 'full' || !row || row.taken + places > row.quota ? 'DELIVERY_DAY_FULL' : null;
  }

  /**
   * Promises packages for a day, all of them or none. Throws DELIVERY_DAY_CLOSED or DELIVERY_DAY_FULL. The guarded UPDATE decides between
   * everyone who asks for the last place at once; take the day as the last lock of a use case, since all buyers of the day queue for it.
   */
  async takeDay(tx: Tx, promise: DayPromise): Promise<void> {
    const { packageId, day, places = 1 } = promise;
    const unlimited = { quota: Number.MAX_SAFE_INTEGER, taken: 0, isClosed: false };
    if (dayState(unlimited, promise) !== 'open') throw stockError('DELIVERY_DAY_CLOSED', { day });
    const taken = await tx
      .createQueryBuilder()
      .update(DeliveryDayRow)
      .set({ taken: () => `taken + ${assertPlaces(places)}` })
      .where({ packageId, day, isClosed: false })
      .andWhere('taken + :places <= quota', { places })
      .execute();
    if (affectedRows(taken) === 1) return;
    const row = await tx.findOneBy(DeliveryDayRow, { packageId, day });
    const isFull = row !== null && !row.isClosed && row.quota > 0;
    throw stockError(isFull ? 'DELIVERY_DAY_FULL' : 'DELIVERY_DAY_CLOSED', { day });
  }

  /** Gives promised places back. Throws RangeError when they were not promised, which is a bug. */
  async releaseDay(tx: Tx, promised: { packageId: number; day: string; places?: number }): Promise<void> {
    const { places = 1 } = promised;
    const released = await tx
      .createQueryBuilder()
      .update(DeliveryDayRow)
      .set({ taken: () => `taken - ${assertPlaces(places)}` })
      .where({ packageId: promised.packageId, day: promised.day })
      .andWhere('taken >= :places', { places })
      .execute();
    if (affectedRows(released) !== 1) throw new RangeError(`no place was taken on ${promised.day}`);
  }

  /** Moves a promise to another day. Both days are locked in one order, so that two moves in opposite directions cannot wait for each other. */
  async moveDay(tx: Tx, move: DayPromise & { from: string }): Promise<void> {
    const ids = await tx.find(DeliveryDayRow, {
      select: { id: true },
      where: [move.from, move.day].map((day) => ({ packageId: move.packageId, day })),
    });
    await lockById(
      tx,
      DeliveryDayRow,
      ids.map((row) => row.id),
    );
    await this.takeDay(tx, move);
    await this.releaseDay(tx, { ...move, day: move.from });
  }

  /** The calendar of one package as the back office sees it; the totals are of the whole season, the days of one month. */
  async getCalendar(packageId: number, month: string): Promise<DeliveryCalendar> {
    await this.catalog.requirePackage(null, packageId);
    return calendarOf(this.dataSource.manager, packageId, month);
  }

  /** Sets supply and quotas of a package. Throws QUOTA_BELOW_TAKEN or QUOTA_ABOVE_SUPPLY and then changes nothing. */
  async setDays(actor: AdminActor, input: SetDaysInput): Promise<DeliveryCalendar> {
    const { packageId, days } = input;
    const month = (days[0]?.day ?? toDay(this.clock.now())).slice(0, 7);
    const pack = await this.catalog.requirePackage(null, packageId);
    return this.transactions.run(actor, async (tx) => {
      const supply = await lockSupply(tx, packageId);
      const query = tx.createQueryBuilder(DeliveryDayRow, 'row').where({ packageId }).orderBy('row.id');
      const existing = await forUpdate(tx, query).getMany();

      const plan = planQuotas({ existing, changes: days, supply: input.supply ?? supply.supply });

      await tx.update(PackageSupply, { id: supply.id }, { supply: plan.supply });
      const rowByDay = new Map(existing.map((row) => [row.day, row]));
      for (const { day, quota, isClosed } of plan.changed) {
        const row = rowByDay.get(day);
        if (row) await tx.update(DeliveryDayRow, { id: row.id }, { quota, isClosed });
        else await tx.insert(DeliveryDayRow, { packageId, day, quota, isClosed, taken: 0 });
      }
      await this.audit.record(tx, actor, {
        action: 'stock.setDeliveryDays',
        targetKind: 'package',
        targetId: packageId,
        targetLabel: pack.name,
        before: { supply: supply.supply },
        after: { supply: plan.supply, days },
      });
      return calendarOf(tx, packageId, month);
    });
  }
}

/** The count stands in the text of a statement, so nothing but a count may get there. */
function assertPlaces(places: number): number {
  if (!Number.isSafeInteger(places) || places < 1) throw new RangeError(`not a number of places: ${places}`);
  return places;
}

/** Locks the one row that everyone who changes this calendar must hold, making it first where there is none. */
async function lockSupply(tx: Tx, packageId: number): Promise<PackageSupply> {
  await upsertIgnore(tx, PackageSupply, [{ packageId, supply: 0 }]);
  const query = tx.createQueryBuilder(PackageSupply, 'supply').where({ packageId });
  return forUpdate(tx, query).getOneOrFail();
}

async function monthRows(
  source: EntityManager,
  packageId: number,
  month: string,
): Promise<Map<string, DeliveryDayRow>> {
  const rows = await source
    .createQueryBuilder(DeliveryDayRow, 'row')
    .where('row.packageId = :packageId AND row.day BETWEEN :first AND :last', {
      packageId,
      first: `${month}-01`,
      last: `${month}-31`,
    })
    .getMany();
  return new Map(rows.map((row) => [row.day, row]));
}

async function calendarOf(
  source: EntityManager,
  packageId: number,
  month: string,
): Promise<DeliveryCalendar> {
  const supply = await source.findOneBy(PackageSupply, { packageId });
  const quotaTotal = (await source.sum(DeliveryDayRow, 'quota', { packageId })) ?? 0;
  const takenTotal = (await source.sum(DeliveryDayRow, 'taken', { packageId })) ?? 0;
  const rowByDay = await monthRows(source, packageId, month);
  const days = daysOfMonth(month).map((day) => {
    const row = rowByDay.get(day);
    return { day, quota: row?.quota ?? 0, taken: row?.taken ?? 0, isClosed: row?.isClosed ?? false };
  });
  return {
    packageId,
    supply: supply?.supply ?? 0,
    quotaTotal: Number(quotaTotal),
    takenTotal: Number(takenTotal),
    days,
  };
}
