import type { CardForm } from '@lakeside/shared/catalog/catalog.contract';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import {
  asciiCode,
  boolean,
  fen,
  instant,
  integer,
  json,
  ref,
  status,
  text,
  varchar,
} from '../../../platform/database/columns';

/** A kind of pick-up card, printed or electronic; each card redeems its one fixed package (rules.md §6). */
@Entity('card_product')
@Index('ux_card_product_name', ['name'], { unique: true })
@Index('ix_card_product_category', ['categoryId'])
@Index('ix_card_product_package', ['packageId'])
@Index('ix_card_product_status', ['status', 'id'])
@Index('ix_card_product_form', ['form', 'status', 'id'])
@Index('ix_card_product_sales', ['status', 'soldCount'])
@Index('ix_card_product_price', ['status', 'retailPriceFen'])
export class CardProduct {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(varchar(30))
  name: string;
  @Column(ref({ nullable: true }))
  categoryId: number | null;
  @Column(ref())
  packageId: number;
  /** The cover. */
  @Column(varchar(300, { nullable: true }))
  pictureUrl: string | null;
  /** All pictures, the cover first; null = none. */
  @Column(json({ nullable: true }))
  pictureUrls: string[] | null;
  /** Shown before the pictures; null = none. */
  @Column(asciiCode(64, { nullable: true }))
  videoUrl: string | null;
  /** Rich text, sanitised before it is written. */
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
  @Column(status({ default: 'physical' }))
  form: CardForm;
  /** How many e-cards may be sold in all; null for physical cards. */
  @Column(integer({ nullable: true }))
  stockTotal: number | null;
  /** Of them, sold or kept for an order (`ECardStockService`); of printed cards, kept for orders without numbers (`CardHoldService`). */
  @Column(integer({ default: 0 }))
  stockTaken: number;
  @Column(boolean({ default: false }))
  isRecommended: boolean;
  /** Raised by the sales that `offer_sale` lists. */
  @Column(integer({ default: 0 }))
  soldCount: number;
  /** In the recycle bin since then. */
  @Column(instant({ nullable: true }))
  binnedAt: Date | null;
  @Column(instant())
  createdAt: Date;
}
