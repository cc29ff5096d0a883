import type { ChannelAddress } from '@lakeside/shared/channel/channel.contract';
import type { BusinessMode, ChannelStatus, L1Subtype } from '@lakeside/shared/channel/channel.status';
import type { ChannelLevel } from '@lakeside/shared/kernel/endpoint';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, integer, json, ref, status, varchar } from '../../../platform/database/columns';

export interface GeoPoint {
  latitude: number;
  longitude: number;
}

/** One partner in the tree of three levels (rules.md §1). */
@Entity('channel')
@Index('ix_channel_parent', ['parentId', 'status'])
@Index('ix_channel_l1', ['l1Id'])
@Index('ix_channel_status_level', ['status', 'level'])
@Index('ix_channel_phone', ['phone'])
@Index('ix_channel_salesperson', ['salespersonId'])
export class ChannelRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(varchar(40))
  name: string;
  @Column(varchar(20))
  contactName: string;
  @Column(asciiCode(20))
  phone: string;
  @Column(integer())
  level: ChannelLevel;
  /** Only on level 1. */
  @Column(status({ nullable: true }))
  l1Subtype: L1Subtype | null;
  @Column(status())
  businessMode: BusinessMode;
  @Column(integer())
  rateBp: number;
  /** Null on level 1, whose parent is the platform. */
  @Column(ref({ nullable: true }))
  parentId: number | null;
  /** The level-1 channel at the root of this one; its own id on level 1. */
  @Column(ref())
  l1Id: number;
  @Column(status())
  status: ChannelStatus;
  @Column(varchar(100, { nullable: true }))
  rejectReason: string | null;
  @Column(ref({ nullable: true }))
  salespersonId: number | null;
  @Column(json({ nullable: true }))
  address: ChannelAddress | null;
  @Column(json({ nullable: true }))
  location: GeoPoint | null;
  /** The invite it applied with; checked again at approval. */
  @Column(ref({ nullable: true }))
  inviteId: number | null;
  @Column(instant())
  createdAt: Date;
}
