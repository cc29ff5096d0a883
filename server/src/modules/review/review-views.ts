import { toIso } from '@lakeside/shared/kernel/date';
import type { MyReview, OfferReview, ReviewAdminView } from '@lakeside/shared/review/review.schemas';
import type { ReviewRow } from './entities/review.entity';

/** A person as far as a review tells of them. */
export interface Author {
  readonly id: number;
  readonly nickname: string;
  readonly phone: string;
  readonly avatarUrl: string | null;
}

/** Nobody can tell from it who wrote an anonymous review. */
export function toOfferReview(row: ReviewRow, author: Author | undefined): OfferReview {
  const isNamed = !row.isAnonymous && author !== undefined;
  return {
    ...textOf(row),
    authorName: isNamed ? author.nickname : '匿名会员',
    authorPictureUrl: isNamed ? author.avatarUrl : null,
  };
}

export function toMyReview(row: ReviewRow): MyReview {
  const { offerKind: kind, offerId, title, pictureUrl, isAnonymous, status } = row;
  return { ...textOf(row), kind, offerId, title, pictureUrl, isAnonymous, status };
}

export function toReviewAdminView(row: ReviewRow, author: Author | undefined): ReviewAdminView {
  return {
    ...toMyReview(row),
    orderId: row.orderId,
    orderNumber: row.orderNumber,
    member: { id: row.memberId, nickname: author?.nickname ?? '', phone: author?.phone ?? '' },
  };
}

function textOf(row: ReviewRow) {
  const { id, score, text, pictures, reply } = row;
  return {
    id,
    score,
    text,
    pictures,
    reply,
    repliedAt: row.repliedAt && toIso(row.repliedAt),
    createdAt: toIso(row.createdAt),
  };
}
