import type { CardSelection } from '@lakeside/shared/card/card-number';
import { DocumentKind, documentPrefix } from '@lakeside/shared/document/document.contract';
import { fulfilmentError } from '@lakeside/shared/fulfilment/fulfilment.errors';
import { toDay } from '@lakeside/shared/kernel/date';
import { ShipmentStatus } from '@lakeside/shared/order/order.status';
import type { PhysicalCardOrder } from '@lakeside/shared/order/physical-card.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import { DocumentNumbers } from '../../platform/document-number/document-numbers';
import type { Actor, AdminActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { CardSaleService } from '../card/card-sale.service';
import { DocumentService } from '../document/document.service';
import { orderDocumentKind, type OrderRecord, OrderService } from '../order/order.service';
import { PhysicalCardOrderService } from '../order/physical-card-order.service';
import { SettingsService } from '../settings/settings.service';
import { Shipment } from './entities/shipment.entity';
import { ShipmentQueries } from './shipment.queries';

/** Allots numbers to the printed cards members bought: they are locked in the shipping note they will leave with (rules.md §5). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardAllotmentService {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly numbers: DocumentNumbers;
  @Inject() private readonly settings: SettingsService;
  @Inject() private readonly orders: OrderService;
  @Inject() private readonly cardOrders: PhysicalCardOrderService;
  @Inject() private readonly cards: CardSaleService;
  @Inject() private readonly shipments: ShipmentQueries;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly audit: AuditService;

  /**
   * Exactly as many free numbers of the platform as were bought (AD-206 … AD-208). Throws ORDER_NOT_FOUND,
   * ORDER_STATUS_CHANGED, CARD_ORDER_COUNT, CARDS_NOT_ELIGIBLE.
   */
  async allot(
    actor: AdminActor,
    input: { id: number; selection: CardSelection },
  ): Promise<PhysicalCardOrder> {
    const { selection } = input;
    const number = await this.numbers.next(documentPrefix.shipment, toDay(this.clock.now()));
    return this.transactions.run(actor, async (tx) => {
      const found = await this.orders.lockOrder(tx, input.id);
      const { warehouse } = await this.settings.get(tx);
      const fulfiller = { kind: 'platform', channelId: null, name: warehouse.name } as const;
      const begun = await this.cardOrders.beginAllotment(tx, { order: found, selection, fulfiller });
      const { order, productId, quantity } = begun;
      const id = await this.openShipment(tx, { order, number, fulfillerName: warehouse.name });
      const document = { kind: DocumentKind.shipment, id };
      await this.cards.allot(tx, actor, { document, orderId: order.id, productId, quantity, selection });
      const note = `${quantity} 张，发货单 ${number}`;
      await this.documents.register(tx, actor, {
        ...document,
        number,
        action: '分配卡号',
        note: `${quantity} 张`,
      });
      await this.record(tx, actor, { order, action: '分配卡号', note, verb: 'allotCards' });
      return this.cardOrders.detailOf(tx, order.id);
    });
  }

  /** Takes the numbers back as long as they have not left; the order waits for others. Throws ORDER_STATUS_CHANGED. */
  async takeBack(actor: AdminActor, input: { id: number; reason: string }): Promise<PhysicalCardOrder> {
    return this.transactions.run(actor, async (tx) => {
      const order = await this.orders.lockOrder(tx, input.id);
      // The product comes before its cards, as when they are sold.
      await this.cardOrders.endAllotment(tx, order);
      const open = await this.shipments.lockOpen(tx, order.id);
      if (!open) throw fulfilmentError('SHIPMENT_NOT_FOUND');
      const document = { kind: DocumentKind.shipment, id: open.id };
      await tx.update(Shipment, { id: open.id }, { status: ShipmentStatus.cancelled });
      await this.cards.takeBack(tx, actor, { document, note: input.reason });
      const action = '撤回卡号';
      await this.documents.addStep(tx, actor, { ...document, action, note: input.reason });
      await this.record(tx, actor, { order, action, note: input.reason, verb: 'takeCardsBack' });
      return this.cardOrders.detailOf(tx, order.id);
    });
  }

  private async openShipment(
    tx: Tx,
    made: { order: OrderRecord; number: string; fulfillerName: string },
  ): Promise<number> {
    const { order, number, fulfillerName } = made;
    const { id } = await this.shipments.insert(tx, {
      number,
      orderId: order.id,
      orderNumber: order.number,
      status: ShipmentStatus.toShip,
      channelId: null,
      fulfillerName,
      deliveryDay: order.deliveryDay,
      orderGoodsFen: 0,
      orderSubsidyFen: 0,
      carrierCode: null,
      waybillNo: null,
      createdAt: this.clock.now(),
      shippedAt: null,
      // Cards are no articles of the warehouse: the numbers locked in the note say what it sends.
      items: [],
    });
    return id;
  }

  private async record(
    tx: Tx,
    actor: Actor,
    change: { order: OrderRecord; action: string; note: string; verb: 'allotCards' | 'takeCardsBack' },
  ): Promise<void> {
    const { order, action, note, verb } = change;
    await this.documents.addStep(tx, actor, { kind: orderDocumentKind(order), id: order.id, action, note });
    await this.audit.record(tx, actor, {
      action: `fulfilment.${verb}`,
      targetKind: 'order',
      targetId: order.id,
      targetLabel: order.number,
      after: { note },
    });
  }
}
