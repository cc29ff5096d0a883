import type { CardStatus } from '@lakeside/shared/card/card.status';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, In, type SelectQueryBuilder } from 'typeorm';
import { whereCardNoBegins } from './card.queries';
import { Card } from './entities/card.entity';

export interface CardFilter {
  /** The beginning of a number. */
  cardNo?: string | undefined;
  productId?: number | undefined;
  status?: CardStatus | undefined;
  holderKind?: 'platform' | 'channel' | 'member' | undefined;
  holderChannelId?: number | undefined;
  l1OwnerId?: number | undefined;
  importId?: number | undefined;
}

const exportBatchSize = 1000;

/** The whole card library as the back office looks at it: a million cards and more. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardAdminQueries {
  @InjectDataSource() private readonly dataSource: DataSource;

  /** Newest first; by number when the beginning of one is given. */
  async listCards(filter: CardFilter & PageQuery): Promise<Page<Card>> {
    const query = this.filtered(filter);
    const total = await query.getCount();
    // Ids first: an index alone answers that, and only the rows of this page are read whole.
    const byNumber = (filter.cardNo ?? '').trim() !== '';
    const found = await query
      .select('card.id', 'id')
      .orderBy(byNumber ? 'card.cardNo' : 'card.id', byNumber ? 'ASC' : 'DESC')
      .offset((filter.page - 1) * filter.pageSize)
      .limit(filter.pageSize)
      .getRawMany<{ id: number }>();
    const ids = found.map((row) => row.id);
    const rows = await this.dataSource.getRepository(Card).findBy({ id: In(ids) });
    const cardById = new Map(rows.map((card) => [card.id, card]));
    return { items: ids.flatMap((id) => cardById.get(id) ?? []), total };
  }

  /** All cards of a filter in the order they came in, a batch at a time, so that memory stays flat. */
  async *streamCards(filter: CardFilter): AsyncGenerator<Card[]> {
    let after = 0;
    for (;;) {
      const cards = await this.filtered(filter)
        .andWhere('card.id > :after', { after })
        .orderBy('card.id', 'ASC')
        .limit(exportBatchSize)
        .getMany();
      if (cards.length > 0) yield cards;
      const last = cards.at(-1);
      if (!last || cards.length < exportBatchSize) return;
      after = last.id;
    }
  }

  private filtered(filter: CardFilter): SelectQueryBuilder<Card> {
    const query = this.dataSource.getRepository(Card).createQueryBuilder('card');
    const { productId, status, holderKind, holderChannelId, l1OwnerId, importId } = filter;
    whereCardNoBegins(query, filter.cardNo);
    if (productId !== undefined) query.andWhere('card.productId = :productId', { productId });
    if (status !== undefined) query.andWhere('card.status = :status', { status });
    if (l1OwnerId !== undefined) query.andWhere('card.l1OwnerId = :l1OwnerId', { l1OwnerId });
    if (importId !== undefined) query.andWhere('card.importId = :importId', { importId });
    if (holderChannelId !== undefined) {
      query.andWhere('card.holderChannelId = :holderChannelId', { holderChannelId });
    }
    // No index knows the kind of holder. A card in no channel's library lies with the platform; a bound one with its member.
    if (holderKind === 'platform') query.andWhere('card.holderChannelId IS NULL');
    if (holderKind === 'member') query.andWhere('card.memberId IS NOT NULL');
    if (holderKind === 'channel') query.andWhere('card.holderKind = :holderKind', { holderKind });
    return query;
  }
}
