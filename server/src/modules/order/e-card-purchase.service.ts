import { DocumentKind, documentPrefix } from '@lakeside/shared/document/document.contract';
import { toDay } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type { eCardMemberContract } from '@lakeside/shared/order/e-card.contract';
import type { OrderDetail } from '@lakeside/shared/order/order.schemas';
import { OrderKind } from '@lakeside/shared/order/order.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import { DocumentNumbers } from '../../platform/document-number/document-numbers';
import type { MemberActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { DocumentService } from '../document/document.service';
import { SettingsService } from '../settings/settings.service';
import { freeFreight } from './domain/freight';
import { assertAgreed, pricePurchase } from './domain/price-purchase';
import type { OrderReceiver } from './order-record';
import { OrderService } from './order.service';
import { PurchaseHoldService } from './purchase-hold.service';
import { PurchaseOffersService } from './purchase-offers.service';
import { insertPurchase } from './purchase-record';

type PlaceInput = ParsedInput<typeof eCardMemberContract.placeECardPurchase>['body'];

const minuteMs = 60_000;
const nameLength = 20;

/** Turns e-cards that a member wants into an order to be paid: no address, no day (MB-048, AD-250). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ECardPurchaseService {
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly numbers: DocumentNumbers;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly settings: SettingsService;
  @Inject() private readonly offers: PurchaseOffersService;
  @Inject() private readonly holds: PurchaseHoldService;
  @Inject() private readonly orders: OrderService;

  /**
   * Makes the order with today's price and channels copied into it, as any purchase, and keeps the cards for it unless the
   * settings say that only a payment does. Throws PRICE_CHANGED, OFFER_OFF_SHELF, E_CARD_SOLD_OUT, ORDER_AMOUNT_REFUSED,
   * CARD_PRODUCT_NOT_FOUND.
   */
  async place(actor: MemberActor, input: PlaceInput): Promise<OrderDetail> {
    const now = this.clock.now();
    const rules = await this.settings.get();
    const number = await this.numbers.next(documentPrefix.purchase, toDay(now));
    return this.transactions.run(actor, async (tx) => {
      const basis = await this.offers.basisOf(tx, actor.memberId);
      const offer = await this.offers.eCardOf(tx, input);
      this.offers.assertOnShelf([offer]);
      const price = pricePurchase([offer], { rateBp: basis.rateBp, freight: freeFreight });
      const { unitPriceFen, payableFen } = input;
      assertAgreed(price, { lines: [{ id: offer.offerId, unitPriceFen }], payableFen });
      const id = await insertPurchase(tx, {
        kind: OrderKind.eCard,
        number,
        memberId: actor.memberId,
        basis,
        price,
        receiver: receiverOf(basis),
        deliveryDay: toDay(now),
        remark: null,
        createdAt: now,
        payUntil: new Date(now.getTime() + rules.payMinutes * minuteMs),
      });
      await this.record(tx, actor, { id, number, payableFen });
      const order = await this.orders.requireOrder(tx, id);
      const detail = await this.orders.detailOf(tx, order);
      // Everyone who wants these cards queues for the row of their product, so it is held for the shortest time.
      if (rules.holdStockOn === 'order') await this.holds.hold(tx, actor, order);
      return detail;
    });
  }

  private async record(
    tx: Tx,
    actor: MemberActor,
    { id, number, payableFen }: { id: number; number: string; payableFen: number },
  ): Promise<void> {
    await this.documents.register(tx, actor, { kind: DocumentKind.purchase, id, number, action: '提交订单' });
    await this.audit.record(tx, actor, {
      action: 'order.placeECardPurchase',
      targetKind: 'order',
      targetId: id,
      targetLabel: number,
      after: { payableFen },
    });
  }
}

/** Numbers are delivered to the account: the buyer receives them, at no address. */
function receiverOf(buyer: { name: string; phone: string }): OrderReceiver {
  const nowhere = { province: '', city: '', district: '', detail: '', location: null };
  return { name: buyer.name.slice(0, nameLength), phone: buyer.phone, ...nowhere };
}
