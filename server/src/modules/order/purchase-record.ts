import { type OrderKind, OrderStatus } from '@lakeside/shared/order/order.status';
import { insertInChunks } from '../../platform/database/dialect';
import type { Tx } from '../../platform/database/transaction';
import { type PricedLine, purchaseTitle, type PurchasePrice } from './domain/price-purchase';
import { OrderItemRow } from './entities/order-item.entity';
import { OrderLineRow } from './entities/order-line.entity';
import { OrderPurchaseRow } from './entities/order-purchase.entity';
import { Order } from './entities/order.entity';
import { type OrderReceiver, toReceiverColumns } from './order-record';
import type { BuyerBasis, OfferedWish } from './purchase-offers.service';

/** A purchase as it is written down, priced and checked. */
export interface NewPurchase {
  kind: Exclude<OrderKind, typeof OrderKind.redemption>;
  number: string;
  memberId: number;
  basis: BuyerBasis;
  price: PurchasePrice<OfferedWish & PricedLine>;
  receiver: OrderReceiver;
  deliveryDay: string;
  remark: string | null;
  createdAt: Date;
  payUntil: Date;
}

/** Writes order, prices, lines and articles. Nothing is held yet. Answers the id of the order. */
export async function insertPurchase(tx: Tx, purchase: NewPurchase): Promise<number> {
  const { basis, price } = purchase;
  const orderId = await insertOrder(tx, purchase);
  await insertInChunks(tx, OrderPurchaseRow, [
    {
      orderId,
      freightFen: price.freightFen,
      payableFen: price.payableFen,
      paidFen: 0,
      refundedFen: 0,
      paymentId: null,
      paidAt: null,
      memberLevelId: basis.levelId,
      memberRateBp: basis.rateBp,
      channels: basis.channels,
      staffId: basis.staffId,
      staffRateBp: basis.staffRateBp,
    },
  ]);
  await insertInChunks(
    tx,
    OrderLineRow,
    price.lines.map((line) => ({
      orderId,
      offerKind: line.offerKind,
      offerId: line.offerId,
      packageId: line.packageId,
      title: line.name,
      pictureUrl: line.pictureUrl,
      quantity: line.quantity,
      retailPriceFen: line.retailPriceFen,
      unitPriceFen: line.unitPriceFen,
      settlementPriceFen: line.settlementPriceFen,
      serviceSubsidyFen: line.serviceSubsidyFen,
      soldByDay: line.soldByDay,
      dayPlaces: 0,
      heldCards: 0,
    })),
  );
  await insertInChunks(tx, OrderItemRow, itemsOf(price.lines, orderId));
  return orderId;
}

async function insertOrder(tx: Tx, purchase: NewPurchase): Promise<number> {
  const { price } = purchase;
  const [first] = price.lines;
  const [id] = await insertInChunks(tx, Order, [
    {
      kind: purchase.kind,
      number: purchase.number,
      status: OrderStatus.toPay,
      memberId: purchase.memberId,
      packageId: price.lines.length === 1 && first ? first.packageId : null,
      title: purchaseTitle(price.lines.map((line) => line.name)),
      pictureUrl: first?.pictureUrl ?? null,
      quantity: price.lines.reduce((sum, line) => sum + line.quantity, 0),
      retailPriceFen: 0,
      serviceSubsidyFen: 0,
      ...toReceiverColumns(purchase.receiver),
      deliveryDay: purchase.deliveryDay,
      remark: purchase.remark,
      payUntil: purchase.payUntil,
      createdAt: purchase.createdAt,
    },
  ]);
  if (id === undefined) throw new Error('the new order got no id');
  return id;
}

/** All articles of the lines, each once, and how many of them come from stock. */
function itemsOf(lines: readonly OfferedWish[], orderId: number) {
  const bySku = new Map<number, Omit<OrderItemRow, 'id'>>();
  for (const line of lines) {
    for (const { skuId, name, spec, unit, quantity: each } of line.items) {
      const item = bySku.get(skuId) ?? {
        orderId,
        skuId,
        name,
        spec,
        unit,
        quantity: 0,
        shippedQuantity: 0,
        stockQuantity: 0,
        heldQuantity: 0,
      };
      const quantity = each * line.quantity;
      item.quantity += quantity;
      if (!line.soldByDay) item.stockQuantity += quantity;
      bySku.set(skuId, item);
    }
  }
  return [...bySku.values()];
}
