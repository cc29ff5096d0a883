import { DocumentKind, documentPrefix } from '@lakeside/shared/document/document.contract';
import { toDay } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { orderError } from '@lakeside/shared/order/order.errors';
import type { OrderDetail } from '@lakeside/shared/order/order.schemas';
import type { purchaseMemberContract } from '@lakeside/shared/order/purchase.contract';
import type { Settings } from '@lakeside/shared/settings/settings.contract';
import { OrderKind } from '@lakeside/shared/order/order.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import { DocumentNumbers } from '../../platform/document-number/document-numbers';
import type { MemberActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { DocumentService } from '../document/document.service';
import { MemberService } from '../member/member.service';
import { SettingsService } from '../settings/settings.service';
import { DeliveryDayService } from '../stock/delivery-day.service';
import { CartService } from './cart.service';
import { assertDelivered, freightTo } from './domain/freight';
import { assertAgreed, pricePurchase } from './domain/price-purchase';
import { FreightService } from './freight.service';
import { OrderService } from './order.service';
import { PurchaseHoldService } from './purchase-hold.service';
import { type OfferedWish, PurchaseOffersService } from './purchase-offers.service';
import { insertPurchase } from './purchase-record';

type PlaceInput = ParsedInput<typeof purchaseMemberContract.placePurchase>['body'];

const minuteMs = 60_000;

/** Turns what a member wants to buy into an order to be paid. Nothing the client says about prices is used but to compare. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class PurchaseService {
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly numbers: DocumentNumbers;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly settings: SettingsService;
  @Inject() private readonly members: MemberService;
  @Inject() private readonly deliveryDays: DeliveryDayService;
  @Inject() private readonly offers: PurchaseOffersService;
  @Inject() private readonly holds: PurchaseHoldService;
  @Inject() private readonly orders: OrderService;
  @Inject() private readonly carts: CartService;
  @Inject() private readonly freights: FreightService;

  /**
   * Makes the order with today's prices, receiver and channels copied into it, and keeps goods and day for it unless the
   * settings say that only a payment does. Throws PRICE_CHANGED, OFFER_OFF_SHELF, STOCK_SHORT, DELIVERY_DAY_REQUIRED,
   * DELIVERY_DAY_FULL, DELIVERY_DAY_CLOSED, CARD_SOLD_OUT, ADDRESS_OUT_OF_AREA, ORDER_AMOUNT_REFUSED.
   */
  async place(actor: MemberActor, input: PlaceInput): Promise<OrderDetail> {
    const now = this.clock.now();
    const rules = await this.settings.get();
    const address = await this.members.requireAddress(null, actor.memberId, input.addressId);
    const freightRule = await this.freights.currentRule(null);
    assertDelivered(address.province, freightRule);
    const freight = freightTo(address.province, freightRule);
    const number = await this.numbers.next(documentPrefix.purchase, toDay(now));
    return this.transactions.run(actor, async (tx) => {
      if (input.fromCart) await this.members.lockMember(tx, actor.memberId);
      const buyer = await this.offers.basisOf(tx, actor.memberId);
      const offers = await this.offers.offersOf(tx, input.lines);
      this.offers.assertOnShelf(offers);
      const price = pricePurchase(offers, { rateBp: buyer.rateBp, freight });
      assertAgreed(price, input);
      const isOfCards = offers.some((offer) => offer.offerKind === 'cardProduct');
      const id = await insertPurchase(tx, {
        kind: isOfCards ? OrderKind.physicalCard : OrderKind.purchase,
        number,
        memberId: actor.memberId,
        // Printed cards earn no online share (rules.md §7).
        basis: isOfCards ? { ...buyer, channels: [], staffId: null, staffRateBp: 0 } : buyer,
        price,
        receiver: address,
        deliveryDay: this.deliveryDayOf(offers, { input, rules, now }),
        remark: input.remark,
        createdAt: now,
        payUntil: new Date(now.getTime() + rules.payMinutes * minuteMs),
      });
      await this.record(tx, actor, { id, number, payableFen: price.payableFen, remark: input.remark });
      const order = await this.orders.requireOrder(tx, id);
      const detail = await this.orders.detailOf(tx, order);
      if (input.fromCart) await this.carts.takeOrdered(tx, actor.memberId, input.lines);
      // Everyone who wants these goods queues for their rows, so they are held for the shortest time.
      if (rules.holdStockOn === 'order') await this.holds.hold(tx, actor, order);
      return detail;
    });
  }

  private deliveryDayOf(
    offers: readonly OfferedWish[],
    facts: { input: PlaceInput; rules: Settings; now: Date },
  ): string {
    const { input, rules, now } = facts;
    if (!offers.some((offer) => offer.soldByDay)) return this.deliveryDays.earliestDay(rules, now);
    if (input.deliveryDay === null) throw orderError('DELIVERY_DAY_REQUIRED');
    return input.deliveryDay;
  }

  private async record(
    tx: Tx,
    actor: MemberActor,
    placed: { id: number; number: string; payableFen: number; remark: string | null },
  ): Promise<void> {
    const { id, number, payableFen, remark } = placed;
    await this.documents.register(tx, actor, {
      kind: DocumentKind.purchase,
      id,
      number,
      action: '提交订单',
      note: remark,
    });
    await this.audit.record(tx, actor, {
      action: 'order.placePurchase',
      targetKind: 'order',
      targetId: id,
      targetLabel: number,
      after: { payableFen },
    });
  }
}
