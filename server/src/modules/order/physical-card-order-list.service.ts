import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type { Page } from '@lakeside/shared/kernel/page';
import type { OrderView } from '@lakeside/shared/order/order.schemas';
import { OrderKind, OrderStatus } from '@lakeside/shared/order/order.status';
import type { physicalCardAdminContract } from '@lakeside/shared/order/physical-card.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { contains, prefixPattern } from '../../platform/database/dialect';
import { numberPattern } from '../../platform/document-number/number-pattern';
import { Order } from './entities/order.entity';
import { OrderService, toOrderView } from './order.service';

type Query = ParsedInput<typeof physicalCardAdminContract.listPhysicalCardOrders>['query'];

/** Orders of printed cards as the back office sees them (AD-206). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class PhysicalCardOrderListService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly orders: OrderService;

  /** Newest first; those that wait for their numbers oldest first, as a queue is worked through. */
  async list(query: Query): Promise<Page<OrderView>> {
    const select = this.dataSource
      .getRepository(Order)
      .createQueryBuilder('o')
      .select('o.id', 'id')
      .where('o.kind = :kind', { kind: OrderKind.physicalCard });
    if (query.number)
      select.andWhere(contains('o.number', 'number'), { number: numberPattern(query.number) });
    if (query.phone)
      select.andWhere(contains('o.receiverPhone', 'phone'), { phone: prefixPattern(query.phone.trim()) });
    if (query.status) select.andWhere('o.status = :status', { status: query.status });
    const total = await select.clone().getCount();
    const rows = await select
      .orderBy('o.id', query.status === OrderStatus.toIssue ? 'ASC' : 'DESC')
      .offset((query.page - 1) * query.pageSize)
      .limit(query.pageSize)
      .getRawMany<{ id: number }>();
    const ids = rows.map((row) => Number(row.id));
    const records = new Map((await this.orders.ordersByIds(null, ids)).map((order) => [order.id, order]));
    return { items: ids.flatMap((id) => records.get(id) ?? []).map(toOrderView), total };
  }
}
