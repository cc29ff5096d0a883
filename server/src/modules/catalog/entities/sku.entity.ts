import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { varchar } from '../../../platform/database/columns';

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
}
