import type { OfferRating } from '@lakeside/shared/review/review.schemas';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { affectedRows, type Tx, upsertIgnore } from '../../platform/database/dialect';
import { averageTenths } from './domain/review-rules';
import { OfferRatingRow } from './entities/offer-rating.entity';
import type { ReviewRow } from './entities/review.entity';

type Offer = Pick<ReviewRow, 'offerKind' | 'offerId'>;
type Counted = Offer & Pick<ReviewRow, 'score' | 'hasPictures'>;

/** Keeps what the shown reviews of an offer come to. Its row is the last lock of a use case. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class OfferRatingService {
  @InjectDataSource() private readonly dataSource: DataSource;

  /** A review has come onto the page of its offer. */
  async add(tx: Tx, review: Counted): Promise<void> {
    if (await this.move(tx, review, 1)) return;
    const { offerKind, offerId } = review;
    await upsertIgnore(tx, OfferRatingRow, [{ offerKind, offerId }]);
    await this.move(tx, review, 1);
  }

  /** A review has left the page of its offer. */
  async remove(tx: Tx, review: Counted): Promise<void> {
    await this.move(tx, review, -1);
  }

  async ratingOf(offer: Offer): Promise<OfferRating> {
    const { offerKind, offerId } = offer;
    const row = await this.dataSource.manager.findOneBy(OfferRatingRow, { offerKind, offerId });
    const count = row?.reviewCount ?? 0;
    return {
      count,
      averageTenths: averageTenths(row?.scoreSum ?? 0, count),
      withPictures: row?.pictureCount ?? 0,
    };
  }

  /** The database adds, so that reviews of one offer never overwrite each other. Answers whether the row exists. */
  private async move(tx: Tx, review: Counted, by: 1 | -1): Promise<boolean> {
    const sign = by === 1 ? '+' : '-';
    const { offerKind, offerId } = review;
    const result = await tx
      .createQueryBuilder()
      .update(OfferRatingRow)
      .set({
        reviewCount: () => `reviewCount ${sign} 1`,
        scoreSum: () => `scoreSum ${sign} :score`,
        pictureCount: () => `pictureCount ${sign} :pictures`,
      })
      .where({ offerKind, offerId })
      .setParameters({ score: review.score, pictures: review.hasPictures ? 1 : 0 })
      .execute();
    return affectedRows(result) > 0;
  }
}
