import type { ChannelTreeNode } from '@lakeside/shared/channel/channel.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { CardService } from '../card/card.service';
import { type ChannelRecord, ChannelService } from '../channel/channel.service';

/** The downline tree of a channel with the cards each channel holds (CH-013, CH-014, AD-034). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class NetworkService {
  @Inject() private readonly cards: CardService;
  @Inject() private readonly channels: ChannelService;

  /** Throws CHANNEL_NOT_FOUND. */
  async treeOf(channelId: number): Promise<ChannelTreeNode> {
    const root = await this.channels.requireChannel(null, channelId);
    const descendants = await this.channels.descendantsOf(channelId);
    const countsById = await this.cards.countsByHolder([
      root.id,
      ...descendants.map((channel) => channel.id),
    ]);
    const toNode = (channel: ChannelRecord): ChannelTreeNode => {
      const counts = countsById.get(channel.id);
      return {
        id: channel.id,
        name: channel.name,
        level: channel.level,
        rateBp: channel.rateBp,
        status: channel.status,
        phone: channel.phone,
        cardCount: counts ? counts.inactive + counts.active + counts.used + counts.voided : 0,
        children: descendants.filter((child) => child.parentId === channel.id).map(toNode),
      };
    };
    return toNode(root);
  }
}
