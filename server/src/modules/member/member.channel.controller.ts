import { channelSelfContract } from '@lakeside/shared/channel/channel.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { ChannelActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { MemberViewService } from './member-view.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class MemberChannelController {
  @Inject() private readonly views: MemberViewService;

  @Serve(channelSelfContract.listMembers)
  async listMembers(actor: ChannelActor, input: ParsedInput<typeof channelSelfContract.listMembers>) {
    return this.views.listForChannel(actor, input.query);
  }
}
