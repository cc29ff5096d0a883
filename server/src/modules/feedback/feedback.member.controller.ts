import { feedbackMemberContract } from '@lakeside/shared/feedback/feedback.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { MemberActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { FeedbackService } from './feedback.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class FeedbackMemberController {
  @Inject() private readonly feedback: FeedbackService;

  @Serve(feedbackMemberContract.sendFeedback)
  async sendFeedback(actor: MemberActor, input: ParsedInput<typeof feedbackMemberContract.sendFeedback>) {
    return this.feedback.send(actor, input.body);
  }
}
