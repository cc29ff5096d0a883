import { channelError } from '@lakeside/shared/channel/channel.errors';
import { type ChannelStatus, channelTransitions } from '@lakeside/shared/channel/channel.status';
import { lockById, type Tx } from '../../platform/database/dialect';
import { ChannelRow } from './entities/channel.entity';

/** Reads and locks a channel. Throws CHANNEL_NOT_FOUND. */
export async function lockChannel(tx: Tx, id: number): Promise<ChannelRow> {
  const [channel] = await lockById(tx, ChannelRow, [id]);
  if (!channel) throw channelError('CHANNEL_NOT_FOUND');
  return channel;
}

/** The parent of a channel, or null under the platform. Read, not locked: callers hold the lock of the rate chain. */
export async function parentOf(tx: Tx, channel: { parentId: number | null }): Promise<ChannelRow | null> {
  return channel.parentId === null ? null : tx.findOneByOrFail(ChannelRow, { id: channel.parentId });
}

/** Throws CHANNEL_STATUS_CHANGED unless the channel may go from its state to this one. */
export function checkTransition(channel: { status: ChannelStatus }, to: ChannelStatus): void {
  if (!channelTransitions[channel.status].includes(to)) throw channelError('CHANNEL_STATUS_CHANGED');
}
