import { channelSelfContract } from '@lakeside/shared/channel/channel.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { ChannelActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { NetworkService } from './network.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class CrmChannelController {
  @Inject() private readonly network: NetworkService;

  @Serve(channelSelfContract.getNetwork)
  async getNetwork(actor: ChannelActor) {
    return this.network.treeOf(actor.channelId);
  }
}
