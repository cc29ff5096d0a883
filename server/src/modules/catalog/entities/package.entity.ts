import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { fen, instant, ref, status, text, varchar } from '../../../platform/database/columns';

/** A fixed set of articles sold, or handed out for a card, as one thing (现货套餐). */
@Entity('package')
@Index('ux_package_name', ['name'], { unique: true })
@Index('ix_package_category', ['categoryId'])
@Index('ix_package_status', ['status', 'id'])
export class Package {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(varchar(30))
  name: string;
  @Column(ref({ nullable: true }))
  categoryId: number | null;
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
  @Column(status())
  status: 'onShelf' | 'offShelf';
  @Column(instant())
  createdAt: Date;
}
