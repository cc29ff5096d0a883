import type { ChannelModule } from '@lakeside/shared/identity/admin-permission';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, integer, json, ref, status, varchar } from '../../../platform/database/columns';

export type StaffStatus = 'active' | 'closed';

/** Someone who works for a channel; an operator when given modules. */
@Entity('channel_staff')
@Index('ix_channel_staff_channel', ['channelId', 'status'])
export class ChannelStaffRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  channelId: number;
  @Column(varchar(20))
  name: string;
  @Column(asciiCode(20))
  phone: string;
  @Column(json())
  modules: ChannelModule[];
  @Column(status())
  status: StaffStatus;
  /** The part of the channel's own share that this person gets for members invited directly; 0 = none. */
  @Column(integer({ default: 0 }))
  commissionRateBp: number;
  @Column(instant())
  createdAt: Date;
}
