import { toIso } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { sumFen } from '@lakeside/shared/kernel/money';
import type { Page } from '@lakeside/shared/kernel/page';
import type {
  OrderShare,
  RevenueAccountView,
  revenueChannelContract,
  RevenueEntry,
} from '@lakeside/shared/revenue/revenue.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { rawNumber } from '../../platform/database/raw-values';
import type { ChannelActor } from '../../platform/http/actor';
import { ChannelStaffService } from '../channel/channel-staff.service';
import { type ChannelRecord, ChannelService } from '../channel/channel.service';
import { RevenueLedgerService } from '../ledger/revenue-ledger.service';
import { OrderService } from '../order/order.service';
import { RevenueOrder } from './entities/revenue-order.entity';
import { RevenueShare } from './entities/revenue-share.entity';

type EntryQuery = ParsedInput<typeof revenueChannelContract.listRevenue>['query'];

/** Revenue as channels and the back office read it. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class RevenueService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly ledger: RevenueLedgerService;
  @Inject() private readonly orders: OrderService;
  @Inject() private readonly channels: ChannelService;
  @Inject() private readonly staff: ChannelStaffService;

  /** The balances of a channel, zeros before its first share; the total is what all shares left it (CH-044 … CH-047). */
  async accountOf(channelId: number): Promise<RevenueAccountView> {
    const balances = await this.ledger.balancesOf(channelId);
    const { pendingFen, withdrawableFen, frozenFen, withdrawnFen, debtFen } = balances;
    const totalFen = sumFen([pendingFen, withdrawableFen, frozenFen, withdrawnFen, -debtFen]);
    return { totalFen, ...balances };
  }

  /** Own shares, newest first (CH-049). */
  async listOfChannel(actor: ChannelActor, query: EntryQuery): Promise<Page<RevenueEntry>> {
    const { status } = query;
    const [rows, total] = await this.dataSource.getRepository(RevenueShare).findAndCount({
      where: { channelId: actor.channelId, ...(status ? { status } : {}) },
      order: { id: 'DESC' },
      skip: (query.page - 1) * query.pageSize,
      take: query.pageSize,
    });
    return { items: rows.map(toRevenueEntry), total };
  }

  /** Who has a share in an order, and where it stands. Throws ORDER_NOT_FOUND. */
  async revenueOfOrder(orderId: number) {
    await this.orders.requireOrder(null, orderId);
    const booked = await this.dataSource.getRepository(RevenueOrder).findOneBy({ orderId });
    const rows = await this.dataSource
      .getRepository(RevenueShare)
      .find({ where: { orderId }, order: { orderLineId: 'ASC', level: 'ASC' } });
    const channels = await this.channels.channelsByIds(rows.map((row) => row.channelId));
    const names = await this.staff.namesOf(
      null,
      rows.flatMap(({ staffId }) => (staffId === null ? [] : [staffId])),
    );
    return {
      paidAt: booked && toIso(booked.paidAt),
      releasedAt: booked?.releasedAt ? toIso(booked.releasedAt) : null,
      shares: rows.map((row) => this.toOrderShare(row, { channels, names })),
    };
  }

  /** Balances of a channel, and what e-cards and goods brought it (AD-049, AD-050). Throws CHANNEL_NOT_FOUND. */
  async revenueOfChannel(channelId: number) {
    await this.channels.requireChannel(null, channelId);
    const rows: { offerKind: string; leftFen: number | string }[] = await this.dataSource.query(
      `SELECT offerKind, SUM(amountFen - reversedFen) AS leftFen FROM revenue_share
       WHERE channelId = ? GROUP BY offerKind`,
      [channelId],
    );
    const sumOf = (isECard: boolean) =>
      sumFen(
        rows.filter((row) => (row.offerKind === 'eCard') === isECard).map((row) => rawNumber(row.leftFen)),
      );
    return { ...(await this.accountOf(channelId)), eCardFen: sumOf(true), goodsFen: sumOf(false) };
  }

  private toOrderShare(
    row: RevenueShare,
    known: { channels: ReadonlyMap<number, ChannelRecord>; names: ReadonlyMap<number, string> },
  ): OrderShare {
    const channel = known.channels.get(row.channelId);
    if (!channel) throw new Error(`share ${row.id} belongs to no channel`);
    const { id, title, quantity, ownPriceFen, nextPriceFen, amountFen, reversedFen, status, flag } = row;
    return {
      id,
      channel: this.channels.refOf(channel),
      title,
      quantity,
      ownPriceFen,
      nextPriceFen,
      amountFen,
      reversedFen,
      status,
      flag,
      staff:
        row.staffId === null
          ? null
          : {
              name: known.names.get(row.staffId) ?? '',
              rateBp: row.staffRateBp,
              amountFen: row.staffFen,
            },
    };
  }
}

function toRevenueEntry(row: RevenueShare): RevenueEntry {
  const { id, orderNumber, title, offerKind, quantity, amountFen, reversedFen, status, flag } = row;
  return {
    id,
    orderNumber,
    title,
    isECard: offerKind === 'eCard',
    quantity,
    amountFen,
    reversedFen,
    status,
    flag,
    at: toIso(row.createdAt),
  };
}
