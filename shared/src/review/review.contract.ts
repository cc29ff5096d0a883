import * as v from 'valibot';
import { offerKindSchema } from '../catalog/catalog.contract';
import { AdminPermission } from '../identity/admin-permission';
import { endpoint } from '../kernel/endpoint';
import { pageOf, pageQueryEntries } from '../kernel/page';
import {
  daySchema,
  idParams,
  idSchema,
  queryBooleanSchema,
  queryIntegerSchema,
  textSchema,
} from '../kernel/schemas';
import { valuesOf } from '../kernel/status';
import { orderErrors } from '../order/order.errors';
import { wechatErrors } from '../wechat/wechat.errors';
import { reviewErrors } from './review.errors';
import {
  myReviewSchema,
  offerRatingSchema,
  offerReviewSchema,
  orderToReviewSchema,
  reviewAdminViewSchema,
  scoreSchema,
  submitReviewBody,
} from './review.schemas';
import { ReviewStatus } from './review.status';

export const reviewPublicContract = {
  listOfferReviews: endpoint({
    method: 'GET',
    path: '/api/public/offers/:kind/:id/reviews',
    audience: 'public',
    params: v.object({ kind: offerKindSchema, id: idSchema }),
    query: v.object({ ...pageQueryEntries, withPictures: v.optional(queryBooleanSchema, false) }),
    response: v.object({ ...pageOf(offerReviewSchema).entries, rating: offerRatingSchema }),
    summary: 'Reviews of an offer, newest first, and its average score (MB-013, MB-032, MB-045).',
  }),
};

export const reviewMemberContract = {
  listOrdersToReview: endpoint({
    method: 'GET',
    path: '/api/member/orders-to-review',
    audience: 'member',
    permission: 'self',
    query: v.object(pageQueryEntries),
    response: pageOf(orderToReviewSchema),
    summary: 'Own completed orders with goods that wait for a review (MB-055, MB-064).',
  }),
  getOrderToReview: endpoint({
    method: 'GET',
    path: '/api/member/orders-to-review/:id',
    audience: 'member',
    permission: 'self',
    params: idParams,
    response: orderToReviewSchema,
    errors: { ...orderErrors, ...reviewErrors },
    summary: 'What of one own order waits for a review (MB-055).',
  }),
  submitReview: endpoint({
    method: 'POST',
    path: '/api/member/reviews',
    audience: 'member',
    permission: 'self',
    body: submitReviewBody,
    response: myReviewSchema,
    errors: { ...orderErrors, ...reviewErrors, ...wechatErrors },
    idempotent: true,
    summary: 'Reviews one thing of an own completed order, once (MB-055, MB-056).',
  }),
  listMyReviews: endpoint({
    method: 'GET',
    path: '/api/member/reviews',
    audience: 'member',
    permission: 'self',
    query: v.object(pageQueryEntries),
    response: pageOf(myReviewSchema),
    summary: 'Own reviews, newest first (MB-057).',
  }),
};

const filterEntries = {
  status: v.optional(v.picklist(valuesOf(ReviewStatus))),
  score: v.optional(v.pipe(queryIntegerSchema, scoreSchema)),
  /** `false` = the shop has not answered yet. */
  replied: v.optional(queryBooleanSchema),
  withPictures: v.optional(queryBooleanSchema),
  /** Words of the text or the name of the goods. */
  search: v.optional(v.string()),
  orderNumber: v.optional(v.string()),
  memberId: v.optional(idSchema),
  from: v.optional(daySchema),
  to: v.optional(daySchema),
};
const view = { audience: 'admin', permission: AdminPermission.reviewView } as const;
const edit = { audience: 'admin', permission: AdminPermission.reviewEdit } as const;

export const reviewAdminContract = {
  listReviews: endpoint({
    ...view,
    method: 'GET',
    path: '/api/admin/reviews',
    query: v.object({ ...pageQueryEntries, ...filterEntries }),
    response: pageOf(reviewAdminViewSchema),
    summary: 'Reviews of members, newest first (AD-292, AD-142).',
  }),
  getReview: endpoint({
    ...view,
    method: 'GET',
    path: '/api/admin/reviews/:id',
    params: idParams,
    response: reviewAdminViewSchema,
    errors: reviewErrors,
    summary: 'One review (AD-292).',
  }),
  exportReviews: endpoint({
    ...view,
    method: 'GET',
    path: '/api/admin/reviews/export',
    kind: 'file',
    query: v.object(filterEntries),
    response: v.unknown(),
    summary: 'The same reviews as a streamed xlsx.',
  }),
  replyToReview: endpoint({
    ...edit,
    method: 'POST',
    path: '/api/admin/reviews/:id/reply',
    params: idParams,
    body: v.object({ text: textSchema(300, '请填写回复') }),
    response: reviewAdminViewSchema,
    errors: reviewErrors,
    summary: 'Answers a review in the name of the shop, once.',
  }),
  showReview: endpoint({
    ...edit,
    method: 'POST',
    path: '/api/admin/reviews/:id/show',
    params: idParams,
    response: reviewAdminViewSchema,
    errors: reviewErrors,
    summary: 'Puts a review on the page of its offer.',
  }),
  hideReview: endpoint({
    ...edit,
    method: 'POST',
    path: '/api/admin/reviews/:id/hide',
    params: idParams,
    body: v.object({ reason: textSchema(100, '请填写原因') }),
    response: reviewAdminViewSchema,
    errors: reviewErrors,
    summary: 'Takes a review off the page of its offer.',
  }),
};
