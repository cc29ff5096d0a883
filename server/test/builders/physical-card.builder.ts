import {
  afterSaleAdminContract,
  afterSaleMemberContract,
} from '@lakeside/shared/after-sale/after-sale.contract';
import { cardMemberContract } from '@lakeside/shared/card/card.member.contract';
import { fulfilmentAdminContract } from '@lakeside/shared/fulfilment/fulfilment.contract';
import { orderMemberContract } from '@lakeside/shared/order/order.contract';
import type { OrderDetail } from '@lakeside/shared/order/order.schemas';
import { physicalCardAdminContract } from '@lakeside/shared/order/physical-card.contract';
import { purchaseMemberContract } from '@lakeside/shared/order/purchase.contract';
import { OrderLineRow } from '../../src/modules/order/entities/order-line.entity';
import type { RunningDoubles } from '../doubles/start-doubles';
import type { TestApp } from '../kit/test-app';
import { secretOf, someCards } from './card.builder';
import { someGoods } from './goods.builder';
import { aMemberWithAddress, aWaybill, type MemberWithAddress } from './order.builder';
import { deliverNews, prepayOf } from './purchase.builder';
import { tokenOf } from './typed-sessions';

let made = 0;

export interface PrintedCards {
  productId: number;
  packageId: number;
  retailPriceFen: number;
  /** In the platform's library, inactive. */
  cardNos: string[];
}

/** A printed card on the shelf at 100.00, with so many numbers in the platform's library. */
export async function somePrintedCards(app: TestApp, count: number): Promise<PrintedCards> {
  made += 1;
  const retailPriceFen = 10_000;
  const { productId, packageId } = await someGoods(app, { retailPriceFen, quantities: [2] });
  const firstCardNo = `PC${String(made).padStart(4, '0')}0001`;
  const cardNos = await someCards(app, { productId, count, firstCardNo });
  return { productId, packageId, retailPriceFen, cardNos };
}

export interface PrintedCardsWish {
  goods: PrintedCards;
  member: MemberWithAddress;
  quantity?: number;
  /** Freight the member has seen. */
  freightFen?: number;
  key?: string;
}

/** Asks for an order of printed cards at their retail price; whatever comes of it. */
export function tryPrintedCards(app: TestApp, wish: PrintedCardsWish) {
  const { goods, member, quantity = 1, freightFen = 0, key } = wish;
  const { productId: id, retailPriceFen: unitPriceFen } = goods;
  return app.call(purchaseMemberContract.placePurchase, {
    token: member.token,
    input: {
      body: {
        lines: [{ kind: 'cardProduct', id, quantity, unitPriceFen }],
        addressId: member.addressId,
        remark: '生日礼物',
        payableFen: unitPriceFen * quantity + freightFen,
      },
    },
    ...(key ? { idempotencyKey: key } : {}),
  });
}

/** The payer pays at WeChat, and the server is told. */
export async function payFor(
  app: TestApp,
  doubles: RunningDoubles,
  made: { orderId: number; token: string },
): Promise<void> {
  doubles['wechat-pay'].pay(await prepayOf(app, made));
  doubles['wechat-pay'].notices.origin = app.url;
  await doubles['wechat-pay'].notices.deliver();
  await deliverNews(app);
}

export interface PrintedCardOrder {
  order: OrderDetail;
  goods: PrintedCards;
  member: MemberWithAddress;
}

/** A paid order of printed cards that waits for its numbers. */
export async function aPaidCardOrder(
  app: TestApp,
  doubles: RunningDoubles,
  wish: { quantity?: number; stock?: number; goods?: PrintedCards } = {},
): Promise<PrintedCardOrder> {
  const { quantity = 2, stock = quantity } = wish;
  const goods = wish.goods ?? (await somePrintedCards(app, stock));
  const member = await aMemberWithAddress(app);
  const { body: order } = await tryPrintedCards(app, { goods, member, quantity });
  await payFor(app, doubles, { orderId: order.id, token: member.token });
  return { order, goods, member };
}

/** Allots these numbers to an order; whatever comes of it. */
export function allot(app: TestApp, orderId: number, cardNos: readonly string[], key?: string) {
  return app.call(physicalCardAdminContract.allotCards, {
    token: tokenOf.admin,
    input: { params: { id: orderId }, body: { selection: { cardNos: [...cardNos] } } },
    ...(key ? { idempotencyKey: key } : {}),
  });
}

/** Sends an order whose numbers are allotted. */
export async function shipCards(app: TestApp, orderId: number) {
  const { body } = await app.call(physicalCardAdminContract.getPhysicalCardOrder, {
    token: tokenOf.admin,
    input: { params: { id: orderId } },
  });
  const parcel = body.order.parcels.find((one) => one.status === 'toShip');
  return app.call(fulfilmentAdminContract.shipFromPlatform, {
    token: tokenOf.admin,
    input: { params: { id: parcel?.shipmentId ?? 0 }, body: aWaybill() },
  });
}

export function receiveCards(app: TestApp, made: { order: { id: number }; member: { token: string } }) {
  return app.call(orderMemberContract.confirmReceipt, {
    token: made.member.token,
    input: { params: { id: made.order.id } },
  });
}

/** A paid order whose numbers are allotted, the first ones of its product. */
export async function anAllottedOrder(
  app: TestApp,
  doubles: RunningDoubles,
  wish: { quantity?: number } = {},
): Promise<PrintedCardOrder & { cardNos: string[] }> {
  const made = await aPaidCardOrder(app, doubles, wish);
  const cardNos = made.goods.cardNos.slice(0, made.order.quantity);
  const { status } = await allot(app, made.order.id, cardNos);
  if (status !== 200) throw new Error('the numbers were not allotted');
  return { ...made, cardNos };
}

/** So many cards of an order are on their way back, agreed to; answers how the shop takes them. */
export async function aCardReturn(app: TestApp, made: PrintedCardOrder, quantity: number) {
  const { member, order } = made;
  const line = await app.dataSource.getRepository(OrderLineRow).findOneByOrFail({ orderId: order.id });
  const { body: sale } = await app.call(afterSaleMemberContract.apply, {
    token: member.token,
    input: {
      params: { id: order.id },
      body: { lineId: line.id, quantity, kind: 'returnRefund', reason: 'notWanted', pictures: [] },
    },
  });
  const input = { params: { id: sale.id } };
  const token = tokenOf.admin;
  await app.call(afterSaleAdminContract.approve, { token, input: { ...input, body: {} } });
  await app.call(afterSaleMemberContract.sendReturn, {
    token: member.token,
    input: { ...input, body: aWaybill() },
  });
  return (cardNos: string[]) =>
    app.call(afterSaleAdminContract.confirmReturn, { token, input: { ...input, body: { cardNos } } });
}

/** Takes the numbers of an order back before they leave; whatever comes of it. */
export function takeCardsBack(app: TestApp, orderId: number) {
  return app.call(physicalCardAdminContract.takeCardsBack, {
    token: tokenOf.admin,
    input: { params: { id: orderId }, body: { reason: '卡面破损' } },
  });
}

/** Whoever scratches a printed card binds it; whatever comes of it. */
export function bindPrinted(app: TestApp, token: string, cardNo: string) {
  return app.call(cardMemberContract.bindCard, {
    token,
    input: { body: { cardNo, secret: secretOf(cardNo) } },
  });
}
