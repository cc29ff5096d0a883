import type { CardCounts } from '@lakeside/shared/card/card.schemas';
import type { CardStatus } from '@lakeside/shared/card/card.status';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { Between, DataSource, type FindOperator, In, type SelectQueryBuilder } from 'typeorm';
import type { Tx } from '../../platform/database/dialect';
import { Card } from './entities/card.entity';
import { CardMovement } from './entities/card-movement.entity';

/** Whose cards a list shows: those in the libraries of these channels, or all that an L1 owns. */
export type LibraryScope = { readonly holderChannelIds: readonly number[] } | { readonly l1OwnerId: number };

export interface LibraryFilter extends PageQuery {
  /** The beginning of a number. */
  cardNo?: string | undefined;
  productId?: number | undefined;
  status?: CardStatus | undefined;
  /** Only those in the library of this channel. */
  holderChannelId?: number | undefined;
}

export interface MemberCardFilter extends PageQuery {
  status?: CardStatus | undefined;
  sort: 'boundAt' | 'expiresAt';
}

interface CountRow {
  groupId: number;
  status: CardStatus;
  cardCount: number | string;
  lockedCount: number | string;
}

const idsPerStatement = 900;

/** Reads of the card library. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardQueries {
  @InjectDataSource() private readonly dataSource: DataSource;

  /** Cards by state for each product in one library; answered from `ix_card_library` alone. */
  async countByProduct(holderChannelId: number): Promise<Map<number, CardCounts>> {
    const query = this.cards().where({ holderChannelId });
    return toCounts(await selectCounts(query, 'productId'));
  }

  /** Cards by state for each of these holders, or each of these L1 owners. Ids without cards are absent. */
  async countBy(
    column: 'holderChannelId' | 'l1OwnerId',
    ids: readonly number[],
  ): Promise<Map<number, CardCounts>> {
    const rows: CountRow[] = [];
    for (let start = 0; start < ids.length; start += idsPerStatement) {
      const chunk = ids.slice(start, start + idsPerStatement);
      rows.push(...(await selectCounts(this.cards().where({ [column]: In(chunk) }), column)));
    }
    return toCounts(rows);
  }

  /** Cards of a scope, latest receipt first (CH-030); a search by number is in the order of numbers, which an index serves. */
  async listLibrary(scope: LibraryScope, filter: LibraryFilter): Promise<Page<Card>> {
    const { productId, status, holderChannelId: only } = filter;
    const numbers = cardNosBeginning(filter.cardNo);
    const holder =
      'l1OwnerId' in scope
        ? { l1OwnerId: scope.l1OwnerId, ...(only === undefined ? {} : { holderChannelId: only }) }
        : { holderChannelId: In(scope.holderChannelIds.filter((id) => only === undefined || id === only)) };
    const [items, total] = await this.dataSource.manager.findAndCount(Card, {
      where: {
        ...holder,
        ...(productId === undefined ? {} : { productId }),
        ...(status === undefined ? {} : { status }),
        ...(numbers === null ? {} : { cardNo: numbers }),
      },
      order: numbers === null ? { receivedAt: 'DESC', id: 'DESC' } : { cardNo: 'ASC' },
      skip: (filter.page - 1) * filter.pageSize,
      take: filter.pageSize,
    });
    return { items, total };
  }

  findByCardNo(cardNo: string): Promise<Card | null> {
    return this.dataSource.getRepository(Card).findOneBy({ cardNo });
  }

  /** The life line, oldest first. */
  movementsOf(cardId: number): Promise<CardMovement[]> {
    return this.dataSource.getRepository(CardMovement).find({ where: { cardId }, order: { id: 'ASC' } });
  }

  async listMemberCards(memberId: number, filter: MemberCardFilter): Promise<Page<Card>> {
    const [items, total] = await this.dataSource.getRepository(Card).findAndCount({
      where: { memberId, ...(filter.status === undefined ? {} : { status: filter.status }) },
      order: filter.sort === 'expiresAt' ? { expiresAt: 'ASC', id: 'ASC' } : { boundAt: 'DESC', id: 'DESC' },
      skip: (filter.page - 1) * filter.pageSize,
      take: filter.pageSize,
    });
    return { items, total };
  }

  findMemberCard(memberId: number, id: number): Promise<Card | null> {
    return this.dataSource.getRepository(Card).findOneBy({ id, memberId });
  }

  /** By which redemption each used card was used. */
  async redemptionIds(cardIds: readonly number[], tx: Tx | null = null): Promise<Map<number, number>> {
    const movements = await (tx ?? this.dataSource.manager).findBy(CardMovement, {
      cardId: In([...cardIds]),
      action: 'used',
      documentKind: 'redemption',
    });
    const pairs = movements.flatMap(({ cardId, documentId }): [number, number][] =>
      documentId === null ? [] : [[cardId, documentId]],
    );
    return new Map(pairs);
  }

  private cards(): SelectQueryBuilder<Card> {
    return this.dataSource.getRepository(Card).createQueryBuilder('card');
  }
}

/** Numbers that begin with what was typed, or null when nothing was; a range, since LIKE cannot use a binary index on SQLite. */
export function cardNosBeginning(typed: string | undefined): FindOperator<string> | null {
  const prefix = (typed ?? '').replace(/[^0-9A-Za-z]/g, '').toUpperCase();
  // '~' sorts after every digit and letter.
  return prefix === '' ? null : Between(prefix, `${prefix}~`);
}

function selectCounts(query: SelectQueryBuilder<Card>, groupColumn: keyof Card): Promise<CountRow[]> {
  return query
    .select(`card.${groupColumn}`, 'groupId')
    .addSelect('card.status', 'status')
    .addSelect('COUNT(*)', 'cardCount')
    .addSelect('COUNT(card.lockDocumentId)', 'lockedCount')
    .groupBy(`card.${groupColumn}`)
    .addGroupBy('card.status')
    .getRawMany<CountRow>();
}

function toCounts(rows: readonly CountRow[]): Map<number, CardCounts> {
  const countsById = new Map<number, CardCounts>();
  for (const row of rows) {
    const counts = countsById.get(row.groupId) ?? { inactive: 0, active: 0, used: 0, voided: 0, locked: 0 };
    counts[row.status] = Number(row.cardCount);
    if (row.status === 'inactive') counts.locked = Number(row.lockedCount);
    countsById.set(row.groupId, counts);
  }
  return countsById;
}
