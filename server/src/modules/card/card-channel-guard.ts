import { CardStatus, HandoverStatus } from '@lakeside/shared/card/card.status';
import { channelError } from '@lakeside/shared/channel/channel.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { In } from 'typeorm';
import type { Tx } from '../../platform/database/dialect';
import { ChannelService } from '../channel/channel.service';
import { Card } from './entities/card.entity';
import { CardHandover } from './entities/card-handover.entity';

/**
 * Keeps a channel in its place in the tree while cards depend on it: the L1 owner of its inactive cards would no longer be
 * above it, and cards in transit would arrive at a stranger (rules.md §5).
 */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardChannelGuard {
  @Inject() private readonly channels: ChannelService;

  /** Throws CHANNEL_HOLDS_CARDS while the channel or its downline holds inactive cards, owns any, or has a handover open. */
  async check(tx: Tx, move: { channelId: number }): Promise<void> {
    const ids = [move.channelId, ...(await this.channels.descendantIds(move.channelId, tx))];
    const status = CardStatus.inactive;
    const hasCards = await tx.exists(Card, {
      where: [
        { holderChannelId: In(ids), status },
        { l1OwnerId: move.channelId, status },
      ],
    });
    const inTransit = HandoverStatus.inTransit;
    const hasHandovers = await tx.exists(CardHandover, {
      where: [
        { fromChannelId: In(ids), status: inTransit },
        { toChannelId: In(ids), status: inTransit },
      ],
    });
    if (hasCards || hasHandovers) throw channelError('CHANNEL_HOLDS_CARDS');
  }
}
