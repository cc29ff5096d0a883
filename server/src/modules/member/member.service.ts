import type { Address } from '@lakeside/shared/member/member.contract';
import { memberError } from '@lakeside/shared/member/member.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type EntityManager, In } from 'typeorm';
import { lockById, type Tx } from '../../platform/database/dialect';
import type { MemberInviter, MemberPort } from '../channel/member-port.service';
import { MemberAddressRow } from './entities/member-address.entity';
import { MemberRow, type MemberStatus } from './entities/member.entity';
import { MemberQueries } from './member.queries';

/** A member as other modules see it. */
export interface MemberRecord {
  readonly id: number;
  readonly phone: string;
  readonly nickname: string;
  readonly avatarUrl: string | null;
  readonly levelId: number;
  readonly channelId: number | null;
  readonly staffId: number | null;
  readonly status: MemberStatus;
  readonly joinedAt: Date;
}

/** What other modules ask about members. Every method takes `tx` inside a transaction and null outside. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class MemberService implements MemberPort {
  @Inject() private readonly queries: MemberQueries;
  @InjectDataSource() private readonly dataSource: DataSource;

  /** Throws MEMBER_NOT_FOUND or MEMBER_CLOSED. */
  async requireActiveMember(tx: Tx | null, id: number): Promise<MemberRecord> {
    const row = await this.manager(tx).findOneBy(MemberRow, { id });
    if (!row) throw memberError('MEMBER_NOT_FOUND');
    if (row.status !== 'active') throw memberError('MEMBER_CLOSED');
    return row;
  }

  /** Makes all writes that begin like this for one member wait for each other until the transaction ends. */
  async lockMember(tx: Tx, id: number): Promise<void> {
    await lockById(tx, MemberRow, [id]);
  }

  /** Members by id; ids that do not exist are absent. */
  async membersByIds(ids: readonly number[], tx: Tx | null = null): Promise<Map<number, MemberRecord>> {
    if (ids.length === 0) return new Map();
    const rows = await this.manager(tx).findBy(MemberRow, { id: In([...new Set(ids)]) });
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** The member who logs in with that number; null for nobody. */
  async findIdByPhone(phone: string): Promise<number | null> {
    const row = await this.manager(null).findOne(MemberRow, { where: { phone }, select: { id: true } });
    return row?.id ?? null;
  }

  /**
   * SQL that holds for rows whose `column` names a member of a channel; `parameter` is the name of the channel's id. For the
   * lists of other modules, since a channel can have more members than a statement has parameters.
   */
  ofChannelSql(column: string, parameter: string): string {
    return `${column} IN (SELECT member.id FROM member WHERE member.channelId = :${parameter})`;
  }

  /** An address of this very member; throws ADDRESS_NOT_FOUND for anyone else's. */
  async requireAddress(tx: Tx | null, memberId: number, addressId: number): Promise<Address> {
    const row = await this.manager(tx).findOneBy(MemberAddressRow, { id: addressId, memberId });
    if (!row) throw memberError('ADDRESS_NOT_FOUND');
    return toAddress(row);
  }

  /** A member as inviter; for the channel module, which does not know members. */
  async findInviter(tx: Tx | null, memberId: number): Promise<MemberInviter | null> {
    const row = await this.manager(tx).findOneBy(MemberRow, { id: memberId });
    return row && { name: row.nickname, channelId: row.channelId, isActive: row.status === 'active' };
  }

  countByChannel(tx: Tx | null, channelIds: readonly number[]): Promise<Map<number, number>> {
    return this.queries.countBy(tx, 'channelId', channelIds);
  }

  /** How many each staff member invited directly. */
  countByStaff(tx: Tx | null, staffIds: readonly number[]): Promise<Map<number, number>> {
    return this.queries.countBy(tx, 'staffId', staffIds);
  }

  countByLevel(tx: Tx | null, levelIds: readonly number[]): Promise<Map<number, number>> {
    return this.queries.countBy(tx, 'levelId', levelIds);
  }

  private manager(tx: Tx | null): EntityManager {
    return tx ?? this.dataSource.manager;
  }
}

export function toAddress(row: MemberAddressRow): Address {
  const { id, name, phone, province, city, district, detail, location, isDefault } = row;
  return { id, name, phone, province, city, district, detail, location, isDefault };
}
