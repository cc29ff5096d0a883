import {
  reviewAdminContract,
  reviewMemberContract,
  reviewPublicContract,
} from '@lakeside/shared/review/review.contract';
import type { ServerModule } from '../../platform/server-module';
import { OfferRatingRow } from './entities/offer-rating.entity';
import { ReviewRow } from './entities/review.entity';
import { CreateReview1707000000100 } from './migrations/1707000000100-create-review';
import { OfferRatingService } from './offer-rating.service';
import { ReviewListService } from './review-list.service';
import { ReviewModerationService } from './review-moderation.service';
import { ReviewAdminController } from './review.admin.controller';
import { ReviewMemberController } from './review.member.controller';
import { ReviewPublicController } from './review.public.controller';
import { ReviewService } from './review.service';

/** What members say of what they received. */
export const reviewModule: ServerModule = {
  name: 'review',
  providers: [OfferRatingService, ReviewListService, ReviewModerationService, ReviewService],
  controllers: [ReviewAdminController, ReviewMemberController, ReviewPublicController],
  contracts: [reviewAdminContract, reviewMemberContract, reviewPublicContract],
  entities: [OfferRatingRow, ReviewRow],
  migrations: [CreateReview1707000000100],
};
