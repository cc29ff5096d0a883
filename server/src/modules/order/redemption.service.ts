import { DocumentKind, documentPrefix } from '@lakeside/shared/document/document.contract';
import { toDay, toIso } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type {
  CheckedCard,
  orderAdminContract,
  orderMemberContract,
} from '@lakeside/shared/order/order.contract';
import type { OrderDetail } from '@lakeside/shared/order/order.schemas';
import { OrderKind, OrderStatus } from '@lakeside/shared/order/order.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { insertInChunks } from '../../platform/database/dialect';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import { DocumentNumbers } from '../../platform/document-number/document-numbers';
import { Outbox } from '../../platform/outbox/outbox';
import type { Actor, AdminActor, MemberActor } from '../../platform/http/actor';
import { orderPlacedTopic } from './order.events';
import { AuditService } from '../audit/audit.service';
import { CardRedemptionService, type RedeemableCard } from '../card/card-redemption.service';
import { CatalogService } from '../catalog/catalog.service';
import { DocumentService } from '../document/document.service';
import { MemberService } from '../member/member.service';
import { SettingsService } from '../settings/settings.service';
import { DeliveryDayService } from '../stock/delivery-day.service';
import { OrderItemRow } from './entities/order-item.entity';
import { Order } from './entities/order.entity';
import { type OrderReceiver, type OrderRecord, toOrderRecord, toReceiverColumns } from './order-record';
import { toOrderDetail } from './order.service';

type RedeemInput = ParsedInput<typeof orderMemberContract.redeemCard>['body'];
type RedeemByPhoneInput = ParsedInput<typeof orderAdminContract.redeemByPhone>['body'];

type CheckInput = ParsedInput<typeof orderAdminContract.checkCard>['body'];

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
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly numbers: DocumentNumbers;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly settings: SettingsService;
  @Inject() private readonly catalog: CatalogService;
  @Inject() private readonly members: MemberService;
  @Inject() private readonly cards: CardRedemptionService;
  @Inject() private readonly deliveryDays: DeliveryDayService;

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
    const cardId = await this.cards.verifySecret(actor, { cardNo: input.cardNo, secret: input.secret });
    return this.redeem(actor, {
      memberId: null,
      cardId,
      receiver: input.receiver,
      deliveryDay: input.deliveryDay,
      remark: input.remark,
      action: '电话提货',
    });
  }

  /** What a caller's card stands for; refuses like the redemption itself, and counts wrong secrets like it (AD-274). */
  async checkCard(actor: AdminActor, credentials: CheckInput): Promise<CheckedCard> {
    const cardId = await this.cards.verifySecret(actor, credentials);
    const { card, product } = await this.cards.requireCard(cardId);
    return {
      cardNo: card.cardNo,
      productName: product.name,
      pictureUrl: product.pictureUrl,
      packageId: product.packageId,
      items: await this.catalog.packageItems(product.packageId),
      expiresAt: card.expiresAt && toIso(card.expiresAt),
    };
  }

  private async redeem(actor: Actor, redemption: Redemption): Promise<OrderDetail> {
    const now = this.clock.now();
    const rules = await this.settings.get();
    const number = await this.numbers.next(documentPrefix.redemption, toDay(now));
    return this.transactions.run(actor, async (tx) => {
      const { memberId, cardId, deliveryDay, remark } = redemption;
      const { card, product } = await this.cards.lockCard(tx, { memberId, cardId });
      const order = await this.insertOrder(tx, { redemption, card, product, number, now });
      const { id } = order;
      const document = { kind: DocumentKind.redemption, id, number };
      await this.cards.useCard(tx, actor, { card, document });
      const step = await this.documents.register(tx, actor, {
        ...document,
        action: redemption.action,
        note: remark,
      });
      await this.audit.record(tx, actor, {
        action: 'order.redeemCard',
        targetKind: 'order',
        targetId: id,
        targetLabel: number,
        after: { cardNo: card.cardNo, deliveryDay },
      });
      await this.outbox.add(tx, { topic: orderPlacedTopic, payload: { orderId: id } });
      // Everyone who wants this day queues for its row, so it is held for the shortest time.
      await this.deliveryDays.takeDay(tx, { packageId: product.packageId, day: deliveryDay, rules, now });
      const rule = { cutoffHour: rules.deliveryCutoffHour, reviewDays: rules.reviewDays, now };
      return toOrderDetail(order, { rule, parcels: [], steps: [step], refunds: [] });
    });
  }

  /** Writes the order with copies of what the card stands for. */
  private async insertOrder(tx: Tx, draft: Draft): Promise<OrderRecord> {
    const row = toOrderRow(draft);
    await tx.insert(Order, row);
    const items = await this.catalog.packageItems(draft.product.packageId, tx);
    const none = { shippedQuantity: 0, stockQuantity: 0, heldQuantity: 0 };
    const itemRows = items.map((item) => ({ ...item, ...none, orderId: row.id }));
    await insertInChunks(tx, OrderItemRow, itemRows);
    return toOrderRecord(row, { items: itemRows, purchase: null });
  }
}

interface Draft extends RedeemableCard {
  readonly redemption: Redemption;
  readonly number: string;
  readonly now: Date;
}

/** A new order; the INSERT gives it its id. */
function toOrderRow({ redemption, card, product, number, now }: Draft): Order {
  const { receiver, memberId, deliveryDay, remark } = redemption;
  return Object.assign(new Order(), {
    kind: OrderKind.redemption,
    number,
    status: OrderStatus.toShip,
    memberId,
    cardId: card.id,
    cardNo: card.cardNo,
    cardKind: card.kind,
    productId: card.productId,
    packageId: product.packageId,
    title: product.name,
    pictureUrl: product.pictureUrl,
    quantity: 1,
    retailPriceFen: product.retailPriceFen,
    settlementPriceFen: product.settlementPriceFen,
    serviceSubsidyFen: product.serviceSubsidyFen,
    ...toReceiverColumns(receiver),
    deliveryDay,
    remark,
    fulfillerKind: null,
    fulfillerChannelId: null,
    fulfillerName: null,
    payUntil: null,
    createdAt: now,
    dispatchedAt: null,
    shippedAt: null,
    completedAt: null,
  });
}
