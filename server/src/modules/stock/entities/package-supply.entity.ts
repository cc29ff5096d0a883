import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { integer, ref } from '../../../platform/database/columns';

/** How many of a package the season can supply. Locked first by whoever changes the calendar of that package. */
@Entity('package_supply')
@Index('ux_package_supply_package', ['packageId'], { unique: true })
export class PackageSupply {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  packageId: number;
  @Column(integer({ default: 0 }))
  supply: number;
}
