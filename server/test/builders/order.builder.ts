import {
  fulfilmentAdminContract,
  fulfilmentChannelContract,
} from '@lakeside/shared/fulfilment/fulfilment.contract';
import { orderMemberContract } from '@lakeside/shared/order/order.contract';
import type { OrderDetail } from '@lakeside/shared/order/order.schemas';
import { In } from 'typeorm';
import { Card } from '../../src/modules/card/entities/card.entity';
import { MemberLevelRow } from '../../src/modules/channel/entities/member-level.entity';
import { MemberAddressRow } from '../../src/modules/member/entities/member-address.entity';
import { MemberRow } from '../../src/modules/member/entities/member.entity';
import type { TestApp } from '../kit/test-app';
import { someCards } from './card.builder';
import { type Goods, type GoodsToMake, someGoods } from './goods.builder';
import { openDays } from './stock.builder';
import { tokenOf } from './typed-sessions';

let made = 0;

export interface MemberWithAddress {
  memberId: number;
  addressId: number;
  token: string;
}

/** A member with an address in Suzhou; `location` null for one typed without a map. */
export async function aMemberWithAddress(
  app: TestApp,
  address: { location?: { latitude: number; longitude: number } | null } = {},
): Promise<MemberWithAddress> {
  made += 1;
  const { manager } = app.dataSource;
  const phone = String(13_700_000_000 + made);
  const level =
    (await manager.findOne(MemberLevelRow, { where: {}, order: { id: 'ASC' } })) ??
    (await manager.save(
      manager.create(MemberLevelRow, {
        name: '普通会员',
        rateBp: 10_000,
        isDefault: true,
        createdAt: app.clock.now(),
      }),
    ));
  const { id: memberId } = await manager.save(
    manager.create(MemberRow, {
      phone,
      nickname: `会员${made}`,
      levelId: level.id,
      status: 'active',
      joinedAt: app.clock.now(),
    }),
  );
  const { id: addressId } = await manager.save(
    manager.create(MemberAddressRow, {
      memberId,
      name: '李湖',
      phone,
      province: '江苏省',
      city: '苏州市',
      district: '姑苏区',
      detail: `平江路 ${made} 号`,
      location: address.location === undefined ? { latitude: 31.3, longitude: 120.6 } : address.location,
      isDefault: true,
    }),
  );
  return { memberId, addressId, token: tokenOf.member(memberId) };
}

/** Active cards, bound to a member unless that is null. Answers their ids and numbers in order. */
export async function someActiveCards(
  app: TestApp,
  cards: { productId: number; memberId: number | null; count: number },
): Promise<{ id: number; cardNo: string }[]> {
  made += 1;
  const firstCardNo = `T${String(made).padStart(5, '0')}0001`;
  const cardNos = await someCards(app, { productId: cards.productId, count: cards.count, firstCardNo });
  const now = app.clock.now();
  const repository = app.dataSource.getRepository(Card);
  await repository.update(
    { cardNo: In(cardNos) },
    {
      status: 'active',
      activatedAt: now,
      expiresAt: new Date('2029-10-06T00:00:00+08:00'),
      ...(cards.memberId === null ? {} : { memberId: cards.memberId, boundAt: now }),
    },
  );
  const rows = await repository.find({ where: { cardNo: In(cardNos) }, order: { cardNo: 'ASC' } });
  return rows.map(({ id, cardNo }) => ({ id, cardNo }));
}

export interface OrderToMake extends GoodsToMake {
  goods?: Goods;
  location?: { latitude: number; longitude: number } | null;
  deliveryDay?: string;
  remark?: string;
}

export interface OrderMade {
  order: OrderDetail;
  goods: Goods;
  member: MemberWithAddress;
}

export const anOpenDay = '2026-10-12';

/** An order as a member makes it by redeeming a card. */
export async function anOrder(app: TestApp, wish: OrderToMake = {}): Promise<OrderMade> {
  const goods = wish.goods ?? (await someGoods(app, wish));
  if (!wish.goods)
    await openDays(app, { packageId: goods.packageId, days: [anOpenDay, '2026-10-13'], quota: 500 });
  const member = await aMemberWithAddress(
    app,
    wish.location === undefined ? {} : { location: wish.location },
  );
  const [card] = await someActiveCards(app, {
    productId: goods.productId,
    memberId: member.memberId,
    count: 1,
  });
  const { body: order } = await app.call(orderMemberContract.redeemCard, {
    token: member.token,
    input: {
      body: {
        cardId: card?.id ?? 0,
        addressId: member.addressId,
        deliveryDay: wish.deliveryDay ?? anOpenDay,
        remark: wish.remark ?? null,
      },
    },
  });
  return { order, goods, member };
}

/** Gives an order to a place and answers its open shipment. */
export async function aDispatch(
  app: TestApp,
  dispatch: { orderId: number; channelId: number | null },
): Promise<{ shipmentId: number; shipmentNumber: string }> {
  const { body } = await app.call(fulfilmentAdminContract.dispatchOrder, {
    token: tokenOf.admin,
    input: { params: { id: dispatch.orderId }, body: { channelId: dispatch.channelId } },
  });
  const parcel = body.parcels.find((candidate) => candidate.status === 'toShip');
  if (!parcel) throw new Error('the dispatched order has no open shipment');
  return { shipmentId: parcel.shipmentId, shipmentNumber: parcel.shipmentNumber };
}

/** A waybill number no other test has used. */
export function aWaybill(): { carrierCode: string; waybillNo: string } {
  made += 1;
  return { carrierCode: 'SF', waybillNo: `SF${String(made).padStart(10, '0')}` };
}

/** A store ships everything of one of its shipments. Answers the waybill. */
export async function shipAll(
  app: TestApp,
  shipment: { channelId: number; shipmentId: number },
): Promise<{ carrierCode: string; waybillNo: string }> {
  const waybill = aWaybill();
  const { body } = await app.call(fulfilmentChannelContract.ship, {
    token: tokenOf.store(shipment.channelId),
    input: { params: { id: shipment.shipmentId }, body: waybill },
  });
  if (body.status !== 'shipped') throw new Error('the shipment was not shipped');
  return waybill;
}
