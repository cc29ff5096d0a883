import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { memberSelfContract } from '@lakeside/shared/member/member.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { MemberActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { InviteService } from '../channel/invite.service';
import { MemberAddressService } from './member-address.service';
import { MemberProfileService } from './member-profile.service';
import { MemberViewService } from './member-view.service';

type Input<Name extends keyof typeof memberSelfContract> = ParsedInput<(typeof memberSelfContract)[Name]>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class MemberSelfController {
  @Inject() private readonly addresses: MemberAddressService;
  @Inject() private readonly invites: InviteService;
  @Inject() private readonly profiles: MemberProfileService;
  @Inject() private readonly views: MemberViewService;

  @Serve(memberSelfContract.getProfile)
  async getProfile(actor: MemberActor) {
    return this.views.requireProfile(null, actor.memberId);
  }

  @Serve(memberSelfContract.updateProfile)
  async updateProfile(actor: MemberActor, input: Input<'updateProfile'>) {
    return this.profiles.updateProfile(actor, input.body);
  }

  @Serve(memberSelfContract.getInvite)
  async getInvite(actor: MemberActor) {
    return this.invites.memberInvite(actor, actor.memberId);
  }

  @Serve(memberSelfContract.listAddresses)
  async listAddresses(actor: MemberActor) {
    return this.addresses.listAddresses(actor);
  }

  @Serve(memberSelfContract.createAddress)
  async createAddress(actor: MemberActor, input: Input<'createAddress'>) {
    return this.addresses.createAddress(actor, input.body);
  }

  @Serve(memberSelfContract.updateAddress)
  async updateAddress(actor: MemberActor, input: Input<'updateAddress'>) {
    return this.addresses.updateAddress(actor, { id: input.params.id, body: input.body });
  }

  @Serve(memberSelfContract.deleteAddress)
  async deleteAddress(actor: MemberActor, input: Input<'deleteAddress'>) {
    return this.addresses.deleteAddress(actor, input.params.id);
  }
}
