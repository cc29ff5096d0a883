import type { FreightRule } from '@lakeside/shared/order/freight.contract';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { boolean, instant, json, varchar } from '../../../platform/database/columns';

/** What sending costs. At most one is in use; without any, everything is sent free and everywhere. */
@Entity('freight_template')
export class FreightTemplateRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(varchar(20))
  name: string;
  @Column(boolean())
  isDefault: boolean;
  @Column(json())
  rule: FreightRule;
  @Column(instant())
  createdAt: Date;
}
