import { orderError } from '@lakeside/shared/order/order.errors';
import type { OrderDetail } from '@lakeside/shared/order/order.schemas';
import { OrderStatus } from '@lakeside/shared/order/order.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, LessThanOrEqual, MoreThan } from 'typeorm';
import { Clock } from '../../platform/clock';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import { type Actor, type MemberActor, systemActor } from '../../platform/http/actor';
import { Logger } from '../../platform/observability/logger';
import { Outbox } from '../../platform/outbox/outbox';
import { AuditService } from '../audit/audit.service';
import { DocumentService } from '../document/document.service';
import { SettingsService } from '../settings/settings.service';
import { assertOrderCanBecome } from './domain/order-progress';
import { Order } from './entities/order.entity';
import { OrderParcelsService } from './order-parcels.service';
import { type OrderCompleted, orderCompletedTopic } from './order.events';
import { orderDocumentKind, type OrderRecord, OrderService } from './order.service';

const dayMs = 24 * 60 * 60 * 1000;
const batchSize = 200;

/** Completes orders: the member confirms receipt, or the days for it run out. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class OrderReceiptService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly settings: SettingsService;
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly orders: OrderService;
  @Inject() private readonly parcels: OrderParcelsService;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly logger: Logger;

  /** A member confirms that everything of an own order has come (MB-068). Throws while a parcel is still to be sent. */
  async confirmReceipt(actor: MemberActor, id: number): Promise<OrderDetail> {
    return this.transactions.run(actor, async (tx) => {
      const order = await this.orders.lockOrder(tx, id);
      if (order.memberId !== actor.memberId) throw orderError('ORDER_NOT_FOUND');
      return this.orders.detailOf(tx, await this.complete(tx, actor, { order, action: '确认收货' }));
    });
  }

  /** Confirms receipt of orders whose last parcel left `autoConfirmDays` ago; returns how many. */
  async confirmOverdue(): Promise<number> {
    const { autoConfirmDays } = await this.settings.get();
    const before = new Date(this.clock.now().getTime() - autoConfirmDays * dayMs);
    let confirmed = 0;
    for (let lastId = 0; ; ) {
      const due = await this.dataSource.getRepository(Order).find({
        select: { id: true },
        where: { status: OrderStatus.shipped, shippedAt: LessThanOrEqual(before), id: MoreThan(lastId) },
        order: { id: 'ASC' },
        take: batchSize,
      });
      for (const { id } of due) confirmed += (await this.confirmOne(id)) ? 1 : 0;
      const last = due.at(-1);
      if (!last) return confirmed;
      lastId = last.id;
    }
  }

  private async confirmOne(id: number): Promise<boolean> {
    const actor = systemActor('自动确认收货');
    try {
      return await this.transactions.run(actor, async (tx) => {
        const order = await this.orders.lockOrder(tx, id);
        // The member may have confirmed since the list was read.
        if (order.status !== OrderStatus.shipped) return false;
        await this.complete(tx, actor, { order, action: '超时自动确认收货' });
        return true;
      });
    } catch (error) {
      // One order that cannot be completed must not keep the others waiting; the next run tries it again.
      this.logger.error('an order could not be confirmed by itself', { orderId: id, error });
      return false;
    }
  }

  /** Ends a locked order whose everything was received, and tells it. */
  async complete(
    tx: Tx,
    actor: Actor,
    receipt: { order: OrderRecord; action: string },
  ): Promise<OrderRecord> {
    const { order, action } = receipt;
    assertOrderCanBecome(order.status, OrderStatus.completed);
    const completed = { status: OrderStatus.completed, completedAt: this.clock.now() };
    await tx.update(Order, { id: order.id }, completed);
    await this.parcels.receiveAll(tx, actor, order.id);
    await this.documents.addStep(tx, actor, { kind: orderDocumentKind(order), id: order.id, action });
    await this.audit.record(tx, actor, {
      action: 'order.complete',
      targetKind: 'order',
      targetId: order.id,
      targetLabel: order.number,
      before: { status: order.status },
      after: { status: completed.status },
    });
    const payload: OrderCompleted = { orderId: order.id };
    await this.outbox.add(tx, {
      topic: orderCompletedTopic,
      payload,
      dedupeKey: `${orderCompletedTopic}:${order.id}`,
    });
    return { ...order, ...completed };
  }
}
