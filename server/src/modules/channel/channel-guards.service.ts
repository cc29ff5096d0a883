import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { Tx } from '../../platform/database/dialect';

/** A change of a channel's place in the tree, about to be made. */
export interface ChannelMove {
  readonly channelId: number;
  readonly fromLevel: number;
  readonly toLevel: number;
  readonly fromParentId: number | null;
  readonly toParentId: number | null;
}

/** Throws when the move would break what the guard's module holds: a channel that holds or owns cards. */
export type ChannelMoveGuard = (tx: Tx, move: ChannelMove) => Promise<void>;

/** Throws when a 专卖店 may not stop being one: it has goods to send. */
export type StoreEndGuard = (tx: Tx, channelId: number) => Promise<void>;

/** Lets modules of higher tiers veto changes they know the reason against. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ChannelGuardsService {
  private readonly guards: ChannelMoveGuard[] = [];
  private readonly storeEndGuards: StoreEndGuard[] = [];

  register(guard: ChannelMoveGuard): void {
    this.guards.push(guard);
  }

  registerStoreEnd(guard: StoreEndGuard): void {
    this.storeEndGuards.push(guard);
  }

  /** Asked before a store becomes a 城市合伙人 in its place. */
  async checkStoreEnd(tx: Tx, channelId: number): Promise<void> {
    for (const guard of this.storeEndGuards) await guard(tx, channelId);
  }

  async check(tx: Tx, move: ChannelMove): Promise<void> {
    for (const guard of this.guards) await guard(tx, move);
  }
}
