import { DocumentKind } from '@lakeside/shared/document/document.contract';
import { addDays, formatInstantFull, startOfDay, toDay, toIso } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { AdminPermission } from '@lakeside/shared/identity/admin-permission';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import type {
  revenueAdminContract,
  WithdrawalDetail,
  WithdrawalView,
} from '@lakeside/shared/revenue/revenue.contract';
import { revenueError } from '@lakeside/shared/revenue/revenue.errors';
import { withdrawalStatusName } from '@lakeside/shared/revenue/revenue.status';
import { Init, Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import { Clock } from '../../platform/clock';
import { AppConfig } from '../../platform/config/config';
import { contains, type Tx } from '../../platform/database/dialect';
import { rowsById } from '../../platform/database/rows-by-id';
import { numberPattern } from '../../platform/document-number/number-pattern';
import type { AdminActor, ChannelActor } from '../../platform/http/actor';
import type { FileDownload } from '../../platform/http/serve';
import { seal, unseal } from '../../platform/seal';
import { type SpreadsheetCell, spreadsheetDownload } from '../../platform/spreadsheet/write-spreadsheet';
import { type ChannelRecord, ChannelService } from '../channel/channel.service';
import { DocumentService } from '../document/document.service';
import { Withdrawal } from './entities/withdrawal.entity';

type Query = ParsedInput<typeof revenueAdminContract.listWithdrawals>['query'];
type Filter = ParsedInput<typeof revenueAdminContract.exportWithdrawals>['query'];
type AdminView = Omit<WithdrawalDetail, 'accountNo' | 'steps'>;

const exportBatchSize = 1000;
const exportColumns = [
  { title: '提现单号', width: 20 },
  { title: '渠道商', width: 24 },
  { title: '金额（元）', width: 14 },
  { title: '状态', width: 12 },
  { title: '持卡人', width: 16 },
  { title: '开户银行', width: 24 },
  { title: '银行卡', width: 14 },
  { title: '说明', width: 30 },
  { title: '申请时间', width: 20 },
  { title: '处理时间', width: 20 },
];

/** Withdrawals as channels and the back office read them, and the bank cards they are paid to. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class WithdrawalViewService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly config: AppConfig;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly channels: ChannelService;
  @Inject() private readonly documents: DocumentService;
  private key: Buffer;

  @Init()
  init(): void {
    this.key = this.config.keyFor('withdrawal-account');
  }

  /** What is kept of a card number, to be read by who pays. */
  sealAccount(accountNo: string): string {
    return seal(this.key, accountNo);
  }

  /** Own withdrawals, newest first. */
  async listOfChannel(actor: ChannelActor, query: PageQuery): Promise<Page<WithdrawalView>> {
    const { channelId } = actor;
    const [rows, total] = await this.paged({ ...query, channelId });
    return { items: rows.map(toWithdrawalView), total };
  }

  /** Newest first. */
  async listForAdmin(query: Query): Promise<Page<AdminView>> {
    const [rows, total] = await this.paged(query);
    const channels = await this.channels.channelsByIds(rows.map((row) => row.channelId));
    return { items: rows.map((row) => this.toAdminView(row, channels)), total };
  }

  /** Throws WITHDRAWAL_NOT_FOUND. */
  async getForAdmin(actor: AdminActor, id: number): Promise<WithdrawalDetail> {
    const row = await this.dataSource.getRepository(Withdrawal).findOneBy({ id });
    if (!row) throw revenueError('WITHDRAWAL_NOT_FOUND');
    return this.detailOf(actor, row);
  }

  /** The whole card number only for those who may say that it was paid. Pass `tx` inside a transaction. */
  async detailOf(actor: AdminActor, row: Withdrawal, tx: Tx | null = null): Promise<WithdrawalDetail> {
    const channels = await this.channels.channelsByIds([row.channelId], tx);
    const maySee = ['*', AdminPermission.financeEdit].some((right) => actor.permissions.includes(right));
    return {
      ...this.toAdminView(row, channels),
      accountNo: maySee ? unseal(this.key, row.accountSealed) : null,
      steps: await this.documents.stepsOf(DocumentKind.withdrawal, row.id, tx),
    };
  }

  /** The filtered withdrawals, oldest first, as a spreadsheet that is written while it is read. */
  async exportWithdrawals(filter: Filter): Promise<FileDownload> {
    return spreadsheetDownload(`提现-${toDay(this.clock.now())}.xlsx`, {
      sheetName: '提现',
      columns: exportColumns,
      rows: this.exportRows(filter),
    });
  }

  private async *exportRows(filter: Filter): AsyncGenerator<SpreadsheetCell[]> {
    const batches = rowsById(exportBatchSize, (after) =>
      this.select(filter)
        .andWhere('withdrawal.id > :after', { after })
        .orderBy('withdrawal.id', 'ASC')
        .take(exportBatchSize)
        .getMany(),
    );
    for await (const rows of batches) {
      const channels = await this.channels.channelsByIds(rows.map((row) => row.channelId));
      yield* rows.map((row) => toExportRow(row, channels.get(row.channelId)?.name ?? ''));
    }
  }

  private paged(query: Filter & PageQuery): Promise<[Withdrawal[], number]> {
    return this.select(query)
      .orderBy('withdrawal.id', 'DESC')
      .skip((query.page - 1) * query.pageSize)
      .take(query.pageSize)
      .getManyAndCount();
  }

  private select(filter: Filter): SelectQueryBuilder<Withdrawal> {
    const select = this.dataSource.getRepository(Withdrawal).createQueryBuilder('withdrawal').where('1 = 1');
    const { status, channelId, number, from, to } = filter;
    if (status) select.andWhere('withdrawal.status = :status', { status });
    if (channelId) select.andWhere('withdrawal.channelId = :channelId', { channelId });
    if (number) {
      select.andWhere(contains('withdrawal.number', 'number'), { number: numberPattern(number) });
    }
    if (from) select.andWhere('withdrawal.createdAt >= :from', { from: startOfDay(from) });
    if (to) select.andWhere('withdrawal.createdAt < :to', { to: startOfDay(addDays(to, 1)) });
    return select;
  }

  private toAdminView(row: Withdrawal, channels: ReadonlyMap<number, ChannelRecord>): AdminView {
    const channel = channels.get(row.channelId);
    if (!channel) throw new Error(`withdrawal ${row.number} belongs to no channel`);
    return { ...toWithdrawalView(row), channel: this.channels.refOf(channel) };
  }
}

/** A withdrawal as its channel sees it. */
export function toWithdrawalView(row: Withdrawal): WithdrawalView {
  const { id, number, amountFen, status, holder, bankName, accountMask, note, createdAt, decidedAt } = row;
  return {
    id,
    number,
    amountFen,
    status,
    holder,
    bankName,
    accountMask,
    note,
    createdAt: toIso(createdAt),
    decidedAt: decidedAt && toIso(decidedAt),
  };
}

function toExportRow(row: Withdrawal, channelName: string): SpreadsheetCell[] {
  return [
    row.number,
    channelName,
    row.amountFen / 100,
    withdrawalStatusName[row.status],
    row.holder,
    row.bankName,
    row.accountMask,
    row.note ?? '',
    formatInstantFull(row.createdAt.toISOString()),
    row.decidedAt ? formatInstantFull(row.decidedAt.toISOString()) : '',
  ];
}
