import { canTransit } from '@lakeside/shared/kernel/status';
import { reviewError } from '@lakeside/shared/review/review.errors';
import { ReviewStatus, reviewStatusName, reviewTransitions } from '@lakeside/shared/review/review.status';

export interface ReviewedLine {
  readonly kind: string;
  readonly offerId: number;
}

export interface OrderInReview<Line extends ReviewedLine> {
  readonly completedAt: Date | null;
  readonly until: Date | null;
  readonly lines: readonly Line[];
}

/** The lines of an order that nobody has reviewed yet. */
export function linesToReview<Line extends ReviewedLine>(
  lines: readonly Line[],
  reviewed: readonly ReviewedLine[],
): Line[] {
  return lines.filter((line) => !reviewed.some((done) => isSameLine(done, line)));
}

/**
 * The line a review is about. Throws REVIEW_LINE_NOT_FOUND, REVIEW_EXISTS, REVIEW_NOT_OFFERED before the order is completed
 * and REVIEW_TOO_LATE after its days (MB-055).
 */
export function requireReviewableLine<Line extends ReviewedLine>(
  order: OrderInReview<Line>,
  wanted: ReviewedLine,
  facts: { reviewed: readonly ReviewedLine[]; reviewDays: number },
): Line {
  const line = order.lines.find((candidate) => isSameLine(candidate, wanted));
  if (!line) throw reviewError('REVIEW_LINE_NOT_FOUND');
  if (facts.reviewed.some((done) => isSameLine(done, wanted))) throw reviewError('REVIEW_EXISTS');
  if (order.completedAt === null) throw reviewError('REVIEW_NOT_OFFERED');
  if (order.until === null) throw reviewError('REVIEW_TOO_LATE', { days: facts.reviewDays });
  return line;
}

/** Where a new review begins: to be read first when the shop wants that, or WeChat's check of the text does. */
export function firstStatus(rule: {
  showReviews: 'atOnce' | 'afterApproval';
  needsReview: boolean;
}): ReviewStatus {
  return rule.showReviews === 'atOnce' && !rule.needsReview ? ReviewStatus.shown : ReviewStatus.pending;
}

/** Throws REVIEW_STATUS_CHANGED unless the review may go to that state. */
export function assertReviewCanBecome(current: ReviewStatus, next: ReviewStatus): void {
  if (canTransit(reviewTransitions, current, next)) return;
  throw reviewError('REVIEW_STATUS_CHANGED', { statusName: reviewStatusName[current], status: current });
}

/** The average in tenths, rounded half up; 0 without a review. */
export function averageTenths(scoreSum: number, count: number): number {
  return count === 0 ? 0 : Math.floor((scoreSum * 20 + count) / (count * 2));
}

function isSameLine(left: ReviewedLine, right: ReviewedLine): boolean {
  return left.kind === right.kind && left.offerId === right.offerId;
}
