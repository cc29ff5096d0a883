import { OrderStatus } from '@lakeside/shared/order/order.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { Tx } from '../../platform/database/transaction';
import type { Actor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { DocumentService } from '../document/document.service';
import { assertOrderCanBecome } from './domain/order-progress';
import { Order } from './entities/order.entity';
import type { OrderRecord } from './order-record';
import { orderDocumentKind } from './order.service';
import { PurchaseHoldService } from './purchase-hold.service';

/** What happened to a locked order, for its steps and the log. */
interface OrderChange {
  order: OrderRecord;
  /** A Chinese verb phrase fit to show. */
  action: string;
  note: string | null;
}

/** Ends bought orders that nothing is sent of. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class PurchaseEndService {
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly holds: PurchaseHoldService;

  /** Cancels a locked order and gives back what is kept for it. */
  async cancel(tx: Tx, actor: Actor, change: OrderChange): Promise<OrderRecord> {
    const { order } = change;
    assertOrderCanBecome(order.status, OrderStatus.cancelled);
    await tx.update(Order, { id: order.id }, { status: OrderStatus.cancelled });
    await this.record(tx, actor, { ...change, status: OrderStatus.cancelled });
    await this.holds.release(tx, actor, order);
    return { ...order, status: OrderStatus.cancelled };
  }

  /** Writes the step of the order and the log. */
  async record(tx: Tx, actor: Actor, change: OrderChange & { status: OrderStatus }): Promise<void> {
    const { order, action, note, status } = change;
    await this.documents.addStep(tx, actor, { kind: orderDocumentKind(order), id: order.id, action, note });
    await this.audit.record(tx, actor, {
      action: 'order.changePurchase',
      targetKind: 'order',
      targetId: order.id,
      targetLabel: order.number,
      before: { status: order.status },
      after: { status, action, note },
    });
  }
}
