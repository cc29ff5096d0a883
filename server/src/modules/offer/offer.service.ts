import type { MemberOffer, MemberOfferDetail } from '@lakeside/shared/catalog/catalog.member.contract';
import { catalogError } from '@lakeside/shared/catalog/catalog.errors';
import { OfferKind, type OfferRef } from '@lakeside/shared/catalog/offer-kind';
import type { Page } from '@lakeside/shared/kernel/page';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { MemberActor } from '../../platform/http/actor';
import { type CategoryRecord, CatalogService, type ShelfOffer } from '../catalog/catalog.service';
import { OfferViews } from './offer-views';

type ShelfFilter = Parameters<CatalogService['listShelf']>[0];
/** One offer with what only its own page shows. */
type OfferOnItsPage = MemberOffer & Pick<MemberOfferDetail, 'pictureUrls' | 'videoUrl' | 'detail'>;

/** What the member shop shows: the shelf of the catalog at the prices of the member's own level (rules.md §3). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class OfferService {
  @Inject() private readonly catalog: CatalogService;
  @Inject() private readonly views: OfferViews;

  async listOffers(actor: MemberActor, filter: ShelfFilter): Promise<Page<MemberOffer>> {
    const { items, total } = await this.catalog.listShelf(filter);
    return { items: await this.views.toOffers(actor, items), total };
  }

  listCategories(kind: OfferKind | undefined): Promise<CategoryRecord[]> {
    return this.catalog.listShelfCategories(kind);
  }

  /** Throws PACKAGE_NOT_FOUND or CARD_PRODUCT_NOT_FOUND, also for what is off the shelf. */
  async requireOffer(actor: MemberActor, wanted: OfferRef): Promise<OfferOnItsPage> {
    const found = await this.requireOnShelf(wanted);
    const [offer] = await this.views.toOffers(actor, [found]);
    if (!offer) throw new Error('one thing on the shelf gives one offer');
    const { pictureUrls, videoUrl, detail } = found.offer;
    return { ...offer, pictureUrls: [...pictureUrls], videoUrl, detail };
  }

  /** Throws as `requireOffer`. */
  async requireOnShelf({ kind, id }: OfferRef): Promise<ShelfOffer> {
    const [found] = await this.catalog.offersByRefs([{ kind, id }]);
    if (found?.offer.status === 'onShelf') return found;
    throw kind === OfferKind.package
      ? catalogError('PACKAGE_NOT_FOUND', { id })
      : catalogError('CARD_PRODUCT_NOT_FOUND', { id });
  }
}
