import type { OfferKind } from '@lakeside/shared/catalog/catalog.contract';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import { orderError } from '@lakeside/shared/order/order.errors';
import { OrderStatus } from '@lakeside/shared/order/order.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type EntityManager, In, IsNull, MoreThanOrEqual } from 'typeorm';
import { Clock } from '../../platform/clock';
import { lockById, type Tx } from '../../platform/database/dialect';
import { type CardProductRecord, CatalogService } from '../catalog/catalog.service';
import { SettingsService } from '../settings/settings.service';
import { oldestReviewable, reviewUntil } from './domain/review-period';
import { OrderLineRow } from './entities/order-line.entity';
import { Order } from './entities/order.entity';

/** One thing of an order as its buyer judges it: the bought offer, or the card that was redeemed. */
export interface ReviewableLine {
  kind: OfferKind;
  offerId: number;
  title: string;
  pictureUrl: string | null;
}

export interface ReviewableOrder {
  id: number;
  number: string;
  status: OrderStatus;
  completedAt: Date | null;
  /** Until when it can be reviewed; null when it cannot. */
  until: Date | null;
  lines: ReviewableLine[];
}

/** What of completed orders waits for a review; the reviews themselves stand in their own module. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class OrderReviewsService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly catalog: CatalogService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly settings: SettingsService;

  /** Completed orders of a member that are not wholly reviewed and still in time, newest first (MB-055, MB-064). */
  async listToReview(memberId: number, page: PageQuery): Promise<Page<ReviewableOrder>> {
    const rule = await this.rule(null);
    const { manager } = this.dataSource;
    const [rows, total] = await manager.findAndCount(Order, {
      where: {
        memberId,
        status: OrderStatus.completed,
        reviewedAt: IsNull(),
        completedAt: MoreThanOrEqual(oldestReviewable(rule)),
      },
      order: { id: 'DESC' },
      skip: (page.page - 1) * page.pageSize,
      take: page.pageSize,
    });
    return { items: await this.withLines(manager, rows, rule), total };
  }

  /** An own order with all its lines. Throws ORDER_NOT_FOUND. */
  async requireOwn(memberId: number, id: number): Promise<ReviewableOrder> {
    const { manager } = this.dataSource;
    const rows = await manager.findBy(Order, { id, memberId });
    return this.only(manager, rows);
  }

  /** The same, locked until the transaction ends. */
  async lockOwn(tx: Tx, memberId: number, id: number): Promise<ReviewableOrder> {
    const rows = await lockById(tx, Order, [id]);
    return this.only(
      tx,
      rows.filter((row) => row.memberId === memberId),
    );
  }

  /** Everything of a locked order has been reviewed. */
  async markReviewed(tx: Tx, id: number): Promise<void> {
    await tx.update(Order, { id }, { reviewedAt: this.clock.now() });
  }

  private async only(source: EntityManager, rows: readonly Order[]): Promise<ReviewableOrder> {
    const [order] = await this.withLines(source, rows, await this.rule(source));
    if (!order) throw orderError('ORDER_NOT_FOUND');
    return order;
  }

  private async rule(source: EntityManager | null): Promise<{ reviewDays: number; now: Date }> {
    const { reviewDays } = await this.settings.get(source);
    return { reviewDays, now: this.clock.now() };
  }

  private async withLines(
    source: EntityManager,
    rows: readonly Order[],
    rule: { reviewDays: number; now: Date },
  ): Promise<ReviewableOrder[]> {
    if (rows.length === 0) return [];
    const lines = await source.find(OrderLineRow, {
      where: { orderId: In(rows.map((row) => row.id)) },
      order: { id: 'ASC' },
    });
    const products = await this.catalog.cardProductsByIds(
      rows.flatMap((row) => row.productId ?? []),
      source,
    );
    return rows.map((row) => ({
      id: row.id,
      number: row.number,
      status: row.status,
      completedAt: row.completedAt,
      until: reviewUntil(row, rule),
      lines: [
        ...redeemedCard(row, products.get(row.productId ?? 0)),
        ...lines.filter((line) => line.orderId === row.id).map(toReviewableLine),
      ],
    }));
  }
}

/** What a redemption is judged by: the card, printed or electronic, whose goods came. */
function redeemedCard(row: Order, product: CardProductRecord | undefined): ReviewableLine[] {
  if (!product) return [];
  const { title, pictureUrl } = row;
  const kind = product.form === 'physical' ? 'cardProduct' : 'eCard';
  return [{ kind, offerId: product.id, title, pictureUrl }];
}

function toReviewableLine({ offerKind, offerId, title, pictureUrl }: OrderLineRow): ReviewableLine {
  return { kind: offerKind, offerId, title, pictureUrl };
}
