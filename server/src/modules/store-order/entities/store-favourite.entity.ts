import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { instant, ref } from '../../../platform/database/columns';

/** One package a store keeps for later. */
@Entity('store_favourite')
@Index('ux_store_favourite', ['channelId', 'packageId'], { unique: true })
@Index('ix_store_favourite_channel', ['channelId', 'id'])
export class StoreFavouriteRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  channelId: number;
  @Column(ref())
  packageId: number;
  @Column(instant())
  createdAt: Date;
}
