import type { CardCounts } from '@lakeside/shared/card/card.schemas';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { CardQueries } from './card.queries';

/** What other modules ask about cards. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardService {
  @Inject() private readonly queries: CardQueries;

  /** Cards by state in the library of each channel; channels without cards are absent. */
  countsByHolder(channelIds: readonly number[]): Promise<Map<number, CardCounts>> {
    return this.queries.countBy('holderChannelId', channelIds);
  }

  /** Cards by state that each L1 owns, wherever they are below it; L1s without cards are absent. */
  countsByL1Owner(l1Ids: readonly number[]): Promise<Map<number, CardCounts>> {
    return this.queries.countBy('l1OwnerId', l1Ids);
  }
}
