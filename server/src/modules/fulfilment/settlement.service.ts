import { DocumentKind } from '@lakeside/shared/document/document.contract';
import { sumFen } from '@lakeside/shared/kernel/money';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { insertInChunks, lockById } from '../../platform/database/dialect';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import { type Actor, systemActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { DocumentService } from '../document/document.service';
import { LedgerService } from '../ledger/ledger.service';
import type { OrderRecord } from '../order/order.service';
import { parcelShare } from './domain/parcel-share';
import { Settlement } from './entities/settlement.entity';
import type { ShipmentRecord } from './shipment-record';

/** What stores get back for shipping: goods cost and service subsidy, counted apart (rules.md §9, AD-293 … AD-299). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class SettlementService {
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly ledger: LedgerService;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly audit: AuditService;

  /**
   * Opens the settlement of a parcel that a store ships now. `order` is the locked order before this parcel is booked on it.
   * The shares of all parcels of an order sum to its amounts to the fen.
   */
  async open(
    tx: Tx,
    actor: Actor,
    input: { number: string; shipment: ShipmentRecord; order: OrderRecord },
  ): Promise<void> {
    const { number, shipment, order } = input;
    if (shipment.channelId === null) throw new Error('the platform settles nothing with itself');
    const progress = {
      piecesBefore: order.items.reduce((sum, item) => sum + item.shippedQuantity, 0),
      pieces: shipment.items.reduce((sum, item) => sum + item.quantity, 0),
      piecesTotal: order.items.reduce((sum, item) => sum + item.quantity, 0),
    };
    const [id] = await insertInChunks(tx, Settlement, [
      {
        number,
        shipmentId: shipment.id,
        shipmentNumber: shipment.number,
        orderId: order.id,
        orderNumber: order.number,
        channelId: shipment.channelId,
        status: 'unsettled' as const,
        goodsFen: parcelShare(shipment.orderGoodsFen, progress),
        subsidyFen: parcelShare(shipment.orderSubsidyFen, progress),
        createdAt: this.clock.now(),
        settledAt: null,
      },
    ]);
    if (id === undefined) throw new Error('the new settlement got no id');
    const note = `发货单 ${shipment.number}`;
    await this.documents.register(tx, actor, {
      kind: DocumentKind.settlement,
      id,
      number,
      action: '发货待结算',
      note,
    });
  }

  /** Credits the stores of a received order. May be told of one order any number of times and credits once. */
  async settleOrder(orderId: number): Promise<void> {
    const actor = systemActor('发货结算');
    await this.transactions.run(actor, async (tx) => {
      const rows = await tx.find(Settlement, { select: { id: true }, where: { orderId } });
      const locked = await lockById(
        tx,
        Settlement,
        rows.map((row) => row.id),
      );
      for (const settlement of locked.filter((row) => row.status === 'unsettled')) {
        await this.settle(tx, actor, settlement);
      }
    });
  }

  private async settle(tx: Tx, actor: Actor, settlement: Settlement): Promise<void> {
    const { id, number, channelId, goodsFen, subsidyFen } = settlement;
    await tx.update(Settlement, { id }, { status: 'settled', settledAt: this.clock.now() });
    const document = { kind: DocumentKind.settlement, id, number };
    await this.ledger.creditShipment(tx, {
      channelId,
      goodsFen,
      subsidyFen,
      document,
      idempotencyKey: `settlement:${id}`,
    });
    await this.documents.addStep(tx, actor, { ...document, action: '结算入账' });
    await this.audit.record(tx, actor, {
      action: 'fulfilment.settle',
      targetKind: 'settlement',
      targetId: id,
      targetLabel: number,
      after: { channelId, goodsFen, subsidyFen, totalFen: sumFen([goodsFen, subsidyFen]) },
    });
  }
}
