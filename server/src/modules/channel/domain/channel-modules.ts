import type { L1Subtype } from '@lakeside/shared/channel/channel.status';
import { ChannelModule } from '@lakeside/shared/identity/admin-permission';
import type { ChannelLevel } from '@lakeside/shared/kernel/endpoint';

/** The modules that level and subtype allow a channel (rules.md §1; CH-009 … CH-011, CH-015). */
export function modulesOf(channel: { level: ChannelLevel; l1Subtype: L1Subtype | null }): ChannelModule[] {
  const isStore = channel.level === 1 && channel.l1Subtype === 'store';
  return [
    ChannelModule.cards,
    ChannelModule.activation,
    ...(isStore ? [ChannelModule.shipment, ChannelModule.goods] : []),
    ...(channel.level === 1 ? [ChannelModule.finance] : []),
    ...(channel.level < 3 ? [ChannelModule.network] : []),
  ];
}
