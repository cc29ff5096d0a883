import type { MemberOffer, PackageItem } from '@lakeside/shared/catalog/catalog.contract';
import { catalogError } from '@lakeside/shared/catalog/catalog.errors';
import { applyRate, type RateBp } from '@lakeside/shared/kernel/money';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { MemberActor } from '../../platform/http/actor';
import { CatalogService, type ShelfOffer } from '../catalog/catalog.service';
import { MemberLevelService } from '../channel/member-level.service';
import { MemberService } from '../member/member.service';

/** What the member shop shows: the shelf of the catalog at the prices of the member's own level (rules.md §3). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class OfferService {
  @Inject() private readonly catalog: CatalogService;
  @Inject() private readonly members: MemberService;
  @Inject() private readonly levels: MemberLevelService;

  /** Packages before card products, newest first in each. */
  async listOffers(
    actor: MemberActor,
    filter: PageQuery & { kind?: ShelfOffer['kind'] | undefined },
  ): Promise<Page<MemberOffer>> {
    const { items, total } = await this.catalog.listShelf(filter);
    return { items: await this.toOffers(actor, items), total };
  }

  /** Throws PACKAGE_NOT_FOUND or CARD_PRODUCT_NOT_FOUND, also for what is off the shelf. */
  async requireOffer(
    actor: MemberActor,
    wanted: { kind: ShelfOffer['kind']; id: number },
  ): Promise<MemberOffer> {
    const found = await this.findOnShelf(wanted.kind, wanted.id);
    const [offer] = await this.toOffers(actor, [found]);
    if (!offer) throw new Error('one thing on the shelf gives one offer');
    return offer;
  }

  private async findOnShelf(kind: ShelfOffer['kind'], id: number): Promise<ShelfOffer> {
    if (kind === 'package') {
      const offer = await this.catalog.requirePackage(null, id);
      if (offer.status === 'offShelf') throw catalogError('PACKAGE_NOT_FOUND', { id });
      return { kind, offer };
    }
    const offer = await this.catalog.requireCardProduct(null, id);
    if (offer.status === 'offShelf') throw catalogError('CARD_PRODUCT_NOT_FOUND', { id });
    return { kind, offer };
  }

  private async toOffers(actor: MemberActor, shelf: readonly ShelfOffer[]): Promise<MemberOffer[]> {
    const rateBp = await this.rateOf(actor);
    const categories = await this.catalog.namesOfCategories(shelf.map(({ offer }) => offer.categoryId));
    const items = await this.catalog.packageItemsByIds(shelf.map(packageIdOf));
    return shelf.map((entry) =>
      toOffer(entry, {
        rateBp,
        categoryName: categories.get(entry.offer.categoryId ?? 0) ?? null,
        items: items.get(packageIdOf(entry)) ?? [],
      }),
    );
  }

  private async rateOf(actor: MemberActor): Promise<RateBp> {
    const member = await this.members.requireActiveMember(null, actor.memberId);
    return (await this.levels.requireLevel(null, member.levelId)).rateBp;
  }
}

function packageIdOf(entry: ShelfOffer): number {
  return entry.kind === 'package' ? entry.offer.id : entry.offer.packageId;
}

function toOffer(
  { kind, offer }: ShelfOffer,
  facts: { rateBp: RateBp; categoryName: string | null; items: PackageItem[] },
): MemberOffer {
  return {
    kind,
    id: offer.id,
    name: offer.name,
    categoryName: facts.categoryName,
    pictureUrl: offer.pictureUrl,
    detail: offer.detail,
    retailPriceFen: offer.retailPriceFen,
    memberPriceFen: applyRate(offer.retailPriceFen, facts.rateBp),
    items: facts.items,
  };
}
