import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { reviewAdminContract } from '@lakeside/shared/review/review.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { ReviewListService } from './review-list.service';
import { ReviewModerationService } from './review-moderation.service';

type Input<Name extends keyof typeof reviewAdminContract> = ParsedInput<(typeof reviewAdminContract)[Name]>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class ReviewAdminController {
  @Inject() private readonly lists: ReviewListService;
  @Inject() private readonly moderation: ReviewModerationService;

  @Serve(reviewAdminContract.listReviews)
  async listReviews(_actor: AdminActor, input: Input<'listReviews'>) {
    return this.lists.listForAdmin(input.query);
  }

  @Serve(reviewAdminContract.getReview)
  async getReview(_actor: AdminActor, input: Input<'getReview'>) {
    return this.lists.requireAdminView(null, input.params.id);
  }

  @Serve(reviewAdminContract.exportReviews)
  async exportReviews(_actor: AdminActor, input: Input<'exportReviews'>) {
    return this.lists.exportReviews(input.query);
  }

  @Serve(reviewAdminContract.replyToReview)
  async replyToReview(actor: AdminActor, input: Input<'replyToReview'>) {
    return this.moderation.reply(actor, { id: input.params.id, text: input.body.text });
  }

  @Serve(reviewAdminContract.showReview)
  async showReview(actor: AdminActor, input: Input<'showReview'>) {
    return this.moderation.show(actor, input.params.id);
  }

  @Serve(reviewAdminContract.hideReview)
  async hideReview(actor: AdminActor, input: Input<'hideReview'>) {
    return this.moderation.hide(actor, { id: input.params.id, reason: input.body.reason });
  }
}
