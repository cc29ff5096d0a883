import { sumFen } from '@lakeside/shared/kernel/money';
import type { ChannelAmount } from '../ledger/revenue-ledger.service';

/** What each channel gets of several amounts together; channels that get nothing are left out. */
export function partsByChannel(amounts: readonly ChannelAmount[]): ChannelAmount[] {
  const byChannel = new Map<number, number>();
  for (const { channelId, amountFen } of amounts)
    byChannel.set(channelId, sumFen([byChannel.get(channelId) ?? 0, amountFen]));
  return [...byChannel]
    .map(([channelId, amountFen]) => ({ channelId, amountFen }))
    .filter(({ amountFen }) => amountFen !== 0)
    .sort((left, right) => left.channelId - right.channelId);
}
