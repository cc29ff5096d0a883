import { stockChannelContract } from '@lakeside/shared/stock/stock.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { ChannelActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { StockListService } from './stock-list.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class StockChannelController {
  @Inject() private readonly lists: StockListService;

  @Serve(stockChannelContract.listOwnStock)
  async listOwnStock(actor: ChannelActor) {
    return this.lists.listOfStore(actor.channelId);
  }
}
