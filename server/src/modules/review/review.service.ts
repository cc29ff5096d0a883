import { toIso } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import type { reviewMemberContract } from '@lakeside/shared/review/review.contract';
import { reviewError } from '@lakeside/shared/review/review.errors';
import type { MyReview, OrderToReview } from '@lakeside/shared/review/review.schemas';
import { ReviewStatus } from '@lakeside/shared/review/review.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type EntityManager, In } from 'typeorm';
import { Clock } from '../../platform/clock';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import type { MemberActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { WechatTextCheckService } from '../identity/wechat-text-check.service';
import {
  OrderReviewsService,
  type ReviewableLine,
  type ReviewableOrder,
} from '../order/order-reviews.service';
import { SettingsService } from '../settings/settings.service';
import { firstStatus, linesToReview, requireReviewableLine } from './domain/review-rules';
import { ReviewRow } from './entities/review.entity';
import { OfferRatingService } from './offer-rating.service';
import { toMyReview } from './review-views';

type SubmitReview = ParsedInput<typeof reviewMemberContract.submitReview>['body'];

/** Members review what they received (MB-055 … MB-057). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ReviewService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly orders: OrderReviewsService;
  @Inject() private readonly ratings: OfferRatingService;
  @Inject() private readonly settings: SettingsService;
  @Inject() private readonly textChecks: WechatTextCheckService;
  @Inject() private readonly transactions: TransactionService;

  /** Own completed orders with something left to review, newest first. */
  async listOrdersToReview(actor: MemberActor, page: PageQuery): Promise<Page<OrderToReview>> {
    const { items, total } = await this.orders.listToReview(actor.memberId, page);
    const reviewed = await this.reviewedLines(
      this.dataSource.manager,
      items.map((order) => order.id),
    );
    return { items: items.map((order) => toOrderToReview(order, reviewed)), total };
  }

  /** Throws ORDER_NOT_FOUND, REVIEW_NOT_OFFERED when nothing of the order can be reviewed. */
  async getOrderToReview(actor: MemberActor, orderId: number): Promise<OrderToReview> {
    const order = await this.orders.requireOwn(actor.memberId, orderId);
    if (order.until === null) throw reviewError('REVIEW_NOT_OFFERED');
    return toOrderToReview(order, await this.reviewedLines(this.dataSource.manager, [order.id]));
  }

  /**
   * Reviews one thing of an own order. Throws ORDER_NOT_FOUND, REVIEW_LINE_NOT_FOUND, REVIEW_NOT_OFFERED, REVIEW_TOO_LATE,
   * REVIEW_EXISTS and, when WeChat refuses the text, CONTENT_REFUSED.
   */
  async submitReview(actor: MemberActor, input: SubmitReview): Promise<MyReview> {
    const { needsReview } = await this.textChecks.check(actor, { content: input.text, scene: 'comment' });
    return this.transactions.run(actor, async (tx) => {
      const order = await this.orders.lockOwn(tx, actor.memberId, input.orderId);
      const { reviewDays, showReviews } = await this.settings.get(tx);
      const reviewed = await this.reviewedLines(tx, [order.id]);
      const line = requireReviewableLine(order, input, { reviewed, reviewDays });
      const status = firstStatus({ showReviews, needsReview });
      const review = await this.insert(tx, actor, { order, line, input, status });
      if (linesToReview(order.lines, [...reviewed, line]).length === 0) {
        await this.orders.markReviewed(tx, order.id);
      }
      if (status === ReviewStatus.shown) await this.ratings.add(tx, review);
      await this.audit.record(tx, actor, {
        action: 'review.submit',
        targetKind: 'review',
        targetId: review.id,
        targetLabel: review.title,
        after: { score: review.score, status },
      });
      return toMyReview(review);
    });
  }

  /** Own reviews, newest first (MB-057). */
  async listOwn(actor: MemberActor, page: PageQuery): Promise<Page<MyReview>> {
    const [rows, total] = await this.dataSource.manager.findAndCount(ReviewRow, {
      where: { memberId: actor.memberId },
      order: { id: 'DESC' },
      skip: (page.page - 1) * page.pageSize,
      take: page.pageSize,
    });
    return { items: rows.map(toMyReview), total };
  }

  private async insert(
    tx: Tx,
    actor: MemberActor,
    made: { order: ReviewableOrder; line: ReviewableLine; input: SubmitReview; status: ReviewStatus },
  ): Promise<ReviewRow> {
    const { order, line, input, status } = made;
    const row = tx.create(ReviewRow, {
      memberId: actor.memberId,
      orderId: order.id,
      orderNumber: order.number,
      offerKind: line.kind,
      offerId: line.offerId,
      title: line.title,
      pictureUrl: line.pictureUrl,
      score: input.score,
      text: input.text,
      pictures: input.pictures,
      hasPictures: input.pictures.length > 0,
      isAnonymous: input.isAnonymous,
      status,
      reply: null,
      repliedAt: null,
      createdAt: this.clock.now(),
    });
    await tx.insert(ReviewRow, row);
    return row;
  }

  private async reviewedLines(
    source: EntityManager,
    orderIds: readonly number[],
  ): Promise<{ orderId: number; kind: string; offerId: number }[]> {
    if (orderIds.length === 0) return [];
    const rows = await source.findBy(ReviewRow, { orderId: In([...orderIds]) });
    return rows.map(({ orderId, offerKind: kind, offerId }) => ({ orderId, kind, offerId }));
  }
}

function toOrderToReview(
  order: ReviewableOrder,
  reviewed: readonly { orderId: number; kind: string; offerId: number }[],
): OrderToReview {
  const { completedAt, until } = order;
  if (completedAt === null || until === null) throw new Error(`order ${order.number} cannot be reviewed`);
  return {
    orderId: order.id,
    number: order.number,
    completedAt: toIso(completedAt),
    until: toIso(until),
    lines: linesToReview(
      order.lines,
      reviewed.filter((one) => one.orderId === order.id),
    ),
  };
}
