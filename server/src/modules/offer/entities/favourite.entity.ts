import type { OfferKind } from '@lakeside/shared/catalog/offer-kind';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { instant, ref, status } from '../../../platform/database/columns';

/** An offer a member keeps for later (MB-015). */
@Entity('favourite')
@Index('ux_favourite_member_offer', ['memberId', 'offerKind', 'offerId'], { unique: true })
@Index('ix_favourite_member', ['memberId', 'id'])
export class FavouriteRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  memberId: number;
  @Column(status())
  offerKind: OfferKind;
  @Column(ref())
  offerId: number;
  @Column(instant())
  createdAt: Date;
}
