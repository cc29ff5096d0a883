import { channelAuthContract } from '@lakeside/shared/channel/channel.contract';
import { invitePublicContract } from '@lakeside/shared/channel/invite.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AnonymousActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { ChannelApplicationService } from './channel-application.service';
import { ChannelLoginService } from './channel-login.service';
import { InvitePictureService } from './invite-picture.service';
import { InviteService } from './invite.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class ChannelPublicController {
  @Inject() private readonly applications: ChannelApplicationService;
  @Inject() private readonly invites: InviteService;
  @Inject() private readonly logins: ChannelLoginService;
  @Inject() private readonly pictures: InvitePictureService;

  @Serve(channelAuthContract.logInByCode)
  async logInByCode(actor: AnonymousActor, input: ParsedInput<typeof channelAuthContract.logInByCode>) {
    return this.logins.logInByCode(actor, input.body);
  }

  @Serve(channelAuthContract.logInByPassword)
  async logInByPassword(
    actor: AnonymousActor,
    input: ParsedInput<typeof channelAuthContract.logInByPassword>,
  ) {
    return this.logins.logInByPassword(actor, input.body);
  }

  @Serve(invitePublicContract.getInvitePicture)
  async getInvitePicture(
    _actor: AnonymousActor,
    input: ParsedInput<typeof invitePublicContract.getInvitePicture>,
  ) {
    return this.pictures.pictureOf(input.params.token);
  }

  @Serve(invitePublicContract.previewInvite)
  async previewInvite(_actor: AnonymousActor, input: ParsedInput<typeof invitePublicContract.previewInvite>) {
    return this.invites.preview(input.params.token);
  }

  @Serve(invitePublicContract.applyAsChannel)
  async applyAsChannel(
    actor: AnonymousActor,
    input: ParsedInput<typeof invitePublicContract.applyAsChannel>,
  ) {
    return this.applications.apply(actor, input.body);
  }
}
