import { cardMemberContract } from '@lakeside/shared/card/card.member.contract';
import { eCardMemberContract } from '@lakeside/shared/order/e-card.contract';
import type { OrderDetail } from '@lakeside/shared/order/order.schemas';
import { SettingsService } from '../../src/modules/settings/settings.service';
import { systemActor } from '../../src/platform/http/actor';
import type { RunningDoubles } from '../doubles/start-doubles';
import type { TestApp } from '../kit/test-app';
import { someGoods } from './goods.builder';
import { aMemberWithAddress, type MemberWithAddress } from './order.builder';
import { deliverNews, prepayOf } from './purchase.builder';

export interface ECardGoods {
  productId: number;
  packageId: number;
  retailPriceFen: number;
}

/** An e-card on the shelf of which so many can be sold. */
export async function anECardProduct(
  app: TestApp,
  eCards = 100,
  retailPriceFen = 10_000,
): Promise<ECardGoods> {
  const { productId, packageId } = await someGoods(app, { eCards, retailPriceFen, quantities: [2] });
  return { productId, packageId, retailPriceFen };
}

export interface ECardWish {
  goods: ECardGoods;
  member: MemberWithAddress;
  quantity?: number;
}

/** Asks for an order of e-cards at their retail price; whatever comes of it. */
export function tryECards(app: TestApp, { goods, member, quantity = 1 }: ECardWish) {
  const { productId, retailPriceFen: unitPriceFen } = goods;
  return app.call(eCardMemberContract.placeECardPurchase, {
    token: member.token,
    input: { body: { productId, quantity, unitPriceFen, payableFen: unitPriceFen * quantity } },
  });
}

export interface ECardsMade {
  order: OrderDetail;
  goods: ECardGoods;
  member: MemberWithAddress;
}

/** A paid order of e-cards, told and taken on. */
export async function somePaidECards(
  app: TestApp,
  doubles: RunningDoubles,
  wish: Partial<ECardWish> = {},
): Promise<ECardsMade> {
  const goods = wish.goods ?? (await anECardProduct(app));
  const member = wish.member ?? (await aMemberWithAddress(app));
  const { body: order } = await tryECards(app, { ...wish, goods, member });
  doubles['wechat-pay'].pay(await prepayOf(app, { orderId: order.id, token: member.token }));
  doubles['wechat-pay'].notices.origin = app.url;
  await doubles['wechat-pay'].notices.deliver();
  await deliverNews(app);
  return { order, goods, member };
}

/** The cards a member has, newest first. */
export async function cardsOf(app: TestApp, token: string) {
  const { body } = await app.call(cardMemberContract.listMyCards, { token, input: { query: {} } });
  return body.items;
}

/** Whether bought e-cards wait for the back office. */
export async function reviewECards(app: TestApp, isOn: boolean): Promise<void> {
  const settings = await app.get(SettingsService);
  await settings.updateSettings(systemActor('test'), { ...(await settings.get()), reviewECards: isOn });
}
