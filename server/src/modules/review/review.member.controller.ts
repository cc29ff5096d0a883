import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { reviewMemberContract } from '@lakeside/shared/review/review.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { MemberActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { ReviewService } from './review.service';

type Input<Name extends keyof typeof reviewMemberContract> = ParsedInput<(typeof reviewMemberContract)[Name]>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class ReviewMemberController {
  @Inject() private readonly reviews: ReviewService;

  @Serve(reviewMemberContract.listOrdersToReview)
  async listOrdersToReview(actor: MemberActor, input: Input<'listOrdersToReview'>) {
    return this.reviews.listOrdersToReview(actor, input.query);
  }

  @Serve(reviewMemberContract.getOrderToReview)
  async getOrderToReview(actor: MemberActor, input: Input<'getOrderToReview'>) {
    return this.reviews.getOrderToReview(actor, input.params.id);
  }

  @Serve(reviewMemberContract.submitReview)
  async submitReview(actor: MemberActor, input: Input<'submitReview'>) {
    return this.reviews.submitReview(actor, input.body);
  }

  @Serve(reviewMemberContract.listMyReviews)
  async listMyReviews(actor: MemberActor, input: Input<'listMyReviews'>) {
    return this.reviews.listOwn(actor, input.query);
  }
}
