import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import type { Tx } from '../../platform/database/transaction';
import type { Actor } from '../../platform/http/actor';
import { CardStockService } from '../card/card-stock.service';
import { ECardStockService } from '../catalog/e-card-stock.service';
import { SettingsService } from '../settings/settings.service';
import { DeliveryDayService } from '../stock/delivery-day.service';
import { type StockClaim, StockService } from '../stock/stock.service';
import { OrderItemRow } from './entities/order-item.entity';
import { OrderLineRow } from './entities/order-line.entity';
import { dayPlacesOf, type OrderRecord, type PurchaseRecord } from './order-record';
import { orderDocumentKind } from './order.service';

/** Keeps goods and delivery days for bought orders: from stock, places of a day, or cards, as each line is sold. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class PurchaseHoldService {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly settings: SettingsService;
  @Inject() private readonly stock: StockService;
  @Inject() private readonly deliveryDays: DeliveryDayService;
  @Inject() private readonly eCards: ECardStockService;
  @Inject() private readonly cards: CardStockService;

  /**
   * Keeps everything of an order, or throws STOCK_SHORT, DELIVERY_DAY_FULL, DELIVERY_DAY_CLOSED, CARD_SOLD_OUT or
   * E_CARD_SOLD_OUT and must then be rolled back. Last in a use case: all buyers of one offer queue for its rows.
   */
  async hold(tx: Tx, actor: Actor, order: OrderRecord): Promise<void> {
    const rules = await this.settings.get(tx);
    const now = this.clock.now();
    const fromStock = order.items.filter((item) => item.stockQuantity > 0);
    for (const { skuId, stockQuantity } of fromStock) {
      await tx.update(OrderItemRow, { orderId: order.id, skuId }, { heldQuantity: stockQuantity });
    }
    const byDay = byPackage(order.purchase).filter((line) => line.soldByDay);
    for (const { id, quantity } of byDay) await tx.update(OrderLineRow, { id }, { dayPlaces: quantity });
    const cards = cardLines(order.purchase);
    for (const { id, quantity } of cards) await tx.update(OrderLineRow, { id }, { heldCards: quantity });
    if (fromStock.length > 0) await this.stock.reserve(tx, actor, claimOf(order, 'stockQuantity'));
    for (const { packageId, quantity: places } of byDay) {
      await this.deliveryDays.takeDay(tx, { packageId, day: order.deliveryDay, rules, now, places });
    }
    for (const { offerKind, offerId: productId, quantity } of cards) {
      if (offerKind === 'eCard') await this.eCards.take(tx, { productId, quantity });
      else await this.cards.keep(tx, { productId, quantity });
    }
  }

  /** Gives back everything that is still kept for a locked order. */
  async release(tx: Tx, actor: Actor, order: OrderRecord): Promise<void> {
    const claim = claimOf(order, 'heldQuantity');
    const places = dayPlacesOf(order);
    await tx.update(OrderItemRow, { orderId: order.id }, { heldQuantity: 0 });
    await tx.update(OrderLineRow, { orderId: order.id }, { dayPlaces: 0, heldCards: 0 });
    if (claim.items.length > 0) await this.stock.release(tx, actor, claim);
    for (const taken of places) await this.deliveryDays.releaseDay(tx, { ...taken, day: order.deliveryDay });
    for (const { offerKind, offerId: productId, heldCards } of cardLines(order.purchase)) {
      if (heldCards === 0) continue;
      if (offerKind === 'eCard') await this.eCards.giveBack(tx, { productId, quantity: heldCards });
      else await this.cards.stopKeeping(tx, { productId, quantity: heldCards });
    }
  }
}

/** True when something is kept for the order. */
export function isHeld(order: OrderRecord): boolean {
  return (
    dayPlacesOf(order).length > 0 ||
    order.items.some((item) => item.heldQuantity > 0) ||
    cardLines(order.purchase).some((line) => line.heldCards > 0)
  );
}

function claimOf(order: OrderRecord, quantity: 'stockQuantity' | 'heldQuantity'): StockClaim {
  return {
    channelId: null,
    items: order.items
      .map((item) => ({ skuId: item.skuId, name: `${item.name} ${item.spec}`, quantity: item[quantity] }))
      .filter((item) => item.quantity > 0),
    document: { kind: orderDocumentKind(order), id: order.id, number: order.number },
  };
}

function cardLines(purchase: PurchaseRecord | null) {
  return (purchase?.lines ?? []).filter((line) => line.offerKind !== 'package');
}

/** In one order for everybody, so that two buyers cannot wait for each other. */
function byPackage(purchase: PurchaseRecord | null) {
  return [...(purchase?.lines ?? [])].sort((left, right) => left.packageId - right.packageId);
}
