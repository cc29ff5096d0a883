import { reviewError } from '@lakeside/shared/review/review.errors';
import type { ReviewAdminView } from '@lakeside/shared/review/review.schemas';
import { ReviewStatus } from '@lakeside/shared/review/review.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { lockById, type Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { AdminActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { assertReviewCanBecome } from './domain/review-rules';
import { ReviewRow } from './entities/review.entity';
import { OfferRatingService } from './offer-rating.service';
import { ReviewListService } from './review-list.service';

/** The shop answers reviews and decides which are shown (AD-292). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ReviewModerationService {
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly lists: ReviewListService;
  @Inject() private readonly ratings: OfferRatingService;
  @Inject() private readonly transactions: TransactionService;

  /** Throws REVIEW_NOT_FOUND, REVIEW_ALREADY_REPLIED. */
  reply(actor: AdminActor, input: { id: number; text: string }): Promise<ReviewAdminView> {
    return this.change(actor, { id: input.id, action: 'review.reply' }, async (tx, review) => {
      if (review.reply !== null) throw reviewError('REVIEW_ALREADY_REPLIED');
      await tx.update(ReviewRow, { id: review.id }, { reply: input.text, repliedAt: this.clock.now() });
      return { after: { reply: input.text } };
    });
  }

  /** Throws REVIEW_NOT_FOUND, REVIEW_STATUS_CHANGED. */
  show(actor: AdminActor, id: number): Promise<ReviewAdminView> {
    return this.change(actor, { id, action: 'review.show' }, async (tx, review) => {
      await this.become(tx, review, ReviewStatus.shown);
      await this.ratings.add(tx, review);
      return { after: { status: ReviewStatus.shown } };
    });
  }

  /** Throws REVIEW_NOT_FOUND, REVIEW_STATUS_CHANGED. */
  hide(actor: AdminActor, input: { id: number; reason: string }): Promise<ReviewAdminView> {
    return this.change(actor, { id: input.id, action: 'review.hide' }, async (tx, review) => {
      await this.become(tx, review, ReviewStatus.hidden);
      if (review.status === ReviewStatus.shown) await this.ratings.remove(tx, review);
      return { after: { status: ReviewStatus.hidden, reason: input.reason } };
    });
  }

  private async become(tx: Tx, review: ReviewRow, status: ReviewStatus): Promise<void> {
    assertReviewCanBecome(review.status, status);
    await tx.update(ReviewRow, { id: review.id }, { status });
  }

  private change(
    actor: AdminActor,
    target: { id: number; action: string },
    write: (tx: Tx, review: ReviewRow) => Promise<{ after: Record<string, unknown> }>,
  ): Promise<ReviewAdminView> {
    return this.transactions.run(actor, async (tx) => {
      const [review] = await lockById(tx, ReviewRow, [target.id]);
      if (!review) throw reviewError('REVIEW_NOT_FOUND');
      const { after } = await write(tx, review);
      await this.audit.record(tx, actor, {
        action: target.action,
        targetKind: 'review',
        targetId: review.id,
        targetLabel: review.title,
        before: { status: review.status },
        after,
      });
      return this.lists.requireAdminView(tx, review.id);
    });
  }
}
