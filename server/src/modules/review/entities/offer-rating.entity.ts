import type { OfferKind } from '@lakeside/shared/catalog/catalog.contract';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { integer, ref, status } from '../../../platform/database/columns';

/** What the shown reviews of an offer come to, kept with them so that no page has to count. */
@Entity('offer_rating')
@Index('ux_offer_rating_offer', ['offerKind', 'offerId'], { unique: true })
export class OfferRatingRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(status())
  offerKind: OfferKind;
  @Column(ref())
  offerId: number;
  @Column(integer({ default: 0 }))
  reviewCount: number;
  @Column(integer({ default: 0 }))
  scoreSum: number;
  @Column(integer({ default: 0 }))
  pictureCount: number;
}
