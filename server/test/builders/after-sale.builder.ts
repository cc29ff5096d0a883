import {
  afterSaleAdminContract,
  afterSaleMemberContract,
} from '@lakeside/shared/after-sale/after-sale.contract';
import { fulfilmentAdminContract } from '@lakeside/shared/fulfilment/fulfilment.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { orderMemberContract } from '@lakeside/shared/order/order.contract';
import { purchaseMemberContract } from '@lakeside/shared/order/purchase.contract';
import type { OrderDetail } from '@lakeside/shared/order/order.schemas';
import { OrderLineRow } from '../../src/modules/order/entities/order-line.entity';
import type { RunningDoubles } from '../doubles/start-doubles';
import type { TestApp } from '../kit/test-app';
import { aDispatch, aMemberWithAddress, aWaybill, type MemberWithAddress } from './order.builder';
import { deliverNews, prepayOf, type ShopGoods, someShopGoods } from './purchase.builder';
import { tokenOf } from './typed-sessions';

export type ApplyBody = ParsedInput<typeof afterSaleMemberContract.apply>['body'];

/** A bought order of two lines: three boxes at 100.00 and one at 50.01. */
export interface BoughtOrder {
  orderId: number;
  number: string;
  member: MemberWithAddress;
  /** The three boxes, then the one. */
  lineIds: [number, number];
  goods: [ShopGoods, ShopGoods];
}

/** A paid order that waits to be sent. */
export async function aPaidOrder(app: TestApp, doubles: RunningDoubles): Promise<BoughtOrder> {
  const goods: [ShopGoods, ShopGoods] = [
    await someShopGoods(app, { quantities: [2], retailPriceFen: 10_000 }),
    await someShopGoods(app, { quantities: [1], retailPriceFen: 5001 }),
  ];
  const member = await aMemberWithAddress(app);
  const line = (index: 0 | 1, quantity: number) => ({
    kind: 'package' as const,
    id: goods[index].packageId,
    quantity,
    unitPriceFen: goods[index].retailPriceFen,
  });
  const { body: order } = await app.call(purchaseMemberContract.placePurchase, {
    token: member.token,
    input: {
      body: { lines: [line(0, 3), line(1, 1)], addressId: member.addressId, payableFen: 35_001 },
    },
  });
  doubles['wechat-pay'].pay(await prepayOf(app, { orderId: order.id, token: member.token }));
  doubles['wechat-pay'].notices.origin = app.url;
  await doubles['wechat-pay'].notices.deliver();
  await deliverNews(app);
  const where = { orderId: order.id };
  const lines = await app.dataSource.getRepository(OrderLineRow).find({ where, order: { id: 'ASC' } });
  const lineIds: [number, number] = [lines[0]?.id ?? 0, lines[1]?.id ?? 0];
  return { orderId: order.id, number: order.number, member, lineIds, goods };
}

/** Sends everything of an order from the platform's warehouse. */
export async function sendFromPlatform(app: TestApp, orderId: number): Promise<void> {
  const { shipmentId } = await aDispatch(app, { orderId, channelId: null });
  await app.call(fulfilmentAdminContract.shipFromPlatform, {
    token: tokenOf.admin,
    input: { params: { id: shipmentId }, body: aWaybill() },
  });
}

/** A paid order that has been sent and, unless told otherwise, received. */
export async function aReceivedOrder(app: TestApp, doubles: RunningDoubles): Promise<BoughtOrder> {
  const made = await aPaidOrder(app, doubles);
  await sendFromPlatform(app, made.orderId);
  await app.call(orderMemberContract.confirmReceipt, {
    token: made.member.token,
    input: { params: { id: made.orderId } },
  });
  return made;
}

/** Asks for one of the three boxes back unless told otherwise; whatever comes of it. */
export function tryApply(app: TestApp, made: BoughtOrder, wish: Partial<ApplyBody> & { key?: string } = {}) {
  const { key, ...body } = wish;
  return app.call(afterSaleMemberContract.apply, {
    token: made.member.token,
    input: {
      params: { id: made.orderId },
      body: {
        lineId: made.lineIds[0],
        quantity: 1,
        kind: 'refundOnly',
        reason: 'missing',
        amountFen: null,
        description: '少了一盒',
        pictures: [],
        ...body,
      },
    },
    ...(key ? { idempotencyKey: key } : {}),
  });
}

export function approve(
  app: TestApp,
  id: number,
  decision: { amountFen?: number; note?: string; key?: string; token?: string } = {},
) {
  const { amountFen = null, note = null, key, token = tokenOf.admin } = decision;
  return app.call(afterSaleAdminContract.approve, {
    token,
    input: { params: { id }, body: { amountFen, note } },
    ...(key ? { idempotencyKey: key } : {}),
  });
}

export async function orderOf(app: TestApp, made: BoughtOrder): Promise<OrderDetail> {
  const input = { params: { id: made.orderId } };
  return (await app.call(orderMemberContract.getOrder, { token: made.member.token, input })).body;
}
