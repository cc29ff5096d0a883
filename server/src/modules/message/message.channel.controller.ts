import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { channelMessageContract } from '@lakeside/shared/message/message.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { ChannelActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { MessageService } from './message.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class MessageChannelController {
  @Inject() private readonly messages: MessageService;

  @Serve(channelMessageContract.listMessages)
  async listMessages(actor: ChannelActor, input: ParsedInput<typeof channelMessageContract.listMessages>) {
    return this.messages.listMessages(actor, input.query);
  }

  @Serve(channelMessageContract.countUnread)
  async countUnread(actor: ChannelActor) {
    return this.messages.countUnread(actor);
  }

  @Serve(channelMessageContract.markRead)
  async markRead(actor: ChannelActor, input: ParsedInput<typeof channelMessageContract.markRead>) {
    return this.messages.markRead(actor, input.body.ids);
  }

  @Serve(channelMessageContract.listTemplates)
  async listTemplates(actor: ChannelActor) {
    return this.messages.listTemplates(actor);
  }

  @Serve(channelMessageContract.recordGrants)
  async recordGrants(actor: ChannelActor, input: ParsedInput<typeof channelMessageContract.recordGrants>) {
    return this.messages.recordGrants(actor, input.body.events);
  }
}
