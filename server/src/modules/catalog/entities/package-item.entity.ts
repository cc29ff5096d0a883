import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { integer, ref } from '../../../platform/database/columns';

/** How many of one article a package holds. */
@Entity('package_item')
@Index('ux_package_item_package_sku', ['packageId', 'skuId'], { unique: true })
@Index('ix_package_item_sku', ['skuId'])
export class PackageItem {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  packageId: number;
  @Column(ref())
  skuId: number;
  @Column(integer())
  quantity: number;
}
