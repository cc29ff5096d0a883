import { toIso } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type { Page } from '@lakeside/shared/kernel/page';
import type { orderMemberContract } from '@lakeside/shared/order/order.contract';
import { orderError } from '@lakeside/shared/order/order.errors';
import type { OrderDetail, OrderView } from '@lakeside/shared/order/order.schemas';
import { OrderStatus, OrderWait, orderWaitStatuses } from '@lakeside/shared/order/order.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import { Clock } from '../../platform/clock';
import { rawNumber } from '../../platform/database/raw-values';
import type { MemberActor } from '../../platform/http/actor';
import { SettingsService } from '../settings/settings.service';
import { oldestReviewable } from './domain/review-period';
import { trackEvents } from './domain/track-events';
import { Order } from './entities/order.entity';
import { OrderParcelsService } from './order-parcels.service';
import { type OrderRecord, OrderService, toOrderView } from './order.service';

type MemberQuery = ParsedInput<typeof orderMemberContract.listOrders>['query'];
type CountQuery = ParsedInput<typeof orderMemberContract.countOrders>['query'];

/** A member's own orders. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class OrderListService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly settings: SettingsService;
  @Inject() private readonly orders: OrderService;
  @Inject() private readonly parcels: OrderParcelsService;

  /** Own orders, newest first, by type and by what they wait for (MB-060, MB-062 … MB-065). */
  async listOfMember(actor: MemberActor, query: MemberQuery): Promise<Page<OrderView>> {
    const select = this.ofMember(actor, query.kind);
    if (query.status) select.andWhere('o.status = :status', { status: query.status });
    if (query.wait)
      select.andWhere('o.status IN (:...statuses)', { statuses: orderWaitStatuses[query.wait] });
    if (query.wait === OrderWait.toReview) await this.onlyToReview(select);
    return this.page(select, query);
  }

  /** How many own orders wait for what (MB-064). */
  async countOfMember(actor: MemberActor, query: CountQuery): Promise<Record<OrderWait, number>> {
    const rows = await this.ofMember(actor, query.kind)
      .select('o.status', 'status')
      .addSelect('COUNT(*)', 'orders')
      .groupBy('o.status')
      .getRawMany<{ status: OrderStatus; orders: number | string }>();
    const countOf = (wait: OrderWait) =>
      rows
        .filter(({ status }) => orderWaitStatuses[wait].includes(status))
        .reduce((sum, { orders }) => sum + rawNumber(orders), 0);
    const toReview = this.ofMember(actor, query.kind);
    await this.onlyToReview(toReview);
    return {
      toPay: countOf(OrderWait.toPay),
      toShip: countOf(OrderWait.toShip),
      toReceive: countOf(OrderWait.toReceive),
      toReview: await toReview.getCount(),
    };
  }

  private ofMember(actor: MemberActor, kind: MemberQuery['kind']): SelectQueryBuilder<Order> {
    const select = this.select().where('o.memberId = :memberId', { memberId: actor.memberId });
    return kind ? select.andWhere('o.kind = :kind', { kind }) : select;
  }

  /** Completed, in time, and not reviewed yet. */
  private async onlyToReview(select: SelectQueryBuilder<Order>): Promise<void> {
    const { reviewDays } = await this.settings.get();
    const oldest = oldestReviewable({ reviewDays, now: this.clock.now() });
    select
      .andWhere('o.status = :completed AND o.reviewedAt IS NULL', { completed: OrderStatus.completed })
      .andWhere('o.completedAt >= :oldest', { oldest });
  }

  /** One own order; a foreign one is not found (MB-066). */
  async getOfMember(actor: MemberActor, id: number): Promise<OrderDetail> {
    return this.orders.detailOf(null, await this.requireOwn(actor, id));
  }

  /** Where the parcels of an own order are, newest first (MB-067). */
  async trackOfMember(actor: MemberActor, id: number): Promise<{ at: string; text: string }[]> {
    const order = await this.requireOwn(actor, id);
    const parcels = await this.parcels.parcelsOf(null, order.id);
    const scans = await this.parcels.scansOf(parcels);
    return trackEvents({ ...order, parcels, scans }).map(({ at, text }) => ({ at: toIso(at), text }));
  }

  private async requireOwn(actor: MemberActor, id: number): Promise<OrderRecord> {
    const order = await this.orders.requireOrder(null, id);
    if (order.memberId !== actor.memberId) throw orderError('ORDER_NOT_FOUND');
    return order;
  }

  private select(): SelectQueryBuilder<Order> {
    return this.dataSource.getRepository(Order).createQueryBuilder('o').select('o.id', 'id');
  }

  private async page(
    select: SelectQueryBuilder<Order>,
    query: { page: number; pageSize: number },
  ): Promise<Page<OrderView>> {
    const total = await select.clone().getCount();
    const rows = await select
      .orderBy('o.id', 'DESC')
      .offset((query.page - 1) * query.pageSize)
      .limit(query.pageSize)
      .getRawMany<{ id: number }>();
    const ids = rows.map((row) => Number(row.id));
    const records = await this.orders.ordersByIds(null, ids);
    return { items: records.reverse().map(toOrderView), total };
  }
}
