import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { fen, instant, integer, ref, status, text, varchar } from '../../../platform/database/columns';

/** A kind of physical pick-up card; each card redeems its one fixed package (rules.md §6). */
@Entity('card_product')
@Index('ux_card_product_name', ['name'], { unique: true })
@Index('ix_card_product_category', ['categoryId'])
@Index('ix_card_product_package', ['packageId'])
@Index('ix_card_product_status', ['status', 'id'])
export class CardProduct {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(varchar(30))
  name: string;
  @Column(ref({ nullable: true }))
  categoryId: number | null;
  @Column(ref())
  packageId: number;
  @Column(varchar(300, { nullable: true }))
  pictureUrl: string | null;
  /** Plain text, paragraphs separated by line breaks. */
  @Column(text({ nullable: true }))
  detail: string | null;
  @Column(fen())
  retailPriceFen: number;
  /** What a store gets back for the goods; null means its own L1 price. */
  @Column(fen({ nullable: true }))
  settlementPriceFen: number | null;
  @Column(fen())
  serviceSubsidyFen: number;
  /** Months from activation until a card lapses. */
  @Column(integer())
  validityMonths: number;
  @Column(status())
  status: 'onShelf' | 'offShelf';
  @Column(instant())
  createdAt: Date;
}
