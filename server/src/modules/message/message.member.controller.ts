import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { memberMessageContract } from '@lakeside/shared/message/message.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { MemberActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { MessageService } from './message.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class MessageMemberController {
  @Inject() private readonly messages: MessageService;

  @Serve(memberMessageContract.listMessages)
  async listMessages(actor: MemberActor, input: ParsedInput<typeof memberMessageContract.listMessages>) {
    return this.messages.listMessages(actor, input.query);
  }

  @Serve(memberMessageContract.countUnread)
  async countUnread(actor: MemberActor) {
    return this.messages.countUnread(actor);
  }

  @Serve(memberMessageContract.markRead)
  async markRead(actor: MemberActor, input: ParsedInput<typeof memberMessageContract.markRead>) {
    return this.messages.markRead(actor, input.body.ids);
  }

  @Serve(memberMessageContract.listTemplates)
  async listTemplates(actor: MemberActor) {
    return this.messages.listTemplates(actor);
  }

  @Serve(memberMessageContract.recordGrants)
  async recordGrants(actor: MemberActor, input: ParsedInput<typeof memberMessageContract.recordGrants>) {
    return this.messages.recordGrants(actor, input.body.events);
  }
}
