import type { PackageItem } from '@lakeside/shared/catalog/catalog.contract';
import type { MemberOffer } from '@lakeside/shared/catalog/catalog.member.contract';
import { OfferKind } from '@lakeside/shared/catalog/offer-kind';
import { applyRate, type RateBp } from '@lakeside/shared/kernel/money';
import type { Settings } from '@lakeside/shared/settings/settings.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { MemberActor } from '../../platform/http/actor';
import { CatalogService, type ShelfOffer } from '../catalog/catalog.service';
import { MemberLevelService } from '../channel/member-level.service';
import { MemberService } from '../member/member.service';
import { SettingsService } from '../settings/settings.service';
import { DeliveryDayService } from '../stock/delivery-day.service';
import { StockService } from '../stock/stock.service';

interface OfferFacts {
  rateBp: RateBp;
  settings: Settings;
  categoryName: string | null;
  items: PackageItem[];
  /** How many can still be sold; null when it is sold by delivery day, or as plastic by a store. */
  left: number | null;
}

/** Offers as a member sees them: at the prices of the own level, with sales and stock as far as the shop shows them. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class OfferViews {
  @Inject() private readonly catalog: CatalogService;
  @Inject() private readonly members: MemberService;
  @Inject() private readonly levels: MemberLevelService;
  @Inject() private readonly settings: SettingsService;
  @Inject() private readonly stock: StockService;
  @Inject() private readonly deliveryDays: DeliveryDayService;

  /** In the order given. */
  async toOffers(actor: MemberActor, shelf: readonly ShelfOffer[]): Promise<MemberOffer[]> {
    const rateBp = await this.rateOf(actor);
    const settings = await this.settings.get();
    const categories = await this.catalog.namesOfCategories(shelf.map(({ offer }) => offer.categoryId));
    const items = await this.catalog.packageItemsByIds(shelf.map(packageIdOf));
    const left = await this.leftByPackage(shelf, items);
    return shelf.map((entry) =>
      toOffer(entry, {
        rateBp,
        settings,
        categoryName: categories.get(entry.offer.categoryId ?? 0) ?? null,
        items: items.get(packageIdOf(entry)) ?? [],
        left: entry.kind === OfferKind.package ? (left.get(entry.offer.id) ?? null) : entry.offer.stockLeft,
      }),
    );
  }

  /** How many of each package the platform's stock still gives; none for packages sold by delivery day. */
  private async leftByPackage(
    shelf: readonly ShelfOffer[],
    items: ReadonlyMap<number, readonly PackageItem[]>,
  ): Promise<Map<number, number>> {
    const ids = shelf.filter(({ kind }) => kind === OfferKind.package).map(({ offer }) => offer.id);
    const byDay = await this.deliveryDays.soldByDay(null, ids);
    const fromStock = ids.filter((id) => !byDay.has(id));
    const skuIds = fromStock.flatMap((id) => (items.get(id) ?? []).map((item) => item.skuId));
    const free = (await this.stock.availability(null, [...new Set(skuIds)])).get(null);
    return new Map(
      fromStock.map((id) => {
        const each = (items.get(id) ?? []).map(({ skuId, quantity }) =>
          Math.floor((free?.get(skuId) ?? 0) / quantity),
        );
        return [id, Math.max(0, Math.min(...each))];
      }),
    );
  }

  private async rateOf(actor: MemberActor): Promise<RateBp> {
    const member = await this.members.requireActiveMember(null, actor.memberId);
    return (await this.levels.requireLevel(null, member.levelId)).rateBp;
  }
}

function packageIdOf(entry: ShelfOffer): number {
  return entry.kind === OfferKind.package ? entry.offer.id : entry.offer.packageId;
}

function toOffer({ kind, offer }: ShelfOffer, facts: OfferFacts): MemberOffer {
  const { settings, left } = facts;
  return {
    kind,
    id: offer.id,
    name: offer.name,
    categoryName: facts.categoryName,
    pictureUrl: offer.pictureUrl,
    retailPriceFen: offer.retailPriceFen,
    memberPriceFen: applyRate(offer.retailPriceFen, facts.rateBp),
    items: facts.items,
    isRecommended: offer.isRecommended,
    soldCount: settings.showSales ? offer.soldCount : null,
    stockLeft: settings.showStock ? left : null,
    isSoldOut: left === 0,
  };
}
