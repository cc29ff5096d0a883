import { ChannelStatus, L1Subtype } from '@lakeside/shared/channel/channel.status';
import { stockError } from '@lakeside/shared/stock/stock.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { ChannelService } from '../channel/channel.service';
import { SettingsService } from '../settings/settings.service';
import { platformPlaceId } from './entities/stock.entity';

export interface StockPlace {
  channelId: number | null;
  name: string;
}

/** The places that hold goods and how they are called. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class StockPlaces {
  @Inject() private readonly channels: ChannelService;
  @Inject() private readonly settings: SettingsService;

  /** The platform's warehouse (null) or an active 专卖店; any other channel throws NOT_A_STORE. */
  async requirePlace(channelId: number | null): Promise<StockPlace> {
    if (channelId === null) return { channelId, name: await this.platformName() };
    const channel = await this.channels.requireChannel(null, channelId);
    if (channel.l1Subtype !== L1Subtype.store || channel.status !== ChannelStatus.active) {
      throw stockError('NOT_A_STORE', { channelName: channel.name });
    }
    return { channelId, name: channel.name };
  }

  /** Places by the id kept in stock rows. */
  async byPlaceId(placeIds: readonly number[]): Promise<Map<number, StockPlace>> {
    const channels = await this.channels.channelsByIds(placeIds.filter((id) => id !== platformPlaceId));
    const places = new Map<number, StockPlace>([
      [platformPlaceId, { channelId: null, name: await this.platformName() }],
    ]);
    for (const [id, channel] of channels) places.set(id, { channelId: id, name: channel.name });
    return places;
  }

  private async platformName(): Promise<string> {
    return (await this.settings.get()).warehouse.name;
  }
}
