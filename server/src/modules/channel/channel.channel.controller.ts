import { channelSelfContract } from '@lakeside/shared/channel/channel.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { ChannelActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { ChannelLoginService } from './channel-login.service';
import { ChannelRateService } from './channel-rate.service';
import { ChannelStaffService } from './channel-staff.service';
import { ChannelViewService } from './channel-view.service';
import { InviteService } from './invite.service';

type Input<Name extends keyof typeof channelSelfContract> = ParsedInput<(typeof channelSelfContract)[Name]>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class ChannelSelfController {
  @Inject() private readonly invites: InviteService;
  @Inject() private readonly logins: ChannelLoginService;
  @Inject() private readonly rates: ChannelRateService;
  @Inject() private readonly staff: ChannelStaffService;
  @Inject() private readonly views: ChannelViewService;

  @Serve(channelSelfContract.getProfile)
  async getProfile(actor: ChannelActor) {
    return this.logins.profileOf(actor);
  }

  @Serve(channelSelfContract.listChildren)
  async listChildren(actor: ChannelActor, input: Input<'listChildren'>) {
    return this.views.listChildren(actor, input.query);
  }

  @Serve(channelSelfContract.getChild)
  async getChild(actor: ChannelActor, input: Input<'getChild'>) {
    return this.views.requireDescendant(actor, input.params.id);
  }

  @Serve(channelSelfContract.changeChildRate)
  async changeChildRate(actor: ChannelActor, input: Input<'changeChildRate'>) {
    return this.rates.changeChildRate(actor, { id: input.params.id, rateBp: input.body.rateBp });
  }

  @Serve(channelSelfContract.getRateBounds)
  async getRateBounds(actor: ChannelActor) {
    return this.rates.boundsOf(actor);
  }

  @Serve(channelSelfContract.createChannelInvite)
  async createChannelInvite(actor: ChannelActor, input: Input<'createChannelInvite'>) {
    return this.invites.createChannelInvite(actor, input.body);
  }

  @Serve(channelSelfContract.getMemberInvite)
  async getMemberInvite(actor: ChannelActor, input: Input<'getMemberInvite'>) {
    return this.invites.channelMemberInvite(actor, input.query.memberLevelId ?? null);
  }

  @Serve(channelSelfContract.listStaff)
  async listStaff(actor: ChannelActor, input: Input<'listStaff'>) {
    return this.staff.listStaff(actor, input.query);
  }

  @Serve(channelSelfContract.addStaff)
  async addStaff(actor: ChannelActor, input: Input<'addStaff'>) {
    return this.staff.addStaff(actor, input.body);
  }

  @Serve(channelSelfContract.updateStaff)
  async updateStaff(actor: ChannelActor, input: Input<'updateStaff'>) {
    return this.staff.updateStaff(actor, { id: input.params.id, ...input.body });
  }

  @Serve(channelSelfContract.changeCommission)
  async changeCommission(actor: ChannelActor, input: Input<'changeCommission'>) {
    return this.staff.changeCommission(actor, { id: input.params.id, rateBp: input.body.rateBp });
  }

  @Serve(channelSelfContract.closeStaff)
  async closeStaff(actor: ChannelActor, input: Input<'closeStaff'>) {
    return this.staff.closeStaff(actor, input.params.id);
  }
}
