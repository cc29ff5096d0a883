import { feedbackAdminContract } from '@lakeside/shared/feedback/feedback.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { FeedbackService } from './feedback.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class FeedbackAdminController {
  @Inject() private readonly feedback: FeedbackService;

  @Serve(feedbackAdminContract.listFeedback)
  async listFeedback(_actor: AdminActor, input: ParsedInput<typeof feedbackAdminContract.listFeedback>) {
    return this.feedback.list(input.query);
  }

  @Serve(feedbackAdminContract.handleFeedback)
  async handleFeedback(actor: AdminActor, input: ParsedInput<typeof feedbackAdminContract.handleFeedback>) {
    return this.feedback.handle(actor, { id: input.params.id, note: input.body.note });
  }
}
