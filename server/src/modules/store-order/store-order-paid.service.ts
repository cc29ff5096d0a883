import { DocumentKind } from '@lakeside/shared/document/document.contract';
import { formatFen } from '@lakeside/shared/kernel/money';
import {
  StoreOrderStatus,
  StorePayWay,
  StoreShipmentStatus,
} from '@lakeside/shared/store-order/store-order.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { insertInChunks } from '../../platform/database/dialect';
import type { Tx } from '../../platform/database/transaction';
import type { Actor } from '../../platform/http/actor';
import { Outbox } from '../../platform/outbox/outbox';
import { offersSold } from '../catalog/catalog.events';
import { DocumentService } from '../document/document.service';
import { FinanceDocumentService } from '../ledger/finance-document.service';
import { LedgerService } from '../ledger/ledger.service';
import { StoreOrderItemRow } from './entities/store-order-item.entity';
import { StoreOrderLineRow } from './entities/store-order-line.entity';
import { StoreOrderRow } from './entities/store-order.entity';
import { StoreShipmentItemRow } from './entities/store-shipment-item.entity';
import { StoreShipmentRow } from './entities/store-shipment.entity';

/** What the money of an order brings about, however it came; and its way back. Works in the transaction of its caller. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class StoreOrderPaidService {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly ledger: LedgerService;
  @Inject() private readonly finance: FinanceDocumentService;
  @Inject() private readonly outbox: Outbox;

  /** Marks a locked order as paid in full, writes its shipping note under a number taken before, and counts the sale. */
  async markPaid(
    tx: Tx,
    actor: Actor,
    payment: { order: StoreOrderRow; noteNumber: string; voucherNo: string | null },
  ): Promise<StoreOrderRow> {
    const { order, noteNumber: number, voucherNo } = payment;
    const now = this.clock.now();
    const change = {
      status: StoreOrderStatus.toShip,
      paidFen: order.payableFen,
      paidAt: now,
      voucherNo,
    } as const;
    await tx.update(StoreOrderRow, { id: order.id }, change);
    const note = {
      number,
      orderId: order.id,
      status: StoreShipmentStatus.toShip,
      carrierCode: null,
      waybillNo: null,
      createdAt: now,
      shippedAt: null,
      receivedAt: null,
    };
    const [shipmentId = 0] = await insertInChunks(tx, StoreShipmentRow, [note]);
    const items = await tx.findBy(StoreOrderItemRow, { orderId: order.id });
    const sent = items.map(({ skuId, name, spec, quantity }) => ({
      shipmentId,
      skuId,
      name: `${name} ${spec}`,
      quantity,
    }));
    await insertInChunks(tx, StoreShipmentItemRow, sent);
    await this.documents.register(tx, actor, {
      kind: DocumentKind.storeShipment,
      id: shipmentId,
      number,
      action: '生成发货单',
    });
    const lines = await tx.findBy(StoreOrderLineRow, { orderId: order.id });
    const sold = lines.map(({ packageId: id, quantity }) => ({ kind: 'package' as const, id, quantity }));
    for (const news of offersSold({ paper: `storeOrder-${order.id}`, lines: sold }))
      await this.outbox.add(tx, news);
    return Object.assign(order, change);
  }

  /**
   * Gives a part of what was paid back the way it came: into stored value, or as a paper of finance for money paid back offline.
   * Throws RangeError above what is left of it: callers decide the amount by rule first.
   */
  async giveBack(
    tx: Tx,
    actor: Actor,
    refund: { order: StoreOrderRow; amountFen: number; key: string; number: string; note: string },
  ): Promise<StoreOrderRow> {
    const { order, amountFen, key, number, note } = refund;
    const refundedFen = order.refundedFen + amountFen;
    if (amountFen < 1 || refundedFen > order.paidFen) throw new RangeError('refund above what was paid');
    await tx.update(StoreOrderRow, { id: order.id }, { refundedFen });
    const { channelId } = order;
    if (order.payWay === StorePayWay.storedValue) {
      const document = { kind: DocumentKind.storeOrder, id: order.id, number: order.number };
      const idempotencyKey = `storeRefund:${key}`;
      await this.ledger.refundStoreOrder(tx, { channelId, amountFen, document, idempotencyKey });
    } else {
      await this.finance.bookGoodsMoney(tx, actor, {
        kind: 'goodsRefund',
        number,
        channelId,
        amountFen,
        voucherNo: null,
        note: `${order.number} ${note}`.slice(0, 100),
      });
    }
    await this.documents.addStep(tx, actor, {
      kind: DocumentKind.storeOrder,
      id: order.id,
      action: `退款 ${formatFen(amountFen)} 元`,
      note,
    });
    return Object.assign(order, { refundedFen });
  }
}
