import type { Favourite } from '@lakeside/shared/catalog/catalog.member.contract';
import { catalogError } from '@lakeside/shared/catalog/catalog.errors';
import type { OfferRef } from '@lakeside/shared/catalog/offer-kind';
import { toIso } from '@lakeside/shared/kernel/date';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock';
import { upsertIgnore } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { MemberActor } from '../../platform/http/actor';
import { CatalogService } from '../catalog/catalog.service';
import { FavouriteRow } from './entities/favourite.entity';
import { OfferViews } from './offer-views';
import { OfferService } from './offer.service';

/** More than anybody looks through again. */
const favouriteLimit = 500;

/** What members keep for later (MB-015, MB-034, MB-069). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class FavouriteService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly catalog: CatalogService;
  @Inject() private readonly offers: OfferService;
  @Inject() private readonly views: OfferViews;

  /** Only what is on the shelf can be added; adding it again changes nothing. Throws as `requireOffer`, FAVOURITES_FULL. */
  async addFavourite(actor: MemberActor, ref: OfferRef): Promise<{ isFavourite: boolean }> {
    await this.offers.requireOnShelf(ref);
    const createdAt = this.clock.now();
    await this.transactions.run(actor, async (tx) => {
      const { memberId } = actor;
      if ((await tx.countBy(FavouriteRow, { memberId })) >= favouriteLimit) {
        throw catalogError('FAVOURITES_FULL', { limit: favouriteLimit });
      }
      await upsertIgnore(tx, FavouriteRow, [{ memberId, offerKind: ref.kind, offerId: ref.id, createdAt }]);
    });
    return { isFavourite: true };
  }

  async removeFavourite(actor: MemberActor, ref: OfferRef): Promise<{ isFavourite: boolean }> {
    const own = { memberId: actor.memberId, offerKind: ref.kind, offerId: ref.id };
    await this.transactions.run(actor, (tx) => tx.delete(FavouriteRow, own));
    return { isFavourite: false };
  }

  async isFavourite(actor: MemberActor, ref: OfferRef): Promise<boolean> {
    const own = { memberId: actor.memberId, offerKind: ref.kind, offerId: ref.id };
    return this.dataSource.getRepository(FavouriteRow).existsBy(own);
  }

  /** Newest first; what left the shelf stays and says so. */
  async listFavourites(actor: MemberActor, page: PageQuery): Promise<Page<Favourite>> {
    const [rows, total] = await this.dataSource.getRepository(FavouriteRow).findAndCount({
      where: { memberId: actor.memberId },
      order: { id: 'DESC' },
      skip: (page.page - 1) * page.pageSize,
      take: page.pageSize,
    });
    const refs = rows.map(({ offerKind, offerId }) => ({ kind: offerKind, id: offerId }));
    const found = await this.catalog.offersByRefs(refs);
    const views = await this.views.toOffers(actor, found);
    const items = rows.flatMap(({ offerKind, offerId, createdAt }): Favourite[] => {
      const at = found.findIndex(({ kind, offer }) => kind === offerKind && offer.id === offerId);
      const offer = views[at];
      if (!offer) return [];
      return [{ offer, isAvailable: found[at]?.offer.status === 'onShelf', createdAt: toIso(createdAt) }];
    });
    return { items, total };
  }
}
