import * as v from 'valibot';
import { offerKindSchema } from '../catalog/catalog.contract';
import { countSchema, idSchema, instantSchema, textSchema } from '../kernel/schemas';
import { valuesOf } from '../kernel/status';
import { ReviewStatus } from './review.status';

export const scoreSchema = v.pipe(
  v.number('请选择评分'),
  v.safeInteger('请选择评分'),
  v.minValue(1, '请选择评分'),
  v.maxValue(5, '评分最多 5 星'),
);

export const maxReviewPictures = 9;
/** Pictures of our own media store only: a foreign address would let a review watch its readers. */
const reviewPicturesSchema = v.pipe(
  v.array(v.pipe(v.string(), v.regex(/^\/media\/[\w-]{1,80}\.(?:jpg|png|webp)$/, '图片地址不正确'))),
  v.maxLength(maxReviewPictures, `最多 ${maxReviewPictures} 张图片`),
);

export const submitReviewBody = v.object({
  orderId: idSchema,
  kind: offerKindSchema,
  offerId: idSchema,
  score: scoreSchema,
  text: v.pipe(textSchema(500, '请填写评价'), v.minLength(5, '再多写几个字，至少 5 个字')),
  pictures: v.optional(reviewPicturesSchema, []),
  isAnonymous: v.optional(v.boolean(), false),
});

/** One thing of a completed order that waits for its review. */
export const lineToReviewSchema = v.object({
  kind: offerKindSchema,
  offerId: idSchema,
  title: v.string(),
  pictureUrl: v.nullable(v.string()),
});
export type LineToReview = v.InferOutput<typeof lineToReviewSchema>;

export const orderToReviewSchema = v.object({
  orderId: idSchema,
  number: v.string(),
  completedAt: instantSchema,
  /** Until when it can be reviewed. */
  until: instantSchema,
  lines: v.array(lineToReviewSchema),
});
export type OrderToReview = v.InferOutput<typeof orderToReviewSchema>;

const reviewEntries = {
  id: idSchema,
  score: countSchema,
  text: v.string(),
  pictures: v.array(v.string()),
  /** What the shop answered; null before it did. */
  reply: v.nullable(v.string()),
  repliedAt: v.nullable(instantSchema),
  createdAt: instantSchema,
};

/** A review as everybody reads it below an offer. */
export const offerReviewSchema = v.object({
  ...reviewEntries,
  authorName: v.string(),
  authorPictureUrl: v.nullable(v.string()),
});
export type OfferReview = v.InferOutput<typeof offerReviewSchema>;

export const offerRatingSchema = v.object({
  count: countSchema,
  /** The average score in tenths: 47 = 4.7; 0 without a review. */
  averageTenths: countSchema,
  withPictures: countSchema,
});
export type OfferRating = v.InferOutput<typeof offerRatingSchema>;

/** An own review. */
export const myReviewSchema = v.object({
  ...reviewEntries,
  ...lineToReviewSchema.entries,
  isAnonymous: v.boolean(),
  status: v.picklist(valuesOf(ReviewStatus)),
});
export type MyReview = v.InferOutput<typeof myReviewSchema>;

export const reviewAdminViewSchema = v.object({
  ...myReviewSchema.entries,
  orderId: idSchema,
  orderNumber: v.string(),
  member: v.object({ id: idSchema, nickname: v.string(), phone: v.string() }),
});
export type ReviewAdminView = v.InferOutput<typeof reviewAdminViewSchema>;
