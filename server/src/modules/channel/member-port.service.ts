import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { Tx } from '../../platform/database/dialect';

/** A member who invites. */
export interface MemberInviter {
  readonly name: string;
  readonly channelId: number | null;
  readonly isActive: boolean;
}

/** What the channel module must know about members, who live a tier above it. */
export interface MemberPort {
  /** Null when there is no such member. */
  findInviter(tx: Tx | null, memberId: number): Promise<MemberInviter | null>;
  /** Members by channel; channels without any are absent. */
  countByChannel(tx: Tx | null, channelIds: readonly number[]): Promise<Map<number, number>>;
  /** Members by level; levels without any are absent. */
  countByLevel(tx: Tx | null, levelIds: readonly number[]): Promise<Map<number, number>>;
}

/** Holds the port that the member module registers at boot. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class MemberPortService implements MemberPort {
  private port: MemberPort | null = null;

  register(port: MemberPort): void {
    this.port = port;
  }

  async findInviter(tx: Tx | null, memberId: number): Promise<MemberInviter | null> {
    return this.port ? this.port.findInviter(tx, memberId) : null;
  }

  async countByChannel(tx: Tx | null, channelIds: readonly number[]): Promise<Map<number, number>> {
    return this.port ? this.port.countByChannel(tx, channelIds) : new Map<number, number>();
  }
  async countByLevel(tx: Tx | null, levelIds: readonly number[]): Promise<Map<number, number>> {
    return this.port ? this.port.countByLevel(tx, levelIds) : new Map<number, number>();
  }
}
