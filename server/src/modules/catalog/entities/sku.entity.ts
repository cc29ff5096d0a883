import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { integer, varchar } from '../../../platform/database/columns';

/** A single article that is packed and stocked. */
@Entity('sku')
@Index('ux_sku_name_spec', ['name', 'spec'], { unique: true })
export class Sku {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(varchar(30))
  name: string;
  @Column(varchar(30))
  spec: string;
  @Column(varchar(4))
  unit: string;
  /** Below this many free at the platform the back office is warned; 0 = never. */
  @Column(integer({ default: 0 }))
  alertStock: number;
}
