import { DocumentKind, documentPrefix } from '@lakeside/shared/document/document.contract';
import { toDay } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type { orderAdminContract, orderMemberContract } from '@lakeside/shared/order/order.contract';
import type { OrderDetail } from '@lakeside/shared/order/order.schemas';
import { OrderKind, OrderStatus } from '@lakeside/shared/order/order.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { insertInChunks } from '../../platform/database/dialect';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import { DocumentNumbers } from '../../platform/document-number/document-numbers';
import type { Actor, AdminActor, MemberActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { CardRedemptionService, type RedeemableCard } from '../card/card-redemption.service';
import { CatalogService } from '../catalog/catalog.service';
import { DocumentService } from '../document/document.service';
import { MemberService } from '../member/member.service';
import { SettingsService } from '../settings/settings.service';
import { DeliveryDayService } from '../stock/delivery-day.service';
import { OrderItemRow } from './entities/order-item.entity';
import { Order } from './entities/order.entity';
import { type OrderReceiver, toDegreesE6 } from './order-record';
import { OrderService } from './order.service';

type RedeemInput = ParsedInput<typeof orderMemberContract.redeemCard>['body'];
type RedeemByPhoneInput = ParsedInput<typeof orderAdminContract.redeemByPhone>['body'];

interface Redemption {
  memberId: number | null;
  cardId: number;
  receiver: OrderReceiver;
  deliveryDay: string;
  remark: string | null;
  action: string;
}

/** Turns a card into an order for its package: card, day and order change together or not at all (rules.md §6). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class RedemptionService {
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly numbers: DocumentNumbers;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly settings: SettingsService;
  @Inject() private readonly catalog: CatalogService;
  @Inject() private readonly members: MemberService;
  @Inject() private readonly cards: CardRedemptionService;
  @Inject() private readonly deliveryDays: DeliveryDayService;
  @Inject() private readonly orders: OrderService;

  /** A member redeems an own active card to an own address on a free day (MB-054). */
  async redeemCard(actor: MemberActor, input: RedeemInput): Promise<OrderDetail> {
    const address = await this.members.requireAddress(null, actor.memberId, input.addressId);
    return this.redeem(actor, {
      memberId: actor.memberId,
      cardId: input.cardId,
      receiver: address,
      deliveryDay: input.deliveryDay,
      remark: input.remark,
      action: '提交提货',
    });
  }

  /** The back office redeems for a caller who names card and secret; the order belongs to no member (AD-274 … AD-276). */
  async redeemByPhone(actor: AdminActor, input: RedeemByPhoneInput): Promise<OrderDetail> {
    const card = await this.cards.verifySecret(actor, { cardNo: input.cardNo, secret: input.secret });
    return this.redeem(actor, {
      memberId: null,
      cardId: card.cardId,
      receiver: input.receiver,
      deliveryDay: input.deliveryDay,
      remark: input.remark,
      action: '电话提货',
    });
  }

  private async redeem(actor: Actor, redemption: Redemption): Promise<OrderDetail> {
    const now = this.clock.now();
    const rules = await this.settings.get();
    const number = await this.numbers.next(documentPrefix.redemption, toDay(now));
    return this.transactions.run(actor, async (tx) => {
      // The card's life line names the order, so the order must exist before the card is used.
      const id = await insertDraft(tx, { redemption, number, now });
      const document = { kind: DocumentKind.redemption, id, number };
      const { memberId, cardId, deliveryDay, remark } = redemption;
      const card = await this.cards.useCard(tx, actor, { memberId, cardId, document });
      await this.fillFromProduct(tx, id, card);
      await this.documents.register(tx, actor, { ...document, action: redemption.action, note: remark });
      await this.audit.record(tx, actor, {
        action: 'order.redeemCard',
        targetKind: 'order',
        targetId: id,
        targetLabel: number,
        after: { cardNo: card.cardNo, deliveryDay },
      });
      const detail = await this.orders.detailOf(tx, await this.orders.requireOrder(tx, id));
      // Everyone who wants this day queues for its row, so it is held for the shortest time.
      await this.deliveryDays.takeDay(tx, { packageId: card.packageId, day: deliveryDay, rules, now });
      return detail;
    });
  }

  /** Copies what the card stands for into the order. */
  private async fillFromProduct(tx: Tx, orderId: number, card: RedeemableCard): Promise<void> {
    const product = await this.catalog.requireCardProduct(tx, card.productId);
    const items = await this.catalog.packageItems(card.packageId, tx);
    await tx.update(
      Order,
      { id: orderId },
      {
        cardId: card.cardId,
        cardNo: card.cardNo,
        productId: card.productId,
        packageId: card.packageId,
        title: product.name,
        pictureUrl: product.pictureUrl,
        retailPriceFen: product.retailPriceFen,
        settlementPriceFen: product.settlementPriceFen,
        serviceSubsidyFen: product.serviceSubsidyFen,
      },
    );
    await insertInChunks(
      tx,
      OrderItemRow,
      items.map((item) => ({ ...item, orderId, shippedQuantity: 0 })),
    );
  }
}

async function insertDraft(
  tx: Tx,
  draft: { redemption: Redemption; number: string; now: Date },
): Promise<number> {
  const { receiver, memberId, deliveryDay, remark } = draft.redemption;
  const [id] = await insertInChunks(tx, Order, [
    {
      kind: OrderKind.redemption,
      number: draft.number,
      status: OrderStatus.toShip,
      memberId,
      title: '',
      quantity: 1,
      retailPriceFen: 0,
      serviceSubsidyFen: 0,
      receiverName: receiver.name,
      receiverPhone: receiver.phone,
      receiverProvince: receiver.province,
      receiverCity: receiver.city,
      receiverDistrict: receiver.district,
      receiverDetail: receiver.detail,
      receiverLatitudeE6: receiver.location && toDegreesE6(receiver.location.latitude),
      receiverLongitudeE6: receiver.location && toDegreesE6(receiver.location.longitude),
      deliveryDay,
      remark,
      createdAt: draft.now,
    },
  ]);
  if (id === undefined) throw new Error('the new order got no id');
  return id;
}
