import type {
  ActivationQueue,
  ActivationStatus,
  HandoverKind,
  HandoverStatus,
} from '@lakeside/shared/card/card.status';
import { startOfDay, addDays } from '@lakeside/shared/kernel/date';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import { contains, prefixPattern, type Tx } from '../../platform/database/dialect';
import type { CardDocumentRef } from './card-documents';
import type { HolderSide } from './domain/card-holder';
import { CardActivation } from './entities/card-activation.entity';
import { CardDocumentItem } from './entities/card-document-item.entity';
import { CardHandover } from './entities/card-handover.entity';
import { CardVoid } from './entities/card-void.entity';

export interface HandoverFilter extends PageQuery {
  kind?: HandoverKind | undefined;
  status?: HandoverStatus | undefined;
  number?: string | undefined;
  /** Null = sent or received by the platform. */
  from?: HolderSide;
  to?: HolderSide;
  /** Sent or received by this channel. */
  channelId?: number | undefined;
}

export interface ActivationFilter extends PageQuery {
  status?: ActivationStatus | undefined;
  isOpen?: boolean | undefined;
  number?: string | undefined;
  requesterId?: number | undefined;
  requesterLevel?: number | undefined;
  l2Id?: number | undefined;
  l1Id?: number | undefined;
  queue?: ActivationQueue | undefined;
  /** Business days, both included. */
  fromDay?: string | undefined;
  toDay?: string | undefined;
}

const openActivations: readonly ActivationStatus[] = ['pendingL2', 'pendingL1'];

/** Lists of card documents and of the numbers in them, newest documents first. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardDocumentQueries {
  @InjectDataSource() private readonly dataSource: DataSource;

  /** All numbers of a document; at most 10,000. */
  async cardNosOf(tx: Tx, document: CardDocumentRef): Promise<string[]> {
    const items = await tx
      .createQueryBuilder(CardDocumentItem, 'item')
      .select('item.cardNo', 'cardNo')
      .where({ documentKind: document.kind, documentId: document.id })
      .getRawMany<{ cardNo: string }>();
    return items.map((item) => item.cardNo);
  }

  async listItems(
    document: CardDocumentRef,
    page: PageQuery,
  ): Promise<Page<Pick<CardDocumentItem, 'cardNo' | 'outcome'>>> {
    const [items, total] = await this.dataSource.getRepository(CardDocumentItem).findAndCount({
      where: { documentKind: document.kind, documentId: document.id },
      order: { cardNo: 'ASC' },
      skip: (page.page - 1) * page.pageSize,
      take: page.pageSize,
    });
    return { items: items.map(({ cardNo, outcome }) => ({ cardNo, outcome })), total };
  }

  findHandover(id: number): Promise<CardHandover | null> {
    return this.dataSource.getRepository(CardHandover).findOneBy({ id });
  }

  findVoid(id: number): Promise<CardVoid | null> {
    return this.dataSource.getRepository(CardVoid).findOneBy({ id });
  }

  listHandovers(filter: HandoverFilter): Promise<Page<CardHandover>> {
    const query = this.dataSource.getRepository(CardHandover).createQueryBuilder('document');
    whereEqual(query, {
      kind: filter.kind,
      status: filter.status,
      fromChannelId: filter.from,
      toChannelId: filter.to,
    });
    whereNumberBegins(query, filter.number);
    if (filter.channelId !== undefined) {
      query.andWhere('(document.fromChannelId = :channelId OR document.toChannelId = :channelId)', {
        channelId: filter.channelId,
      });
    }
    return pageOf(query, filter);
  }

  findActivation(id: number): Promise<CardActivation | null> {
    return this.dataSource.getRepository(CardActivation).findOneBy({ id });
  }

  listActivations(filter: ActivationFilter): Promise<Page<CardActivation>> {
    const query = this.dataSource.getRepository(CardActivation).createQueryBuilder('document');
    whereEqual(query, {
      status: filter.status,
      requesterId: filter.requesterId,
      requesterLevel: filter.requesterLevel,
      l2Id: filter.l2Id,
      l1Id: filter.l1Id,
      queue: filter.queue,
    });
    whereNumberBegins(query, filter.number);
    if (filter.isOpen !== undefined) {
      const operator = filter.isOpen ? 'IN' : 'NOT IN';
      query.andWhere(`document.status ${operator} (:...open)`, { open: openActivations });
    }
    if (filter.fromDay !== undefined) {
      query.andWhere('document.createdAt >= :from', { from: startOfDay(filter.fromDay) });
    }
    if (filter.toDay !== undefined) {
      query.andWhere('document.createdAt < :until', { until: startOfDay(addDays(filter.toDay, 1)) });
    }
    return pageOf(query, filter);
  }

  /** What waits for a channel: cards to receive, requests to activate (as L1) and to forward (as L2). */
  async countTodo(channelId: number): Promise<{ toReceive: number; toActivate: number; toForward: number }> {
    const handovers = this.dataSource.getRepository(CardHandover);
    const activations = this.dataSource.getRepository(CardActivation);
    return {
      toReceive: await handovers.countBy({ toChannelId: channelId, status: 'inTransit' }),
      toActivate: await activations.countBy({ l1Id: channelId, status: 'pendingL1' }),
      toForward: await activations.countBy({ l2Id: channelId, status: 'pendingL2' }),
    };
  }
}

/** Adds `column = value` for each value given; null asks for NULL, undefined for nothing. */
function whereEqual<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  values: Readonly<Record<string, string | number | null | undefined>>,
): void {
  for (const [column, value] of Object.entries(values)) {
    if (value === null) query.andWhere(`document.${column} IS NULL`);
    else if (value !== undefined) query.andWhere(`document.${column} = :${column}`, { [column]: value });
  }
}

function whereNumberBegins<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  typed: string | undefined,
): void {
  const number = typed?.trim().toUpperCase() ?? '';
  if (number !== '') query.andWhere(contains('document.number', 'number'), { number: prefixPattern(number) });
}

async function pageOf<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  page: PageQuery,
): Promise<Page<Row>> {
  const [items, total] = await query
    .orderBy('document.id', 'DESC')
    .skip((page.page - 1) * page.pageSize)
    .take(page.pageSize)
    .getManyAndCount();
  return { items, total };
}
