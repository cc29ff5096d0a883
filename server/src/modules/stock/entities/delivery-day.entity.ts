import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { boolean, day, integer, ref } from '../../../platform/database/columns';

/** How many of a package may be delivered on one day and how many are promised already. */
@Entity('delivery_day')
@Index('ux_delivery_day_package_day', ['packageId', 'day'], { unique: true })
export class DeliveryDayRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  packageId: number;
  @Column(day())
  day: string;
  @Column(integer())
  quota: number;
  @Column(integer({ default: 0 }))
  taken: number;
  @Column(boolean({ default: false }))
  isClosed: boolean;
}
