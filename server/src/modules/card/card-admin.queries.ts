import { CardKind, type CardStatus } from '@lakeside/shared/card/card.status';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type FindOptionsWhere, In, IsNull, MoreThan, Not } from 'typeorm';
import { rowsById } from '../../platform/database/rows-by-id';
import { cardNosBeginning } from './card.queries';
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
  kind?: CardKind | undefined;
  /** Cards of this member; 0 for nobody's. */
  memberId?: number | undefined;
}

const exportBatchSize = 1000;

/** The whole card library as the back office looks at it: a million cards and more. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardAdminQueries {
  @InjectDataSource() private readonly dataSource: DataSource;

  /** Newest first; by number when the beginning of one is given. */
  async listCards(filter: CardFilter & PageQuery): Promise<Page<Card>> {
    const { manager } = this.dataSource;
    const where = whereOf(filter);
    const total = await manager.countBy(Card, where);
    // Ids first: an index alone answers that, and only the rows of this page are read whole.
    const found = await manager.find(Card, {
      select: { id: true },
      where,
      order: where.cardNo === undefined ? { id: 'DESC' } : { cardNo: 'ASC' },
      skip: (filter.page - 1) * filter.pageSize,
      take: filter.pageSize,
    });
    const ids = found.map((row) => row.id);
    const rows = ids.length === 0 ? [] : await manager.findBy(Card, { id: In(ids) });
    const cardById = new Map(rows.map((card) => [card.id, card]));
    return { items: ids.flatMap((id) => cardById.get(id) ?? []), total };
  }

  /** All cards of a filter in the order they came in, a batch at a time, so that memory stays flat. */
  streamCards(filter: CardFilter): AsyncGenerator<Card[]> {
    return rowsById(exportBatchSize, (after) =>
      this.dataSource.manager.find(Card, {
        where: { ...whereOf(filter), id: MoreThan(after) },
        order: { id: 'ASC' },
        take: exportBatchSize,
      }),
    );
  }
}

function whereOf(filter: CardFilter): FindOptionsWhere<Card> {
  const { productId, status, holderKind, holderChannelId, l1OwnerId, importId, kind, memberId } = filter;
  const numbers = cardNosBeginning(filter.cardNo);
  const where: FindOptionsWhere<Card> = {};
  if (numbers !== null) where.cardNo = numbers;
  if (productId !== undefined) where.productId = productId;
  if (status !== undefined) where.status = status;
  if (l1OwnerId !== undefined) where.l1OwnerId = l1OwnerId;
  if (importId !== undefined) where.importId = importId;
  if (kind !== undefined) where.kind = kind;
  if (holderChannelId !== undefined) where.holderChannelId = holderChannelId;
  // A card of the platform is in no channel's library, and no member has received it. An e-card has been in no library at all.
  if (holderKind === 'platform') {
    where.holderChannelId = holderChannelId === undefined ? IsNull() : In([]);
    where.kind = kind === CardKind.eCard ? In([]) : CardKind.physicalCard;
    where.holderKind = holderKind;
  }
  if (holderKind === 'member') where.memberId = Not(IsNull());
  if (memberId !== undefined) where.memberId = memberId;
  if (holderKind === 'channel') where.holderKind = holderKind;
  return where;
}
