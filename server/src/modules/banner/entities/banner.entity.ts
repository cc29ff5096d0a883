import type { BannerLanding } from '@lakeside/shared/banner/banner.contract';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { boolean, day, instant, integer, json, varchar } from '../../../platform/database/columns';

/** A picture that the home page of the shop rotates (MB-007). */
@Entity('banner')
@Index('ix_banner_shown', ['isOn', 'sortOrder', 'id'])
export class BannerRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(varchar(30))
  title: string;
  @Column(varchar(300))
  pictureUrl: string;
  @Column(integer())
  sortOrder: number;
  /** First and last day it is shown; null = no bound. */
  @Column(day({ nullable: true }))
  startsOn: string | null;
  @Column(day({ nullable: true }))
  endsOn: string | null;
  @Column(boolean())
  isOn: boolean;
  @Column(json())
  landing: BannerLanding;
  @Column(instant())
  createdAt: Date;
}
