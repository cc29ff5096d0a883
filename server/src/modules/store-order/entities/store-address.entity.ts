import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, boolean, ref, varchar } from '../../../platform/database/columns';

/** Where a store has goods delivered to. */
@Entity('store_address')
@Index('ix_store_address_channel', ['channelId', 'id'])
export class StoreAddressRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  channelId: number;
  @Column(varchar(20))
  name: string;
  @Column(asciiCode(20))
  phone: string;
  @Column(varchar(20))
  province: string;
  @Column(varchar(20))
  city: string;
  @Column(varchar(20))
  district: string;
  @Column(varchar(100))
  detail: string;
  @Column(boolean())
  isDefault: boolean;
}
