import { type CardSelection, countOfSelection } from '@lakeside/shared/card/card-number';
import { orderError } from '@lakeside/shared/order/order.errors';
import { OrderStatus } from '@lakeside/shared/order/order.status';
import type { PhysicalCardOrder, SoldCard } from '@lakeside/shared/order/physical-card.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import type { Tx } from '../../platform/database/transaction';
import type { MemberActor } from '../../platform/http/actor';
import { CardSaleService } from '../card/card-sale.service';
import { CardStockService } from '../card/card-stock.service';
import { MemberService } from '../member/member.service';
import { assertOrderCanBecome } from './domain/order-progress';
import {
  assertExactCount,
  assertWaitsForNumbers,
  requirePhysicalCardOrder,
  showsNumbers,
} from './domain/physical-card-order';
import { OrderLineRow } from './entities/order-line.entity';
import { Order } from './entities/order.entity';
import type { Fulfiller, OrderRecord } from './order-record';
import { OrderService } from './order.service';

/** Orders of printed cards: what they want of the card library, and where they stand (rules.md §5). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class PhysicalCardOrderService {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly orders: OrderService;
  @Inject() private readonly members: MemberService;
  @Inject() private readonly cards: CardSaleService;
  @Inject() private readonly stock: CardStockService;

  /** One order with its numbers, for the back office. Throws ORDER_NOT_FOUND, also for an order of anything else. */
  async detailOf(tx: Tx | null, id: number): Promise<PhysicalCardOrder> {
    const order = await this.orders.requireOrder(tx, id);
    const { line, memberId } = requirePhysicalCardOrder(order);
    const buyer = (await this.members.membersByIds([memberId], tx)).get(memberId);
    return {
      order: await this.orders.detailOf(tx, order),
      buyer: { id: memberId, nickname: buyer?.nickname ?? '会员', phone: buyer?.phone ?? '' },
      product: { id: line.offerId, name: line.title },
      quantity: line.quantity,
      cards: await this.cards.cardsOf(tx, id),
    };
  }

  /** The first free numbers for an order, as many as it wants or as there are. Throws ORDER_NOT_FOUND. */
  async suggest(id: number): Promise<{ cardNos: string[] }> {
    const { line } = requirePhysicalCardOrder(await this.orders.requireOrder(null, id));
    return { cardNos: await this.cards.findFree(line.offerId, line.quantity) };
  }

  /** The numbers that were sent with an own order. Throws ORDER_NOT_FOUND for a foreign one. */
  async cardsOfMember(actor: MemberActor, id: number): Promise<SoldCard[]> {
    const order = await this.orders.requireOrder(null, id);
    if (order.memberId !== actor.memberId) throw orderError('ORDER_NOT_FOUND');
    // E-cards are in the account of their owner, and may be somebody else's by now.
    if (order.kind !== 'physicalCard' || !showsNumbers(order.status)) return [];
    return this.cards.cardsOf(null, id);
  }

  /**
   * A locked, paid order gets its numbers now and waits to be sent by the platform; the caller locks the numbers in the same
   * transaction. Throws ORDER_NOT_FOUND, ORDER_STATUS_CHANGED, CARD_ORDER_COUNT.
   */
  async beginAllotment(
    tx: Tx,
    allotment: { order: OrderRecord; selection: CardSelection; fulfiller: Fulfiller },
  ): Promise<{ order: OrderRecord; productId: number; quantity: number }> {
    const { order, selection, fulfiller } = allotment;
    const { line } = requirePhysicalCardOrder(order);
    const { offerId: productId, quantity } = line;
    assertWaitsForNumbers(order.status);
    assertExactCount(quantity, countOfSelection(selection));
    await this.stock.stopKeeping(tx, { productId, quantity });
    await tx.update(OrderLineRow, { id: line.id }, { heldCards: 0 });
    const dispatchedAt = this.clock.now();
    await tx.update(
      Order,
      { id: order.id },
      {
        status: OrderStatus.toShip,
        fulfillerKind: fulfiller.kind,
        fulfillerChannelId: fulfiller.channelId,
        fulfillerName: fulfiller.name,
        dispatchedAt,
      },
    );
    return { order: { ...order, status: OrderStatus.toShip, fulfiller, dispatchedAt }, productId, quantity };
  }

  /** The numbers of a locked order go back to stock, which the caller does in the same transaction: it waits for others. */
  async endAllotment(tx: Tx, order: OrderRecord): Promise<void> {
    const { line } = requirePhysicalCardOrder(order);
    const { offerId: productId, quantity } = line;
    assertOrderCanBecome(order.status, OrderStatus.toIssue);
    await this.stock.keepAgain(tx, { productId, quantity });
    await tx.update(OrderLineRow, { id: line.id }, { heldCards: quantity });
    await tx.update(
      Order,
      { id: order.id },
      {
        status: OrderStatus.toIssue,
        fulfillerKind: null,
        fulfillerChannelId: null,
        fulfillerName: null,
        dispatchedAt: null,
      },
    );
  }
}
