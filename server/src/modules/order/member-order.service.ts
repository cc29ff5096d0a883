import { toIso } from '@lakeside/shared/kernel/date';
import type { EndpointResponse, ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type { memberOrderAdminContract } from '@lakeside/shared/order/member-order.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { TransactionService } from '../../platform/database/transaction';
import { rowsById } from '../../platform/database/rows-by-id';
import { systemActor } from '../../platform/http/actor';
import { MemberRecordService } from '../member/member-record.service';
import { MemberUpgradeService } from '../member/member-upgrade.service';
import { Order } from './entities/order.entity';
import { MemberOrderQueries } from './member-order.queries';
import { OrderService, toOrderView } from './order.service';

type Spending = EndpointResponse<typeof memberOrderAdminContract.getMemberSpending>;
type Orders = EndpointResponse<typeof memberOrderAdminContract.listOrdersOfMember>;

const upgrader = systemActor('自动升级');
const batchSize = 500;

/** What the orders of a member come to: spending and trend for the back office, and the level they lead to. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class MemberOrderService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly queries: MemberOrderQueries;
  @Inject() private readonly orders: OrderService;
  @Inject() private readonly records: MemberRecordService;
  @Inject() private readonly upgrades: MemberUpgradeService;

  /** Throws MEMBER_NOT_FOUND. */
  async spendingOf(memberId: number): Promise<Spending> {
    await this.records.requireMember(memberId);
    const { paidFen, purchaseCount, lastPurchaseAt } = await this.queries.spendingOf(memberId);
    const months = await this.records.byMonth((since) => this.queries.purchasesByMonth(memberId, since));
    return {
      paidFen,
      points: 0,
      purchaseCount,
      lastPurchaseAt: lastPurchaseAt && toIso(lastPurchaseAt),
      months,
    };
  }

  /** Newest first. Throws MEMBER_NOT_FOUND. */
  async listOrdersOfMember(
    memberId: number,
    query: ParsedInput<typeof memberOrderAdminContract.listOrdersOfMember>['query'],
  ): Promise<Orders> {
    await this.records.requireMember(memberId);
    const { kind, page, pageSize } = query;
    const [rows, total] = await this.dataSource.getRepository(Order).findAndCount({
      select: { id: true },
      where: { memberId, ...(kind ? { kind } : {}) },
      order: { id: 'DESC' },
      skip: (page - 1) * pageSize,
      take: pageSize,
    });
    const records = await this.orders.ordersByIds(
      null,
      rows.map(({ id }) => id),
    );
    return { items: records.toSorted((one, other) => other.id - one.id).map(toOrderView), total };
  }

  /** Raises the buyer of an order that has been completed, if the payments have reached a level (AD-120). */
  async upgradeBuyer(orderId: number): Promise<void> {
    const { memberId } = await this.orders.requireOrder(null, orderId);
    if (memberId === null) return;
    const paidFen = await this.queries.completedSpendingOf(memberId);
    await this.transactions.run(upgrader, (tx) => this.upgrades.raise(tx, upgrader, [{ memberId, paidFen }]));
  }

  /** Raises everybody whose payments have reached a level that is reached by another amount now (AD-120). */
  async upgradeAll(): Promise<void> {
    const atLeastFen = await this.upgrades.lowestAmount(null);
    if (atLeastFen === null) return;
    const batches = rowsById(batchSize, (after) =>
      this.queries.membersWhoPaid({ atLeastFen, after, size: batchSize }),
    );
    for await (const batch of batches) {
      const paid = batch.map(({ id, paidFen }) => ({ memberId: id, paidFen }));
      await this.transactions.run(upgrader, (tx) => this.upgrades.raise(tx, upgrader, paid));
    }
  }
}
