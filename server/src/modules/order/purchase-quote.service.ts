import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { orderErrors } from '@lakeside/shared/order/order.errors';
import type {
  PurchaseQuote,
  purchaseMemberContract,
  QuoteLine,
} from '@lakeside/shared/order/purchase.contract';
import { stockErrors } from '@lakeside/shared/stock/stock.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import type { Tx } from '../../platform/database/transaction';
import type { MemberActor } from '../../platform/http/actor';
import { CardStockService } from '../card/card-stock.service';
import { MemberService } from '../member/member.service';
import { SettingsService } from '../settings/settings.service';
import { DeliveryDayService } from '../stock/delivery-day.service';
import { StockService } from '../stock/stock.service';
import { freeFreight, freightTo, isDelivered } from './domain/freight';
import { type PricedLine, pricePurchase } from './domain/price-purchase';
import { shortOffers } from './domain/short-offers';
import { FreightService } from './freight.service';
import { type OfferedWish, PurchaseOffersService } from './purchase-offers.service';

type QuoteInput = ParsedInput<typeof purchaseMemberContract.quotePurchase>['body'];
type PricedOffer = OfferedWish & PricedLine;

/** Prices a wish as an order would be priced now, and says what would keep it from being made. Keeps nothing. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class PurchaseQuoteService {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly settings: SettingsService;
  @Inject() private readonly members: MemberService;
  @Inject() private readonly offers: PurchaseOffersService;
  @Inject() private readonly stock: StockService;
  @Inject() private readonly cards: CardStockService;
  @Inject() private readonly deliveryDays: DeliveryDayService;
  @Inject() private readonly freights: FreightService;

  /** Throws NOT_FOUND for an offer that never existed, ADDRESS_NOT_FOUND. */
  async quote(actor: MemberActor, input: QuoteInput): Promise<PurchaseQuote> {
    const rules = await this.settings.get();
    const basis = await this.offers.basisOf(null, actor.memberId);
    const offers = await this.offers.offersOf(null, input.lines);
    const province = await this.provinceOf(actor, input.addressId);
    const rule = await this.freights.currentRule(null);
    const freight = province === null ? freeFreight : freightTo(province, rule);
    const price = pricePurchase(offers, { rateBp: basis.rateBp, freight });
    const seenById = new Map(input.lines.map((line) => [line.id, line.seenPriceFen]));
    const short = shortOffers(offers, await this.freeGoods(null, offers));
    const lines: QuoteLine[] = [];
    for (const line of price.lines) {
      const problem = await this.problemOf(line, {
        isShort: short.has(line.offerId) || !(await this.hasCards(line)),
        day: input.deliveryDay,
      });
      lines.push(toQuoteLine(line, { problem, seenFen: seenById.get(line.offerId) ?? null }));
    }
    return {
      lines,
      goodsFen: price.goodsFen,
      freightFen: price.freightFen,
      payableFen: price.payableFen,
      needsDay: offers.some((offer) => offer.soldByDay),
      earliestDay: this.deliveryDays.earliestDay(rules, this.clock.now()),
      addressProblem:
        province === null || isDelivered(province, rule)
          ? null
          : orderErrors.ADDRESS_OUT_OF_AREA.message.replace('{province}', province),
    };
  }

  /** Null while no address is chosen. */
  private async provinceOf(actor: MemberActor, addressId: number | null): Promise<string | null> {
    if (addressId === null) return null;
    return (await this.members.requireAddress(null, actor.memberId, addressId)).province;
  }

  /** True for what is no printed card. */
  private async hasCards(line: PricedOffer): Promise<boolean> {
    const { offerKind, offerId: productId, quantity } = line;
    return offerKind !== 'cardProduct' || this.cards.canSell({ productId, quantity });
  }

  private async problemOf(line: PricedOffer, facts: { isShort: boolean; day: string | null }) {
    if (!line.isOnShelf) return '已下架';
    if (facts.isShort) return '库存不足';
    if (!line.soldByDay || facts.day === null) return null;
    const code = await this.deliveryDays.findProblem({
      packageId: line.packageId,
      day: facts.day,
      rules: await this.settings.get(),
      now: this.clock.now(),
      places: line.quantity,
    });
    return code && stockErrors[code].message.replace('{day}', facts.day);
  }

  /** How many of the articles of offers sold from stock are free in the platform's warehouse. */
  async freeGoods(tx: Tx | null, offers: readonly OfferedWish[]): Promise<ReadonlyMap<number, number>> {
    const fromStock = offers.filter((offer) => !offer.soldByDay);
    const skuIds = new Set(fromStock.flatMap(({ items }) => items.map((item) => item.skuId)));
    return (await this.stock.availability(tx, [...skuIds])).get(null) ?? new Map<number, number>();
  }
}

/** A priced offer as the member sees it, with what became of it since. */
export function toQuoteLine(
  line: PricedOffer,
  facts: { problem: string | null; seenFen: number | null },
): QuoteLine {
  const { seenFen } = facts;
  return {
    kind: line.offerKind === 'cardProduct' ? 'cardProduct' : 'package',
    id: line.offerId,
    name: line.name,
    pictureUrl: line.pictureUrl,
    items: line.items,
    quantity: line.quantity,
    retailPriceFen: line.retailPriceFen,
    unitPriceFen: line.unitPriceFen,
    amountFen: line.amountFen,
    needsDay: line.soldByDay,
    changedFromFen: seenFen !== null && seenFen !== line.unitPriceFen ? seenFen : null,
    problem: facts.problem,
  };
}
