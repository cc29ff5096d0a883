import { afterSaleError } from '@lakeside/shared/after-sale/after-sale.errors';
import { AfterSaleStatus, afterSaleTransitions } from '@lakeside/shared/after-sale/after-sale.status';
import { DocumentKind } from '@lakeside/shared/document/document.contract';
import { isFinal } from '@lakeside/shared/kernel/status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type EntityManager, IsNull, Not } from 'typeorm';
import { Clock } from '../../platform/clock';
import { lockById } from '../../platform/database/dialect';
import type { Tx } from '../../platform/database/transaction';
import type { Actor } from '../../platform/http/actor';
import { Outbox } from '../../platform/outbox/outbox';
import { AuditService } from '../audit/audit.service';
import { DocumentService } from '../document/document.service';
import { type OrderRecord, OrderService } from '../order/order.service';
import { type AfterSaleMoved, afterSaleMovedTopic } from './after-sale.events';
import { assertCaseCanBecome } from './domain/after-sale-rules';
import type { GivenBack } from './domain/refundable';
import { AfterSale } from './entities/after-sale.entity';

/** What happens to a locked case. */
interface CaseChange {
  readonly row: AfterSale;
  readonly status: AfterSaleStatus;
  /** A Chinese verb phrase fit to show to both sides. */
  readonly action: string;
  readonly note?: string | null;
  /** `<verb>` of the audit log. */
  readonly verb: string;
  readonly fields?: Partial<AfterSale>;
}

/** Finds, locks and moves cases: row, step, log and news together. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class AfterSaleChangeService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly orders: OrderService;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly outbox: Outbox;

  /** Throws AFTER_SALE_NOT_FOUND. */
  async requireCase(id: number): Promise<AfterSale> {
    const row = await this.dataSource.getRepository(AfterSale).findOneBy({ id });
    if (!row) throw afterSaleError('AFTER_SALE_NOT_FOUND');
    return row;
  }

  /** An own case; another's is not found. */
  async requireOwn(memberId: number, id: number): Promise<AfterSale> {
    const row = await this.requireCase(id);
    if (row.memberId !== memberId) throw afterSaleError('AFTER_SALE_NOT_FOUND');
    return row;
  }

  /** Locks the order and then the case, so that no money of the order can move in between. */
  async lock(tx: Tx, found: AfterSale): Promise<{ order: OrderRecord; row: AfterSale }> {
    const order = await this.orders.lockOrder(tx, found.orderId);
    const [row] = await lockById(tx, AfterSale, [found.id]);
    if (!row) throw afterSaleError('AFTER_SALE_NOT_FOUND');
    return { order, row };
  }

  /** What cases of an order have given back, or promised to. */
  async givenBack(tx: Tx | null, orderId: number): Promise<GivenBack[]> {
    const source: EntityManager = tx ?? this.dataSource.manager;
    const rows = await source.findBy(AfterSale, { orderId, refundId: Not(IsNull()) });
    return rows.map((row) => ({
      lineId: row.orderLineId,
      fen: row.approvedFen ?? 0,
      quantity: row.settledQuantity,
    }));
  }

  /** Moves a locked case. An ended one makes room for another about the same line. Throws AFTER_SALE_STATUS_CHANGED. */
  async move(tx: Tx, actor: Actor, change: CaseChange): Promise<AfterSale> {
    const { row, status, action, note = null, verb } = change;
    assertCaseCanBecome(row.status, status);
    const ended = isFinal(afterSaleTransitions, status) ? { openKey: null, endedAt: this.clock.now() } : {};
    const fields = { ...change.fields, ...ended, status };
    await tx.update(AfterSale, { id: row.id }, fields);
    await this.documents.addStep(tx, actor, { kind: DocumentKind.afterSale, id: row.id, action, note });
    await this.audit.record(tx, actor, {
      action: `afterSale.${verb}`,
      targetKind: 'afterSale',
      targetId: row.id,
      targetLabel: row.number,
      before: { status: row.status },
      after: { status, note },
    });
    const after = { ...row, ...fields };
    await this.tell(tx, after);
    return after;
  }

  /** Lets the news of a state leave with the transaction. */
  async tell(tx: Tx, row: AfterSale): Promise<void> {
    const payload: AfterSaleMoved = { afterSaleId: row.id, status: row.status };
    const dedupeKey = `${afterSaleMovedTopic}:${row.id}:${row.status}`;
    await this.outbox.add(tx, { topic: afterSaleMovedTopic, payload, dedupeKey });
  }
}
