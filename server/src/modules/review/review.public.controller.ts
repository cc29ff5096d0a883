import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { reviewPublicContract } from '@lakeside/shared/review/review.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AnonymousActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { ReviewListService } from './review-list.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class ReviewPublicController {
  @Inject() private readonly lists: ReviewListService;

  @Serve(reviewPublicContract.listOfferReviews)
  async listOfferReviews(
    _actor: AnonymousActor,
    input: ParsedInput<typeof reviewPublicContract.listOfferReviews>,
  ) {
    return this.lists.listOfOffer(input);
  }
}
