import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { Tx } from '../../platform/database/dialect';
import type { Actor } from '../../platform/http/actor';

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

/** Settles, in the transaction that closes a channel, what waited for it. */
export type ChannelCloseListener = (tx: Tx, actor: Actor, channelId: number) => Promise<void>;

/** Lets modules of higher tiers veto changes they know the reason against, and take part in closing a channel. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ChannelGuardsService {
  private readonly guards: ChannelMoveGuard[] = [];
  private readonly storeEndGuards: StoreEndGuard[] = [];
  private readonly closeListeners: ChannelCloseListener[] = [];

  register(guard: ChannelMoveGuard): void {
    this.guards.push(guard);
  }

  registerStoreEnd(guard: StoreEndGuard): void {
    this.storeEndGuards.push(guard);
  }

  registerClose(listener: ChannelCloseListener): void {
    this.closeListeners.push(listener);
  }

  /** Called when a channel has been closed. */
  async closed(tx: Tx, actor: Actor, channelId: number): Promise<void> {
    for (const listener of this.closeListeners) await listener(tx, actor, channelId);
  }

  /** Asked before a store becomes a 城市合伙人 in its place. */
  async checkStoreEnd(tx: Tx, channelId: number): Promise<void> {
    for (const guard of this.storeEndGuards) await guard(tx, channelId);
  }

  async check(tx: Tx, move: ChannelMove): Promise<void> {
    for (const guard of this.guards) await guard(tx, move);
  }
}
