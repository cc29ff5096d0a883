import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, integer, ref, varchar } from '../../../platform/database/columns';

/** An article as the ERP knows it, and which of ours it is. */
@Entity('erp_sku')
@Index('ux_erp_sku_code', ['code'], { unique: true })
@Index('ux_erp_sku_sku', ['skuId'], { unique: true })
export class ErpSku {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(asciiCode(40))
  code: string;
  @Column(varchar(60))
  name: string;
  @Column(varchar(60))
  spec: string;
  @Column(varchar(10))
  unit: string;
  /** No foreign key: an article may be deleted, which ends the link. */
  @Column(ref({ nullable: true }))
  skuId: number | null;
  /** What the ERP last counted; null before the first count. */
  @Column(integer({ nullable: true }))
  onHand: number | null;
  /** How many are promised here beyond the count. */
  @Column(integer())
  short: number;
  @Column(instant({ nullable: true }))
  countedAt: Date | null;
}
