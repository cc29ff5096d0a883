import type { OfferKind } from '@lakeside/shared/catalog/offer-kind';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { integer, ref, status, varchar } from '../../../platform/database/columns';

/** A group of packages or of card products; one with a parent is of the second level. */
@Entity('category')
@Index('ux_category_kind_name', ['kind', 'name'], { unique: true })
@Index('ix_category_parent', ['parentId'])
export class Category {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(status())
  kind: OfferKind;
  @Column(ref({ nullable: true }))
  parentId: number | null;
  @Column(varchar(10))
  name: string;
  @Column(integer())
  sortOrder: number;
}
