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

/** A fixed set of articles sold, or handed out for a card, as one thing (现货套餐). */
@Entity('package')
@Index('ux_package_name', ['name'], { unique: true })
@Index('ix_package_category', ['categoryId'])
@Index('ix_package_status', ['status', 'id'])
@Index('ix_package_sales', ['status', 'soldCount'])
@Index('ix_package_price', ['status', 'retailPriceFen'])
export class Package {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(varchar(30))
  name: string;
  @Column(ref({ nullable: true }))
  categoryId: number | null;
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
  @Column(status())
  status: 'onShelf' | 'offShelf';
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
