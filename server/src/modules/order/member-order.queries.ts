import { OrderStatus } from '@lakeside/shared/order/order.status';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import { rawInstant, rawNumber, shanghaiMonthSql } from '../../platform/database/raw-values';
import { OrderPurchaseRow } from './entities/order-purchase.entity';
import { Order } from './entities/order.entity';

/** Paid orders of members of which not everything went back. */
const isSpent = 'purchase.paidFen > purchase.refundedFen';
const spentSum = 'SUM(purchase.paidFen - purchase.refundedFen)';

export interface MemberSpending {
  readonly paidFen: number;
  readonly purchaseCount: number;
  readonly lastPurchaseAt: Date | null;
}

/** What members have spent; read set by set through `ix_order_member`. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class MemberOrderQueries {
  @InjectDataSource() private readonly dataSource: DataSource;

  /** Net of refunds (AD-134, AD-136, AD-137). */
  async spendingOf(memberId: number): Promise<MemberSpending> {
    const row = await this.ofMember(memberId)
      .select(spentSum, 'paidFen')
      .addSelect('COUNT(*)', 'purchases')
      .addSelect('MAX(purchase.paidAt)', 'lastAt')
      .getRawOne<{ paidFen: unknown; purchases: unknown; lastAt: unknown }>();
    return {
      paidFen: rawNumber(row?.paidFen),
      purchaseCount: rawNumber(row?.purchases),
      lastPurchaseAt: row?.lastAt ? rawInstant(row.lastAt) : null,
    };
  }

  /** Paid orders since then, by the Shanghai month they were paid in (AD-133). */
  async purchasesByMonth(memberId: number, since: Date): Promise<Map<string, number>> {
    const month = shanghaiMonthSql(this.dataSource, 'purchase.paidAt');
    const rows = await this.ofMember(memberId)
      .select(month, 'month')
      .addSelect('COUNT(*)', 'purchases')
      .andWhere('purchase.paidAt >= :since', { since })
      .groupBy(month)
      .getRawMany<{ month: string; purchases: unknown }>();
    return new Map(rows.map((row) => [row.month, rawNumber(row.purchases)]));
  }

  /** What a member paid for completed orders, net of refunds, in fen (AD-120). */
  async completedSpendingOf(memberId: number): Promise<number> {
    const row = await this.ofMember(memberId)
      .andWhere('o.status = :completed', { completed: OrderStatus.completed })
      .select(spentSum, 'paidFen')
      .getRawOne<{ paidFen: unknown }>();
    return rawNumber(row?.paidFen);
  }

  /** The next `size` members above `after` who paid at least `atLeastFen` for completed orders, by id. */
  async membersWhoPaid(range: {
    atLeastFen: number;
    after: number;
    size: number;
  }): Promise<{ id: number; paidFen: number }[]> {
    const rows = await this.spent()
      .select('o.memberId', 'id')
      .addSelect(spentSum, 'paidFen')
      .where('o.memberId > :after AND o.status = :completed', {
        after: range.after,
        completed: OrderStatus.completed,
      })
      .groupBy('o.memberId')
      .having(`${spentSum} >= :atLeastFen`, { atLeastFen: range.atLeastFen })
      .orderBy('o.memberId', 'ASC')
      .limit(range.size)
      .getRawMany<{ id: unknown; paidFen: unknown }>();
    return rows.map((row) => ({ id: rawNumber(row.id), paidFen: rawNumber(row.paidFen) }));
  }

  private ofMember(memberId: number): SelectQueryBuilder<Order> {
    return this.spent().where('o.memberId = :memberId', { memberId }).andWhere(isSpent);
  }

  private spent(): SelectQueryBuilder<Order> {
    return this.dataSource
      .getRepository(Order)
      .createQueryBuilder('o')
      .innerJoin(OrderPurchaseRow, 'purchase', 'purchase.orderId = o.id');
  }
}
