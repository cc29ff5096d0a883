import type { ChannelProfile } from '@lakeside/shared/channel/channel.contract';
import { L1Subtype } from '@lakeside/shared/channel/channel.status';
import { ChannelModule } from '@lakeside/shared/identity/admin-permission';

/** The modules an owner can open to an operator: those the channel itself may use (rules.md §1, CH-082). */
export function allowedModules(
  channel: Pick<ChannelProfile['channel'], 'level' | 'l1Subtype'>,
): ChannelModule[] {
  return Object.values(ChannelModule).filter((module) => {
    if (module === ChannelModule.shipment || module === ChannelModule.goods)
      return channel.level === 1 && channel.l1Subtype === L1Subtype.store;
    if (module === ChannelModule.finance) return channel.level === 1;
    if (module === ChannelModule.network) return channel.level < 3;
    return true;
  });
}
