import { addDays, startOfDay } from '@lakeside/shared/kernel/date';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { isSqlite } from '../../platform/database/dialect';
import { shanghaiDaySql } from '../../platform/database/raw-values';

export interface DayCount {
  readonly day: string;
  readonly count: number;
}

/**
 * The figures of the first page of the back office. A report over the tables of many modules, so it speaks SQL and names them
 * itself; each count is answered by an index.
 */
@Provide()
@Scope(ScopeEnum.Singleton)
export class DashboardQueries {
  @InjectDataSource() private readonly dataSource: DataSource;

  ordersToDispatch(): Promise<number> {
    return this.count("SELECT COUNT(*) AS n FROM `order` WHERE status = 'toShip' AND dispatchedAt IS NULL");
  }

  shipmentsToShip(): Promise<number> {
    return this.count("SELECT COUNT(*) AS n FROM shipment WHERE status = 'toShip'");
  }

  channelsToApprove(): Promise<number> {
    return this.count("SELECT COUNT(*) AS n FROM channel WHERE status = 'pending'");
  }

  returnsToReceive(): Promise<number> {
    return this.count(
      "SELECT COUNT(*) AS n FROM card_handover WHERE kind = 'cardReturn' AND status = 'inTransit' AND toChannelId IS NULL",
    );
  }

  activeChannels(): Promise<number> {
    return this.count("SELECT COUNT(*) AS n FROM channel WHERE status = 'active'");
  }

  members(): Promise<number> {
    return this.count('SELECT COUNT(*) AS n FROM member');
  }

  /** Cards by state; states without cards are absent. */
  async cardsByStatus(): Promise<Map<string, number>> {
    const rows: { status: string; n: number | string }[] = await this.dataSource.query(
      'SELECT status, COUNT(*) AS n FROM card GROUP BY status',
    );
    return new Map(rows.map((row) => [row.status, Number(row.n)]));
  }

  lockedCards(): Promise<number> {
    return this.count('SELECT COUNT(*) AS n FROM card WHERE lockDocumentId IS NOT NULL');
  }

  /** Cards activated on each of the days from `firstDay` on; days without any are absent. */
  activatedCards(firstDay: string): Promise<DayCount[]> {
    return this.perDay({
      measure: 'SUM(activatedCount)',
      source: "card_activation WHERE status = 'activated' AND",
      at: 'closedAt',
      firstDay,
    });
  }

  /** Redemptions made on each of the days from `firstDay` on; days without any are absent. */
  redemptions(firstDay: string): Promise<DayCount[]> {
    return this.perDay({
      measure: 'COUNT(*)',
      source: "`order` WHERE kind = 'redemption' AND",
      at: 'createdAt',
      firstDay,
    });
  }

  private async count(sql: string): Promise<number> {
    const [row]: { n: number | string }[] = await this.dataSource.query(sql);
    return Number(row?.n ?? 0);
  }

  /** Groups by the day in Shanghai, which is eight hours ahead of the stored UTC. */
  private async perDay(report: {
    measure: string;
    source: string;
    at: string;
    firstDay: string;
  }): Promise<DayCount[]> {
    const { measure, source, at, firstDay } = report;
    const shanghaiDay = shanghaiDaySql(this.dataSource, at);
    // On SQLite instants are text, so a day earlier as text is surely before the first hour; the filter below cuts it off.
    const from = isSqlite(this.dataSource) ? addDays(firstDay, -1) : startOfDay(firstDay);
    const rows: { day: string; n: number | string }[] = await this.dataSource.query(
      `SELECT ${shanghaiDay} AS day, ${measure} AS n FROM ${source} ${at} >= ? GROUP BY ${shanghaiDay}`,
      [from],
    );
    return rows.map((row) => ({ day: row.day, count: Number(row.n) })).filter((row) => row.day >= firstDay);
  }
}
