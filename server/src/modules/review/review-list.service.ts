import { addDays, formatInstantFull, startOfDay, toDay } from '@lakeside/shared/kernel/date';
import type { EndpointResponse, ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type { Page } from '@lakeside/shared/kernel/page';
import type { reviewAdminContract, reviewPublicContract } from '@lakeside/shared/review/review.contract';
import { reviewError } from '@lakeside/shared/review/review.errors';
import type { ReviewAdminView } from '@lakeside/shared/review/review.schemas';
import { ReviewStatus, reviewStatusName } from '@lakeside/shared/review/review.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import { Clock } from '../../platform/clock';
import { contains, containsPattern, type Tx } from '../../platform/database/dialect';
import { rowsById } from '../../platform/database/rows-by-id';
import { numberPattern } from '../../platform/document-number/number-pattern';
import type { FileDownload } from '../../platform/http/serve';
import { type SpreadsheetCell, spreadsheetDownload } from '../../platform/spreadsheet/write-spreadsheet';
import { MemberService } from '../member/member.service';
import { ReviewRow } from './entities/review.entity';
import { OfferRatingService } from './offer-rating.service';
import { toOfferReview, toReviewAdminView } from './review-views';

type OfferInput = ParsedInput<typeof reviewPublicContract.listOfferReviews>;
type Query = ParsedInput<typeof reviewAdminContract.listReviews>['query'];
type Filter = ParsedInput<typeof reviewAdminContract.exportReviews>['query'];

const exportBatchSize = 500;
const exportColumns = [
  { title: '评价时间', width: 20 },
  { title: '订单编号', width: 20 },
  { title: '商品', width: 24 },
  { title: '会员', width: 14 },
  { title: '手机号', width: 14 },
  { title: '评分', width: 8 },
  { title: '内容', width: 60 },
  { title: '图片数', width: 8 },
  { title: '匿名', width: 8 },
  { title: '状态', width: 10 },
  { title: '回复', width: 40 },
];

/** Reviews as the shop's visitors and the back office read them. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ReviewListService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly members: MemberService;
  @Inject() private readonly ratings: OfferRatingService;

  /** The shown reviews of an offer, newest first, and what they come to (MB-013, MB-032, MB-045). */
  async listOfOffer({
    params,
    query,
  }: OfferInput): Promise<EndpointResponse<typeof reviewPublicContract.listOfferReviews>> {
    const offer = { offerKind: params.kind, offerId: params.id };
    const rating = await this.ratings.ratingOf(offer);
    const rows = await this.dataSource.manager.find(ReviewRow, {
      where: { ...offer, status: ReviewStatus.shown, ...(query.withPictures ? { hasPictures: true } : {}) },
      order: { id: 'DESC' },
      skip: (query.page - 1) * query.pageSize,
      take: query.pageSize,
    });
    const named = rows.filter((row) => !row.isAnonymous).map((row) => row.memberId);
    const authors = await this.members.membersByIds(named);
    return {
      items: rows.map((row) => toOfferReview(row, authors.get(row.memberId))),
      total: query.withPictures ? rating.withPictures : rating.count,
      rating,
    };
  }

  /** Newest first (AD-292). */
  async listForAdmin(query: Query): Promise<Page<ReviewAdminView>> {
    const [rows, total] = await this.select(query)
      .orderBy('review.id', 'DESC')
      .skip((query.page - 1) * query.pageSize)
      .take(query.pageSize)
      .getManyAndCount();
    return { items: await this.adminViewsOf(null, rows), total };
  }

  /** Throws REVIEW_NOT_FOUND. Pass `tx` inside a transaction. */
  async requireAdminView(tx: Tx | null, id: number): Promise<ReviewAdminView> {
    const rows = await (tx ?? this.dataSource.manager).findBy(ReviewRow, { id });
    const [view] = await this.adminViewsOf(tx, rows);
    if (!view) throw reviewError('REVIEW_NOT_FOUND');
    return view;
  }

  /** The filtered reviews, oldest first, as a spreadsheet that is written while it is read. */
  exportReviews(filter: Filter): Promise<FileDownload> {
    return spreadsheetDownload(`评价-${toDay(this.clock.now())}.xlsx`, {
      sheetName: '评价',
      columns: exportColumns,
      rows: this.exportRows(filter),
    });
  }

  private async *exportRows(filter: Filter): AsyncGenerator<SpreadsheetCell[]> {
    const batches = rowsById(exportBatchSize, (after) =>
      this.select(filter)
        .andWhere('review.id > :after', { after })
        .orderBy('review.id', 'ASC')
        .take(exportBatchSize)
        .getMany(),
    );
    for await (const rows of batches) yield* (await this.adminViewsOf(null, rows)).map(toExportRow);
  }

  private async adminViewsOf(tx: Tx | null, rows: readonly ReviewRow[]): Promise<ReviewAdminView[]> {
    const authors = await this.members.membersByIds(
      rows.map((row) => row.memberId),
      tx,
    );
    return rows.map((row) => toReviewAdminView(row, authors.get(row.memberId)));
  }

  private select(filter: Filter): SelectQueryBuilder<ReviewRow> {
    const select = this.dataSource.getRepository(ReviewRow).createQueryBuilder('review').where('1 = 1');
    const { status, score, replied, withPictures, search, orderNumber, memberId, from, to } = filter;
    if (status) select.andWhere('review.status = :status', { status });
    if (score !== undefined) select.andWhere('review.score = :score', { score });
    if (replied !== undefined) select.andWhere(`review.reply IS ${replied ? 'NOT NULL' : 'NULL'}`);
    if (withPictures !== undefined) select.andWhere({ hasPictures: withPictures });
    if (search) {
      const isText = contains('review.text', 'search');
      const isTitle = contains('review.title', 'search');
      select.andWhere(`(${isText} OR ${isTitle})`, { search: containsPattern(search) });
    }
    if (orderNumber) {
      select.andWhere(contains('review.orderNumber', 'number'), { number: numberPattern(orderNumber) });
    }
    if (memberId) select.andWhere('review.memberId = :memberId', { memberId });
    if (from) select.andWhere('review.createdAt >= :from', { from: startOfDay(from) });
    if (to) select.andWhere('review.createdAt < :to', { to: startOfDay(addDays(to, 1)) });
    return select;
  }
}

function toExportRow(review: ReviewAdminView): SpreadsheetCell[] {
  return [
    formatInstantFull(review.createdAt),
    review.orderNumber,
    review.title,
    review.member.nickname,
    review.member.phone,
    review.score,
    review.text,
    review.pictures.length,
    review.isAnonymous ? '是' : '',
    reviewStatusName[review.status],
    review.reply ?? '',
  ];
}
