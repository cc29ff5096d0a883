import type { OfferKind } from '@lakeside/shared/catalog/offer-kind';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { integer, status, varchar } from '../../../platform/database/columns';

/** A first-level group of packages or of card products. */
@Entity('category')
@Index('ux_category_kind_name', ['kind', 'name'], { unique: true })
export class Category {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(status())
  kind: OfferKind;
  @Column(varchar(10))
  name: string;
  @Column(integer())
  sortOrder: number;
}
