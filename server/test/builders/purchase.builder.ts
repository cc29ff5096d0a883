import { purchaseMemberContract } from '@lakeside/shared/order/purchase.contract';
import type { OrderDetail } from '@lakeside/shared/order/order.schemas';
import { CheckPaymentsJob, CheckRefundsJob } from '../../src/modules/payment/payment-jobs';
import { PayerService } from '../../src/modules/payment/payer.service';
import { PurchaseTimeoutService } from '../../src/modules/order/purchase-timeout.service';
import { OutboxWorker } from '../../src/platform/outbox/outbox-worker';
import type { RunningDoubles } from '../doubles/start-doubles';
import type { TestApp } from '../kit/test-app';
import { type GoodsToMake, someGoods } from './goods.builder';
import { aMemberWithAddress, type MemberWithAddress } from './order.builder';
import { someStock } from './stock.builder';

/** Gives every member an identity in the mini program, as a login with WeChat does. */
export async function knowPayers(app: TestApp): Promise<void> {
  (await app.get(PayerService)).register((memberId) => Promise.resolve(`openid-${memberId}`));
}

export interface ShopGoods {
  packageId: number;
  skuIds: number[];
  retailPriceFen: number;
}

/** A package sold from the platform's stock, with so many packages of it on hand. */
export async function someShopGoods(
  app: TestApp,
  goods: GoodsToMake & { inStock?: number } = {},
): Promise<ShopGoods> {
  const { quantities = [2, 1], retailPriceFen = 10_000, inStock = 100 } = goods;
  const made = await someGoods(app, { ...goods, quantities, retailPriceFen });
  for (const [index, skuId] of made.skuIds.entries()) {
    const quantity = (quantities[index] ?? 0) * inStock;
    if (quantity > 0) await someStock(app, { channelId: null, skuIds: [skuId], quantity });
  }
  return { packageId: made.packageId, skuIds: made.skuIds, retailPriceFen };
}

export interface PurchaseWish {
  goods: ShopGoods;
  member: MemberWithAddress;
  quantity?: number;
  deliveryDay?: string | null;
  idempotencyKey?: string;
}

/** Asks for an order of one package at its retail price; whatever comes of it. */
export function tryPurchase(app: TestApp, wish: PurchaseWish) {
  const { goods, member, quantity = 1, deliveryDay = null } = wish;
  const unitPriceFen = goods.retailPriceFen;
  return app.call(purchaseMemberContract.placePurchase, {
    token: member.token,
    input: {
      body: {
        lines: [{ kind: 'package', id: goods.packageId, quantity, unitPriceFen }],
        addressId: member.addressId,
        deliveryDay,
        remark: null,
        payableFen: unitPriceFen * quantity,
      },
    },
    ...(wish.idempotencyKey ? { idempotencyKey: wish.idempotencyKey } : {}),
  });
}

export interface PurchaseMade {
  order: OrderDetail;
  goods: ShopGoods;
  member: MemberWithAddress;
}

/** An order that waits to be paid. */
export async function aPurchase(app: TestApp, wish: Partial<PurchaseWish> = {}): Promise<PurchaseMade> {
  const goods = wish.goods ?? (await someShopGoods(app));
  const member = wish.member ?? (await aMemberWithAddress(app));
  const { body: order } = await tryPurchase(app, { ...wish, goods, member });
  return { order, goods, member };
}

export function payOrder(
  app: TestApp,
  made: { orderId: number; token: string },
  way: 'jsapi' | 'h5' = 'jsapi',
) {
  return app.call(purchaseMemberContract.payOrder, {
    token: made.token,
    input: { params: { id: made.orderId }, body: { way } },
  });
}

/** Begins the payment of an order and answers the prepay id by which its payer pays at the double. */
export async function prepayOf(app: TestApp, made: { orderId: number; token: string }): Promise<string> {
  const { body } = await payOrder(app, made);
  if (body.way !== 'jsapi') throw new Error('the payment was not begun inside WeChat');
  return body.params.package.replace('prepay_id=', '');
}

/** Delivers the news that is due on this server. */
export async function deliverNews(app: TestApp): Promise<void> {
  await (await app.get(OutboxWorker)).drain();
}

/** What runs every minute beside requests: questions about payments and refunds, and closing unpaid orders. */
export async function runMinute(app: TestApp): Promise<void> {
  await deliverNews(app);
  await (await app.get(CheckPaymentsJob)).run();
  await (await app.get(CheckRefundsJob)).run();
  await (await app.get(PurchaseTimeoutService)).closeOverdue();
  await deliverNews(app);
}

/** An order that was paid, told and taken on. */
export async function aPaidPurchase(
  app: TestApp,
  doubles: RunningDoubles,
  wish: Partial<PurchaseWish> = {},
): Promise<PurchaseMade> {
  const made = await aPurchase(app, wish);
  const prepayId = await prepayOf(app, { orderId: made.order.id, token: made.member.token });
  doubles['wechat-pay'].pay(prepayId);
  doubles['wechat-pay'].notices.origin = app.url;
  await doubles['wechat-pay'].notices.deliver();
  await deliverNews(app);
  return made;
}
