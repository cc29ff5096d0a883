import { channelAdminContract } from '@lakeside/shared/channel/channel.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { ChannelAdminService } from './channel-admin.service';
import { ChannelLevelService } from './channel-level.service';
import { ChannelRateService } from './channel-rate.service';
import { ChannelStatusService } from './channel-status.service';
import { ChannelViewService } from './channel-view.service';

type Input<Name extends keyof typeof channelAdminContract> = ParsedInput<(typeof channelAdminContract)[Name]>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class ChannelAdminController {
  @Inject() private readonly channels: ChannelAdminService;
  @Inject() private readonly levels: ChannelLevelService;
  @Inject() private readonly rates: ChannelRateService;
  @Inject() private readonly states: ChannelStatusService;
  @Inject() private readonly views: ChannelViewService;

  @Serve(channelAdminContract.listChannels)
  async listChannels(_actor: AdminActor, input: Input<'listChannels'>) {
    return this.views.listForAdmin(input.query);
  }

  @Serve(channelAdminContract.getChannel)
  async getChannel(_actor: AdminActor, input: Input<'getChannel'>) {
    return this.views.requireView(null, input.params.id);
  }

  @Serve(channelAdminContract.createL1)
  async createL1(actor: AdminActor, input: Input<'createL1'>) {
    return this.channels.createL1(actor, input.body);
  }

  @Serve(channelAdminContract.updateChannel)
  async updateChannel(actor: AdminActor, input: Input<'updateChannel'>) {
    return this.channels.updateChannel(actor, { id: input.params.id, body: input.body });
  }

  @Serve(channelAdminContract.changeRate)
  async changeRate(actor: AdminActor, input: Input<'changeRate'>) {
    return this.rates.changeRate(actor, { id: input.params.id, rateBp: input.body.rateBp });
  }

  @Serve(channelAdminContract.changeLevel)
  async changeLevel(actor: AdminActor, input: Input<'changeLevel'>) {
    return this.levels.changeLevel(actor, { id: input.params.id, ...input.body });
  }

  @Serve(channelAdminContract.approveChannel)
  async approveChannel(actor: AdminActor, input: Input<'approveChannel'>) {
    return this.states.approve(actor, input.params.id);
  }

  @Serve(channelAdminContract.rejectChannel)
  async rejectChannel(actor: AdminActor, input: Input<'rejectChannel'>) {
    return this.states.reject(actor, { id: input.params.id, reason: input.body.reason });
  }

  @Serve(channelAdminContract.closeChannel)
  async closeChannel(actor: AdminActor, input: Input<'closeChannel'>) {
    return this.states.close(actor, { id: input.params.id, reason: input.body.reason });
  }

  @Serve(channelAdminContract.reopenChannel)
  async reopenChannel(actor: AdminActor, input: Input<'reopenChannel'>) {
    return this.states.reopen(actor, input.params.id);
  }
}
