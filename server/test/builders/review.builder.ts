import { reviewMemberContract } from '@lakeside/shared/review/review.contract';
import { Order } from '../../src/modules/order/entities/order.entity';
import type { TestApp } from '../kit/test-app';
import { anOrder, type OrderMade } from './order.builder';

/** A redemption that was received now. */
export async function aCompletedOrder(app: TestApp): Promise<OrderMade & { productId: number }> {
  const made = await anOrder(app);
  await complete(app, made.order.id);
  return { ...made, productId: made.goods.productId };
}

/** Ends an order as its receipt does; how it got there is the business of other tests. */
export async function complete(app: TestApp, orderId: number): Promise<void> {
  const completedAt = app.clock.now();
  await app.dataSource.manager.update(Order, { id: orderId }, { status: 'completed', completedAt });
}

export interface ReviewToMake {
  token: string;
  orderId: number;
  offerId: number;
  kind?: 'package' | 'cardProduct' | 'eCard';
  score?: number;
  text?: string;
  pictures?: string[];
  isAnonymous?: boolean;
  idempotencyKey?: string;
}

/** Submits a review; whatever comes of it. */
export function submitReview(app: TestApp, review: ReviewToMake) {
  const { token, idempotencyKey, kind = 'cardProduct', score = 5, text = '螃蟹很新鲜', ...rest } = review;
  return app.call(reviewMemberContract.submitReview, {
    token,
    input: { body: { kind, score, text, ...rest } },
    ...(idempotencyKey ? { idempotencyKey } : {}),
  });
}
