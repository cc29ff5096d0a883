import { OrderStatus } from '@lakeside/shared/order/order.status';

const dayMs = 24 * 60 * 60 * 1000;

/** The oldest completion that may still be reviewed at `now`. */
export function oldestReviewable(rule: { reviewDays: number; now: Date }): Date {
  return new Date(rule.now.getTime() - rule.reviewDays * dayMs);
}

/** Until when an order may be reviewed; null when it may not, or everything of it has been (MB-055, MB-064). */
export function reviewUntil(
  order: { status: OrderStatus; completedAt: Date | null; reviewedAt: Date | null },
  rule: { reviewDays: number; now: Date },
): Date | null {
  const { status, completedAt, reviewedAt } = order;
  if (status !== OrderStatus.completed || completedAt === null || reviewedAt !== null) return null;
  return completedAt >= oldestReviewable(rule)
    ? new Date(completedAt.getTime() + rule.reviewDays * dayMs)
    : null;
}
