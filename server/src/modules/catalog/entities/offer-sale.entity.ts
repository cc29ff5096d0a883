import type { OfferKind } from '@lakeside/shared/catalog/offer-kind';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, integer, ref, status } from '../../../platform/database/columns';

/** One sale as it was counted, or below zero what was paid back of one. Appended only; its key keeps a paper from being counted twice. */
@Entity('offer_sale')
@Index('ux_offer_sale_paper_offer', ['paper', 'offerKind', 'offerId'], { unique: true })
export class OfferSale {
  @PrimaryGeneratedColumn()
  id: number;
  /** `order-12`: kind and id of the paper it was sold by, or paid back by. */
  @Column(asciiCode(40))
  paper: string;
  @Column(status())
  offerKind: OfferKind;
  @Column(ref())
  offerId: number;
  @Column(integer())
  quantity: number;
  @Column(instant())
  createdAt: Date;
}
