import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { addDays, startOfDay, toIso } from '@lakeside/shared/kernel/date';
import type { Page } from '@lakeside/shared/kernel/page';
import {
  type eCardAdminContract,
  type ECardOrder,
  type ECardOrderDetail,
  eCardOrderSchema,
} from '@lakeside/shared/order/e-card.contract';
import { OrderKind } from '@lakeside/shared/order/order.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import * as v from 'valibot';
import { contains, prefixPattern } from '../../platform/database/dialect';
import type { Tx } from '../../platform/database/transaction';
import { numberPattern } from '../../platform/document-number/number-pattern';
import { ECardIssueService } from '../card/e-card-issue.service';
import { type MemberRecord, MemberService } from '../member/member.service';
import { requireECardOrder, waitsForNumbers } from './domain/e-card-order';
import { Order } from './entities/order.entity';
import { type OrderRecord, OrderService } from './order.service';

type Query = ParsedInput<typeof eCardAdminContract.listECardOrders>['query'];

/** E-card orders as the back office sees them (AD-253 … AD-258). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ECardOrderListService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly orders: OrderService;
  @Inject() private readonly members: MemberService;
  @Inject() private readonly cards: ECardIssueService;

  /** Newest first; those that wait for their numbers oldest first, as a queue is worked through. */
  async list(query: Query): Promise<Page<ECardOrder>> {
    const select = this.select(query);
    const total = await select.clone().getCount();
    const rows = await select
      .orderBy('o.id', query.status && waitsForNumbers(query.status) ? 'ASC' : 'DESC')
      .offset((query.page - 1) * query.pageSize)
      .limit(query.pageSize)
      .getRawMany<{ id: number }>();
    const ids = rows.map((row) => Number(row.id));
    const records = new Map((await this.orders.ordersByIds(null, ids)).map((order) => [order.id, order]));
    const found = ids.flatMap((id) => records.get(id) ?? []);
    const issued = await this.cards.countsOf(ids);
    const buyers = await this.members.membersByIds(found.flatMap((order) => order.memberId ?? []));
    return {
      items: found.map((order) => toRow(order, { buyers, issued: issued.get(order.id) ?? 0 })),
      total,
    };
  }

  /** One order with its numbers. Throws ORDER_NOT_FOUND, also for an order of anything else. */
  async detailOf(tx: Tx | null, id: number): Promise<ECardOrderDetail> {
    const order = await this.orders.requireOrder(tx, id);
    const { line, memberId } = requireECardOrder(order);
    const cards = await this.cards.cardsOf(tx, { id, memberId });
    const people = await this.members.membersByIds([memberId, ...cards.map((card) => card.memberId)], tx);
    return {
      order: await this.orders.detailOf(tx, order),
      buyer: refOf(people, memberId),
      unitPriceFen: line.unitPriceFen,
      toIssueCount: waitsForNumbers(order.status) ? line.heldCards : 0,
      cards: cards.map((card) => {
        const { id: ownerId, nickname } = refOf(people, card.memberId);
        return {
          cardNo: card.cardNo,
          status: card.status,
          owner: { id: ownerId, nickname },
          issuedAt: toIso(card.issuedAt),
          isRefundable: card.isStillOfBuyer,
        };
      }),
    };
  }

  private select(query: Query): SelectQueryBuilder<Order> {
    const select = this.dataSource
      .getRepository(Order)
      .createQueryBuilder('o')
      .select('o.id', 'id')
      .where('o.kind = :kind', { kind: OrderKind.eCard });
    if (query.number)
      select.andWhere(contains('o.number', 'number'), { number: numberPattern(query.number) });
    // The receiver of an e-card order is its buyer.
    if (query.phone)
      select.andWhere(contains('o.receiverPhone', 'phone'), { phone: prefixPattern(query.phone.trim()) });
    if (query.status) select.andWhere('o.status = :status', { status: query.status });
    if (query.from) select.andWhere('o.createdAt >= :from', { from: startOfDay(query.from) });
    if (query.to) select.andWhere('o.createdAt < :to', { to: startOfDay(addDays(query.to, 1)) });
    return select;
  }
}

function refOf(people: ReadonlyMap<number, MemberRecord>, id: number) {
  const member = people.get(id);
  return { id, nickname: member?.nickname ?? '会员', phone: member?.phone ?? '' };
}

function toRow(
  order: OrderRecord,
  known: { buyers: ReadonlyMap<number, MemberRecord>; issued: number },
): ECardOrder {
  return {
    id: order.id,
    number: order.number,
    title: order.title,
    quantity: order.quantity,
    issuedCount: known.issued,
    amountFen: order.purchase?.payableFen ?? 0,
    buyer: refOf(known.buyers, requireECardOrder(order).memberId),
    status: v.parse(eCardOrderSchema.entries.status, order.status),
    createdAt: toIso(order.createdAt),
  };
}
