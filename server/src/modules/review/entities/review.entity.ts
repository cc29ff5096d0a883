import type { ReviewStatus } from '@lakeside/shared/review/review.status';
import type { OfferKind } from '@lakeside/shared/catalog/catalog.contract';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import {
  asciiCode,
  boolean,
  instant,
  integer,
  json,
  ref,
  status,
  varchar,
} from '../../../platform/database/columns';

/** What a member says of one thing of an order. Name and picture of the thing are copied. */
@Entity('review')
@Index('ux_review_line', ['orderId', 'offerKind', 'offerId'], { unique: true })
@Index('ix_review_offer', ['offerKind', 'offerId', 'status', 'id'])
@Index('ix_review_member', ['memberId', 'id'])
@Index('ix_review_status', ['status', 'id'])
@Index('ix_review_created', ['createdAt'])
export class ReviewRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  memberId: number;
  @Column(ref())
  orderId: number;
  @Column(asciiCode(32))
  orderNumber: string;
  @Column(status())
  offerKind: OfferKind;
  @Column(ref())
  offerId: number;
  @Column(varchar(60))
  title: string;
  @Column(varchar(300, { nullable: true }))
  pictureUrl: string | null;
  @Column(integer())
  score: number;
  @Column(varchar(500))
  text: string;
  @Column(json())
  pictures: string[];
  @Column(boolean())
  hasPictures: boolean;
  @Column(boolean())
  isAnonymous: boolean;
  @Column(status())
  status: ReviewStatus;
  @Column(varchar(300, { nullable: true }))
  reply: string | null;
  @Column(instant({ nullable: true }))
  repliedAt: Date | null;
  @Column(instant())
  createdAt: Date;
}
