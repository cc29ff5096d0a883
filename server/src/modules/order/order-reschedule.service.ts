import { formatDay } from '@lakeside/shared/kernel/date';
import { orderError } from '@lakeside/shared/order/order.errors';
import type { OrderDetail } from '@lakeside/shared/order/order.schemas';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { TransactionService } from '../../platform/database/transaction';
import type { MemberActor } from '../../platform/http/actor';
import { Outbox } from '../../platform/outbox/outbox';
import { AuditService } from '../audit/audit.service';
import { DocumentService } from '../document/document.service';
import { SettingsService } from '../settings/settings.service';
import { DeliveryDayService } from '../stock/delivery-day.service';
import { assertReschedulable } from './domain/reschedule';
import { Order } from './entities/order.entity';
import { dayPlacesOf } from './order-record';
import { orderRescheduledTopic } from './order.events';
import { orderDocumentKind, OrderService } from './order.service';

/** Moves an order to another delivery day. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class OrderRescheduleService {
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly settings: SettingsService;
  @Inject() private readonly orders: OrderService;
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly deliveryDays: DeliveryDayService;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly audit: AuditService;

  /**
   * Moves an own order that is not dispatched to another free day, until the cut-off hour of the day before delivery.
   * The old place becomes free for others in the same moment. Naming the present day changes nothing.
   */
  async reschedule(actor: MemberActor, input: { id: number; deliveryDay: string }): Promise<OrderDetail> {
    const rules = await this.settings.get();
    const now = this.clock.now();
    return this.transactions.run(actor, async (tx) => {
      const order = await this.orders.lockOrder(tx, input.id);
      if (order.memberId !== actor.memberId) throw orderError('ORDER_NOT_FOUND');
      const places = dayPlacesOf(order);
      assertReschedulable(
        { ...order, hasDay: places.length > 0 },
        { cutoffHour: rules.deliveryCutoffHour, now },
      );
      if (order.deliveryDay === input.deliveryDay) return this.orders.detailOf(tx, order);
      for (const taken of places) {
        const move = { ...taken, from: order.deliveryDay, day: input.deliveryDay, rules, now };
        await this.deliveryDays.moveDay(tx, move);
      }
      await tx.update(Order, { id: order.id }, { deliveryDay: input.deliveryDay });
      const note = `${formatDay(order.deliveryDay)} 改为 ${formatDay(input.deliveryDay)}`;
      await this.documents.addStep(tx, actor, {
        kind: orderDocumentKind(order),
        id: order.id,
        action: '改期',
        note,
      });
      await this.audit.record(tx, actor, {
        action: 'order.reschedule',
        targetKind: 'order',
        targetId: order.id,
        targetLabel: order.number,
        before: { deliveryDay: order.deliveryDay },
        after: { deliveryDay: input.deliveryDay },
      });
      await this.outbox.add(tx, { topic: orderRescheduledTopic, payload: { orderId: order.id } });
      return this.orders.detailOf(tx, { ...order, deliveryDay: input.deliveryDay });
    });
  }
}
