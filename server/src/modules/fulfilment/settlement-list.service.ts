import type {
  settlementAdminContract,
  settlementSummarySchema,
  SettlementView,
} from '@lakeside/shared/fulfilment/fulfilment.contract';
import { fulfilmentError } from '@lakeside/shared/fulfilment/fulfilment.errors';
import { toIso } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { sumFen } from '@lakeside/shared/kernel/money';
import type { Page } from '@lakeside/shared/kernel/page';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type FindOptionsWhere } from 'typeorm';
import type { InferOutput } from 'valibot';
import { ChannelService } from '../channel/channel.service';
import { DocumentService } from '../document/document.service';
import { Settlement, type SettlementStatus } from './entities/settlement.entity';

type SettlementQuery = ParsedInput<typeof settlementAdminContract.listSettlements>['query'];
type SettlementDetail = InferOutput<typeof settlementAdminContract.getSettlement.response>;
type SettlementSummary = InferOutput<typeof settlementSummarySchema>;

/** Lists and sums what stores get back. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class SettlementListService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly channels: ChannelService;
  @Inject() private readonly documents: DocumentService;

  /** Settlements of one store, or of all, newest first (CH-080, AD-300, AD-301). */
  async list(query: SettlementQuery): Promise<Page<SettlementView>> {
    const where: FindOptionsWhere<Settlement> = {};
    if (query.channelId !== undefined) where.channelId = query.channelId;
    if (query.status) where.status = query.status;
    const [rows, total] = await this.dataSource.getRepository(Settlement).findAndCount({
      where,
      order: { id: 'DESC' },
      skip: (query.page - 1) * query.pageSize,
      take: query.pageSize,
    });
    const stores = await this.channels.channelsByIds([...new Set(rows.map((row) => row.channelId))]);
    return { items: rows.map((row) => toView(row, stores.get(row.channelId)?.name ?? '')), total };
  }

  /** Throws SETTLEMENT_NOT_FOUND. */
  async requireSettlement(id: number): Promise<SettlementDetail> {
    const row = await this.dataSource.getRepository(Settlement).findOneBy({ id });
    if (!row) throw fulfilmentError('SETTLEMENT_NOT_FOUND');
    const store = await this.channels.requireChannel(null, row.channelId);
    return { ...toView(row, store.name), steps: await this.documents.stepsOf('settlement', id) };
  }

  /** Settled and unsettled of one store; together they are the total (CH-079). */
  async summaryOf(channelId: number): Promise<SettlementSummary> {
    const rows = await this.dataSource
      .getRepository(Settlement)
      .createQueryBuilder('settlement')
      .select('settlement.status', 'status')
      .addSelect('SUM(settlement.goodsFen)', 'goodsFen')
      .addSelect('SUM(settlement.subsidyFen)', 'subsidyFen')
      .where('settlement.channelId = :channelId', { channelId })
      .groupBy('settlement.status')
      .getRawMany<{ status: SettlementStatus; goodsFen: number | string; subsidyFen: number | string }>();
    const sumOf = (status: SettlementStatus) => {
      const row = rows.find((candidate) => candidate.status === status);
      return { goodsFen: Number(row?.goodsFen ?? 0), subsidyFen: Number(row?.subsidyFen ?? 0) };
    };
    const settled = sumOf('settled');
    const unsettled = sumOf('unsettled');
    return {
      settledGoodsFen: settled.goodsFen,
      settledSubsidyFen: settled.subsidyFen,
      unsettledGoodsFen: unsettled.goodsFen,
      unsettledSubsidyFen: unsettled.subsidyFen,
      totalFen: sumFen([settled.goodsFen, settled.subsidyFen, unsettled.goodsFen, unsettled.subsidyFen]),
    };
  }
}

function toView(row: Settlement, storeName: string): SettlementView {
  return {
    id: row.id,
    number: row.number,
    shipmentNumber: row.shipmentNumber,
    orderNumber: row.orderNumber,
    store: { id: row.channelId, name: storeName },
    goodsFen: row.goodsFen,
    subsidyFen: row.subsidyFen,
    status: row.status,
    createdAt: toIso(row.createdAt),
    settledAt: row.settledAt && toIso(row.settledAt),
  };
}
