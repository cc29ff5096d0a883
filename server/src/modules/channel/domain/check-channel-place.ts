import { channelError } from '@lakeside/shared/channel/channel.errors';
import { ChannelStatus, type L1Subtype } from '@lakeside/shared/channel/channel.status';
import type { ChannelLevel } from '@lakeside/shared/kernel/endpoint';
import { namesOf } from './check-rate-chain';

export interface PlacedChannel {
  readonly id: number;
  readonly name: string;
  readonly level: ChannelLevel;
}

export interface ParentChannel extends PlacedChannel {
  readonly parentId: number | null;
  readonly l1Id: number;
  readonly status: ChannelStatus;
}

/** A level below `inviterLevel`, else LEVEL_NOT_LOWER: L1 invites 2 or 3, L2 only 3, L3 nobody (rules.md §1, CH-017). */
export function checkLowerLevel(inviterLevel: ChannelLevel, childLevel: ChannelLevel): void {
  if (childLevel <= inviterLevel) throw channelError('LEVEL_NOT_LOWER');
}

/**
 * Whether a channel may stand at `level` under `parent` with the children it has. Keeps the tree acyclic, at most three
 * levels deep and ordered in level: level 1 hangs from the platform, the others from an active channel above them.
 */
export function checkPlace(place: {
  channel: PlacedChannel;
  children: readonly PlacedChannel[];
  level: ChannelLevel;
  parent: ParentChannel | null;
}): void {
  const { channel, children, level, parent } = place;
  if ((level === 1) !== (parent === null)) throw channelError('LEVEL_NOT_LOWER');
  if (parent) {
    if (parent.status !== ChannelStatus.active) {
      throw channelError('CHANNEL_CLOSED', { channelName: parent.name });
    }
    checkLowerLevel(parent.level, level);
    const isBelowItself =
      parent.id === channel.id || parent.parentId === channel.id || parent.l1Id === channel.id;
    if (isBelowItself) throw channelError('LEVEL_BREAKS_TREE', { channelNames: parent.name });
  }
  const broken = children.filter((child) => child.level <= level);
  if (broken.length > 0) throw channelError('LEVEL_BREAKS_TREE', { channelNames: namesOf(broken) });
}

/**
 * The subtype a channel of this level has. Only level 1 has one, and a 专卖店 needs address and location to be found for
 * dispatch (rules.md §1, §9). Throws SUBTYPE_ONLY_L1, STORE_LOCATION_REQUIRED.
 */
export function checkSubtype(given: {
  level: ChannelLevel;
  l1Subtype: L1Subtype | null;
  address: object | null;
  location: object | null;
}): L1Subtype | null {
  const { level, l1Subtype } = given;
  if ((level === 1) !== (l1Subtype !== null)) throw channelError('SUBTYPE_ONLY_L1');
  if (l1Subtype === 'store' && (!given.address || !given.location)) {
    throw channelError('STORE_LOCATION_REQUIRED');
  }
  return l1Subtype;
}
