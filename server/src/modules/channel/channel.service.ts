import type { ChannelAddress, ChannelRef } from '@lakeside/shared/channel/channel.contract';
import { channelError } from '@lakeside/shared/channel/channel.errors';
import { ChannelStatus, L1Subtype } from '@lakeside/shared/channel/channel.status';
import type { ChannelLevel } from '@lakeside/shared/kernel/endpoint';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type EntityManager, In, Not } from 'typeorm';
import type { Tx } from '../../platform/database/dialect';
import { lockChannel } from './channel-lock';
import { ChannelRow, type GeoPoint } from './entities/channel.entity';

/** A channel as other modules see it. */
export interface ChannelRecord {
  readonly id: number;
  readonly name: string;
  readonly contactName: string;
  readonly phone: string;
  readonly level: ChannelLevel;
  readonly l1Subtype: L1Subtype | null;
  readonly parentId: number | null;
  /** The level-1 channel at its root; its own id on level 1. */
  readonly l1Id: number;
  readonly rateBp: number;
  readonly status: ChannelStatus;
  readonly address: ChannelAddress | null;
  readonly location: GeoPoint | null;
  readonly salespersonId: number | null;
  readonly createdAt: Date;
}

/** An active 专卖店 that may ship goods. */
export interface StoreRecord extends ChannelRecord {
  readonly address: ChannelAddress;
  readonly location: GeoPoint;
}

/** What other modules ask about channels. Every method takes `tx` inside a transaction and null outside. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ChannelService {
  @InjectDataSource() private readonly dataSource: DataSource;

  /** Throws CHANNEL_NOT_FOUND. */
  async requireChannel(tx: Tx | null, id: number): Promise<ChannelRecord> {
    const row = await this.manager(tx).findOneBy(ChannelRow, { id });
    if (!row) throw channelError('CHANNEL_NOT_FOUND');
    return toRecord(row);
  }

  /** As `requireChannel`; until the transaction ends nobody closes or moves the channel. */
  async lockChannel(tx: Tx, id: number): Promise<ChannelRecord> {
    return toRecord(await lockChannel(tx, id));
  }

  /** Throws CHANNEL_NOT_FOUND, or CHANNEL_CLOSED for any state but active. */
  async requireActiveChannel(tx: Tx | null, id: number): Promise<ChannelRecord> {
    const channel = await this.requireChannel(tx, id);
    if (channel.status === ChannelStatus.active) return channel;
    throw channelError('CHANNEL_CLOSED', { channelName: channel.name });
  }

  /** An active channel directly under `parentId`. Throws NOT_DIRECT_CHILD (unknown ones included) or CHANNEL_CLOSED. */
  async requireDirectChild(tx: Tx | null, parentId: number, childId: number): Promise<ChannelRecord> {
    const row = await this.manager(tx).findOneBy(ChannelRow, { id: childId, parentId });
    if (!row || isApplicant(row.status)) throw channelError('NOT_DIRECT_CHILD');
    if (row.status === ChannelStatus.closed) throw channelError('CHANNEL_CLOSED', { channelName: row.name });
    return toRecord(row);
  }

  /** Channels by id; ids that do not exist are absent. */
  async channelsByIds(ids: readonly number[], tx: Tx | null = null): Promise<Map<number, ChannelRecord>> {
    if (ids.length === 0) return new Map();
    const rows = await this.manager(tx).findBy(ChannelRow, { id: In([...new Set(ids)]) });
    return new Map(rows.map((row) => [row.id, toRecord(row)]));
  }

  /** Direct children that once were active, applicants aside. */
  async childrenOf(parentId: number, tx: Tx | null = null): Promise<ChannelRecord[]> {
    const rows = await this.manager(tx).find(ChannelRow, {
      where: { parentId, status: In(approvedStates) },
      order: { id: 'ASC' },
    });
    return rows.map(toRecord);
  }

  /** All channels below one, applicants aside, in the order of their ids. */
  async descendantsOf(channelId: number, tx: Tx | null = null): Promise<ChannelRecord[]> {
    const { level } = await this.requireChannel(tx, channelId);
    if (level === 3) return [];
    // The tree is three levels deep, so the root column answers for level 1 and the parent column for level 2.
    const below = level === 1 ? { l1Id: channelId, id: Not(channelId) } : { parentId: channelId };
    const rows = await this.manager(tx).find(ChannelRow, {
      where: { ...below, status: In(approvedStates) },
      order: { id: 'ASC' },
    });
    return rows.map(toRecord);
  }

  async descendantIds(channelId: number, tx: Tx | null = null): Promise<number[]> {
    return (await this.descendantsOf(channelId, tx)).map((channel) => channel.id);
  }

  /** All active stores; each has an address and a location, which are required of a 专卖店. */
  async storesWithLocation(tx: Tx | null = null): Promise<StoreRecord[]> {
    const rows = await this.manager(tx).find(ChannelRow, {
      where: { level: 1, l1Subtype: L1Subtype.store, status: ChannelStatus.active },
      order: { id: 'ASC' },
    });
    return rows.flatMap((row) => {
      const { address, location } = row;
      return address && location ? [{ ...toRecord(row), address, location }] : [];
    });
  }

  /** The level-1 channels a salesperson looks after, newest first. */
  async l1sOfSalesperson(salespersonId: number): Promise<ChannelRecord[]> {
    const rows = await this.dataSource.manager.find(ChannelRow, {
      where: { salespersonId, level: 1, status: In(approvedStates) },
      order: { id: 'DESC' },
    });
    return rows.map(toRecord);
  }

  /** How many level-1 channels each salesperson looks after; those without any are absent. */
  async l1CountsBySalesperson(
    salespersonIds: readonly number[],
    tx: Tx | null = null,
  ): Promise<Map<number, number>> {
    if (salespersonIds.length === 0) return new Map();
    const rows = await this.manager(tx)
      .createQueryBuilder(ChannelRow, 'channel')
      .select('channel.salespersonId', 'salespersonId')
      .addSelect('COUNT(*)', 'channelCount')
      .where({ salespersonId: In([...salespersonIds]), level: 1, status: In(approvedStates) })
      .groupBy('channel.salespersonId')
      .getRawMany<{ salespersonId: number; channelCount: number | string }>();
    return new Map(rows.map((row) => [Number(row.salespersonId), Number(row.channelCount)]));
  }

  /** How many level-2 and level-3 channels stand below each level 1. */
  async downlineCounts(l1Ids: readonly number[]): Promise<Map<number, { level2: number; level3: number }>> {
    const countsById = new Map(l1Ids.map((id) => [id, { level2: 0, level3: 0 }]));
    if (l1Ids.length === 0) return countsById;
    const rows = await this.dataSource.manager
      .createQueryBuilder(ChannelRow, 'channel')
      .select('channel.l1Id', 'l1Id')
      .addSelect('channel.level', 'level')
      .addSelect('COUNT(*)', 'channelCount')
      .where({ l1Id: In([...l1Ids]), level: In([2, 3]), status: In(approvedStates) })
      .groupBy('channel.l1Id')
      .addGroupBy('channel.level')
      .getRawMany<{ l1Id: number; level: number; channelCount: number | string }>();
    for (const row of rows) {
      const counts = countsById.get(Number(row.l1Id));
      if (counts) counts[Number(row.level) === 2 ? 'level2' : 'level3'] = Number(row.channelCount);
    }
    return countsById;
  }

  refOf(channel: Pick<ChannelRecord, 'id' | 'name' | 'level'>): ChannelRef {
    return { id: channel.id, name: channel.name, level: channel.level };
  }

  private manager(tx: Tx | null): EntityManager {
    return tx ?? this.dataSource.manager;
  }
}

const approvedStates: readonly ChannelStatus[] = [ChannelStatus.active, ChannelStatus.closed];

function isApplicant(status: ChannelStatus): boolean {
  return !approvedStates.includes(status);
}

function toRecord(row: ChannelRow): ChannelRecord {
  return {
    id: row.id,
    name: row.name,
    contactName: row.contactName,
    phone: row.phone,
    level: row.level,
    l1Subtype: row.l1Subtype,
    parentId: row.parentId,
    l1Id: row.l1Id,
    rateBp: row.rateBp,
    status: row.status,
    address: row.address,
    location: row.location,
    salespersonId: row.salespersonId,
    createdAt: row.createdAt,
  };
}
