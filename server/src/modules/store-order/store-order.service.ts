import { ChannelStatus, L1Subtype } from '@lakeside/shared/channel/channel.status';
import { DocumentKind, documentPrefix } from '@lakeside/shared/document/document.contract';
import { toDay } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { stockError } from '@lakeside/shared/stock/stock.errors';
import type { storeOrderChannelContract } from '@lakeside/shared/store-order/store-order.contract';
import { storeOrderError } from '@lakeside/shared/store-order/store-order.errors';
import type { StoreOrderDetail, StoreQuote } from '@lakeside/shared/store-order/store-order.schemas';
import {
  StoreOrderStatus,
  StorePayWay,
  storePayWayName,
} from '@lakeside/shared/store-order/store-order.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { insertInChunks } from '../../platform/database/dialect';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import { DocumentNumbers } from '../../platform/document-number/document-numbers';
import type { ChannelActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { type ChannelRecord, ChannelService } from '../channel/channel.service';
import { DocumentService } from '../document/document.service';
import { LedgerService } from '../ledger/ledger.service';
import { SettingsService } from '../settings/settings.service';
import { StockService } from '../stock/stock.service';
import { assertStoreAgreed, type PricedStoreWish, priceStoreOrder } from './domain/price-store-order';
import { StoreOrderItemRow } from './entities/store-order-item.entity';
import { StoreOrderLineRow } from './entities/store-order-line.entity';
import { StoreOrderRow } from './entities/store-order.entity';
import { StoreAddressService } from './store-address.service';
import { StoreCartService } from './store-cart.service';
import { type OfferedGoods, StoreGoodsService } from './store-goods.service';
import { StoreOrderPaidService } from './store-order-paid.service';
import { StoreOrderViewService } from './store-order-view.service';
import { goodsClaim } from './store-order-record';

type PlaceInput = ParsedInput<typeof storeOrderChannelContract.placeStoreOrder>['body'];
type QuoteInput = ParsedInput<typeof storeOrderChannelContract.quoteStoreOrder>['body'];
type PricedGoods = OfferedGoods & PricedStoreWish;

const hourMs = 3_600_000;

/** Turns what a 专卖店 wants into an order. Nothing the client says about prices is used but to compare (CH-058 … CH-065). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class StoreOrderService {
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly numbers: DocumentNumbers;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly settings: SettingsService;
  @Inject() private readonly channels: ChannelService;
  @Inject() private readonly ledger: LedgerService;
  @Inject() private readonly stock: StockService;
  @Inject() private readonly goods: StoreGoodsService;
  @Inject() private readonly carts: StoreCartService;
  @Inject() private readonly addresses: StoreAddressService;
  @Inject() private readonly paid: StoreOrderPaidService;
  @Inject() private readonly views: StoreOrderViewService;

  /** Today's prices of a wish, what stands in its way, and how far the stored value reaches. Throws STORE_GOODS_NOT_FOUND. */
  async quote(actor: ChannelActor, input: QuoteInput): Promise<StoreQuote> {
    const { rateBp } = await this.goods.store(null, actor);
    const offered = await this.goods.offered(null, input.lines);
    const problems = await this.goods.problemsOf(null, offered);
    const { lines, payableFen } = priceStoreOrder(offered, rateBp);
    const { storedValueFen } = await this.ledger.balancesOf(actor.channelId);
    return {
      lines: lines.map(({ isOnShelf: _isOnShelf, items: _items, ...line }) => ({
        ...line,
        problem: problems.get(line.packageId) ?? null,
      })),
      payableFen,
      storedValueFen,
      shortageFen: Math.max(0, payableFen - storedValueFen),
    };
  }

  /**
   * Makes the order, keeps its goods at the platform, and takes stored value in the same transaction, all or nothing; credit is
   * never touched (rules.md §4). Throws STORE_ORDER_PRICE_CHANGED, STORE_GOODS_OFF_SHELF, STORE_ADDRESS_NOT_FOUND, STOCK_SHORT,
   * FUNDS_SHORT, NOT_A_STORE.
   */
  async place(actor: ChannelActor, input: PlaceInput): Promise<StoreOrderDetail> {
    const today = toDay(this.clock.now());
    const number = await this.numbers.next(documentPrefix.storeOrder, today);
    const isPaidNow = input.payWay === StorePayWay.storedValue;
    const noteNumber = isPaidNow ? await this.numbers.next(documentPrefix.storeShipment, today) : null;
    return this.transactions.run(actor, async (tx) => {
      const store = await this.lockStore(tx, actor.channelId);
      const offered = await this.goods.offered(tx, input.lines);
      const gone = offered.find((each) => !each.isOnShelf);
      if (gone) throw storeOrderError('STORE_GOODS_OFF_SHELF', { name: gone.name });
      const price = priceStoreOrder(offered, store.rateBp);
      assertStoreAgreed(price, input);
      const order = await this.insert(tx, actor, { input, price, store, number });
      if (input.fromCart) await this.carts.takeOrdered(tx, store.id, input.lines);
      await this.record(tx, actor, order);
      const items = await tx.findBy(StoreOrderItemRow, { orderId: order.id });
      // Everyone who wants these goods queues for their rows, so they are locked late; the accounts come after them.
      await this.stock.reserve(tx, actor, goodsClaim(order, items));
      if (noteNumber === null) return this.views.detailOf(tx, order);
      const document = { kind: DocumentKind.storeOrder, id: order.id, number };
      await this.ledger.chargeStoreOrder(tx, { channelId: store.id, amountFen: price.payableFen, document });
      const paid = await this.paid.markPaid(tx, actor, { order, noteNumber, voucherNo: null });
      return this.views.detailOf(tx, paid);
    });
  }

  /** Locked, so that neither its rate nor its subtype changes meanwhile. Only a 专卖店 orders goods (rules.md §1). */
  private async lockStore(tx: Tx, channelId: number): Promise<ChannelRecord> {
    const store = await this.channels.lockChannel(tx, channelId);
    if (store.l1Subtype !== L1Subtype.store || store.status !== ChannelStatus.active) {
      throw stockError('NOT_A_STORE', { channelName: store.name });
    }
    return store;
  }

  private async insert(
    tx: Tx,
    actor: ChannelActor,
    facts: {
      input: PlaceInput;
      price: { lines: PricedGoods[]; payableFen: number };
      store: ChannelRecord;
      number: string;
    },
  ): Promise<StoreOrderRow> {
    const { input, price, store, number } = facts;
    const now = this.clock.now();
    const address = await this.addresses.require(tx, store.id, input.addressId);
    const { storePayHours } = await this.settings.get(tx);
    const order = tx.create(StoreOrderRow, {
      number,
      channelId: store.id,
      status: StoreOrderStatus.toPay,
      payWay: input.payWay,
      buyerName: actor.name.slice(0, 80),
      ...titleOf(price.lines),
      quantity: price.lines.reduce((sum, line) => sum + line.quantity, 0),
      rateBp: store.rateBp,
      payableFen: price.payableFen,
      paidFen: 0,
      refundedFen: 0,
      voucherNo: null,
      receiverName: address.name,
      receiverPhone: address.phone,
      receiverProvince: address.province,
      receiverCity: address.city,
      receiverDistrict: address.district,
      receiverDetail: address.detail,
      remark: input.remark,
      payUntil: new Date(now.getTime() + storePayHours * hourMs),
      paidAt: null,
      completedAt: null,
      createdAt: now,
    });
    await tx.insert(StoreOrderRow, order);
    await insertInChunks(tx, StoreOrderLineRow, price.lines.map(toLine(order.id)));
    await insertInChunks(tx, StoreOrderItemRow, articlesOf(price.lines, order.id));
    return order;
  }

  private async record(tx: Tx, actor: ChannelActor, order: StoreOrderRow): Promise<void> {
    const { id, number, remark, payableFen, payWay } = order;
    await this.documents.register(tx, actor, {
      kind: DocumentKind.storeOrder,
      id,
      number,
      action: `提交订货单，${storePayWayName[payWay]}`,
      note: remark,
    });
    await this.audit.record(tx, actor, {
      action: 'storeOrder.place',
      targetKind: 'storeOrder',
      targetId: id,
      targetLabel: number,
      after: { payableFen, payWay },
    });
  }
}

function titleOf(lines: readonly PricedGoods[]): { title: string; pictureUrl: string | null } {
  const [first] = lines;
  if (!first) throw new Error('an order has at least one line');
  const title = lines.length > 1 ? `${first.name} 等 ${lines.length} 种` : first.name;
  return { title, pictureUrl: first.pictureUrl };
}

function toLine(orderId: number) {
  return (line: PricedGoods) => ({
    orderId,
    packageId: line.packageId,
    title: line.name,
    pictureUrl: line.pictureUrl,
    quantity: line.quantity,
    retailPriceFen: line.retailPriceFen,
    unitPriceFen: line.unitPriceFen,
    settledQuantity: 0,
    refundedFen: 0,
    skus: line.items.map(({ skuId, quantity }) => ({ skuId, quantity })),
  });
}

/** The articles of all lines together, each once. */
function articlesOf(lines: readonly PricedGoods[], orderId: number) {
  const bySku = new Map<
    number,
    { name: string; spec: string; unit: string; quantity: number; skuId: number }
  >();
  for (const line of lines) {
    for (const { skuId, name, spec, unit, quantity } of line.items) {
      const before = bySku.get(skuId)?.quantity ?? 0;
      bySku.set(skuId, { skuId, name, spec, unit, quantity: before + quantity * line.quantity });
    }
  }
  return [...bySku.values()].map((item) => ({ ...item, orderId, shippedQuantity: 0 }));
}
