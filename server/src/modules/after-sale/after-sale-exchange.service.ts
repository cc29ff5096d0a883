import type {
  afterSaleAdminContract,
  AfterSaleAdminDetail,
  AfterSaleDetail,
} from '@lakeside/shared/after-sale/after-sale.contract';
import { AfterSaleStatus } from '@lakeside/shared/after-sale/after-sale.status';
import { documentPrefix } from '@lakeside/shared/document/document.contract';
import { toDay } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, LessThanOrEqual } from 'typeorm';
import { Clock } from '../../platform/clock';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import { DocumentNumbers } from '../../platform/document-number/document-numbers';
import { type Actor, type AdminActor, type MemberActor, systemActor } from '../../platform/http/actor';
import { CarrierService } from '../express/carrier.service';
import { ExchangeParcelService } from '../fulfilment/exchange-parcel.service';
import { SettingsService } from '../settings/settings.service';
import { AfterSaleChangeService } from './after-sale-change.service';
import { AfterSaleViewService } from './after-sale-view.service';
import { assertCaseCanBecome, assertReplaces } from './domain/after-sale-rules';
import { AfterSale } from './entities/after-sale.entity';

type ShipBody = ParsedInput<typeof afterSaleAdminContract.shipExchange>['body'];

const dayMs = 24 * 60 * 60 * 1000;
const batchSize = 200;

/** The new parcel of an exchange, from the shop to the buyer. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class AfterSaleExchangeService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly numbers: DocumentNumbers;
  @Inject() private readonly settings: SettingsService;
  @Inject() private readonly carriers: CarrierService;
  @Inject() private readonly parcels: ExchangeParcelService;
  @Inject() private readonly cases: AfterSaleChangeService;
  @Inject() private readonly views: AfterSaleViewService;

  /**
   * Sends the new parcel from the platform's warehouse. Throws AFTER_SALE_STATUS_CHANGED, AFTER_SALE_ITEM_REFUSED, STOCK_SHORT,
   * WAYBILL_TAKEN, CARRIER_NOT_OFFERED.
   */
  async ship(actor: AdminActor, input: { id: number; body: ShipBody }): Promise<AfterSaleAdminDetail> {
    const found = await this.cases.requireCase(input.id);
    const now = this.clock.now();
    const number = await this.numbers.next(documentPrefix.shipment, toDay(now));
    return this.transactions.run(actor, async (tx) => {
      const { order, row } = await this.cases.lock(tx, found);
      const status = AfterSaleStatus.exchangeSent;
      assertCaseCanBecome(row.status, status);
      assertReplaces(order.items, input.body.items);
      const carrier = await this.carriers.requireOffered(tx, input.body.carrierCode);
      const note = `换货 ${row.number}`;
      const shipmentId = await this.parcels.send(tx, actor, { ...input.body, order, number, note });
      const after = await this.cases.move(tx, actor, {
        row,
        status,
        action: '寄出新件',
        note: `${carrier.name} ${input.body.waybillNo}`,
        verb: 'shipExchange',
        fields: { shipmentId, exchangeSentAt: now },
      });
      return this.views.adminDetailOf(tx, after, order);
    });
  }

  /** The buyer has the new parcel. */
  async confirm(actor: MemberActor, id: number): Promise<AfterSaleDetail> {
    const found = await this.cases.requireOwn(actor.memberId, id);
    return this.transactions.run(actor, async (tx) => {
      const { row } = await this.cases.lock(tx, found);
      return this.views.detailOf(tx, await this.end(tx, actor, { row, action: '确认收到新件' }));
    });
  }

  /** Ends exchanges whose new parcel left `autoConfirmDays` ago; returns how many. */
  async confirmOverdue(): Promise<number> {
    const { autoConfirmDays } = await this.settings.get();
    const before = new Date(this.clock.now().getTime() - autoConfirmDays * dayMs);
    const due = await this.dataSource.getRepository(AfterSale).find({
      where: { status: AfterSaleStatus.exchangeSent, exchangeSentAt: LessThanOrEqual(before) },
      order: { exchangeSentAt: 'ASC' },
      take: batchSize,
    });
    const actor = systemActor('自动确认收货');
    for (const found of due) {
      await this.transactions.run(actor, async (tx) => {
        const { row } = await this.cases.lock(tx, found);
        // The buyer may have confirmed since the list was read.
        if (row.status !== AfterSaleStatus.exchangeSent) return;
        await this.end(tx, actor, { row, action: '超时自动确认收到新件' });
      });
    }
    return due.length;
  }

  private async end(tx: Tx, actor: Actor, receipt: { row: AfterSale; action: string }): Promise<AfterSale> {
    const { row, action } = receipt;
    const status = AfterSaleStatus.done;
    if (row.status !== AfterSaleStatus.exchangeSent || row.shipmentId === null) {
      assertCaseCanBecome(row.status, AfterSaleStatus.exchangeSent);
    }
    if (row.shipmentId !== null) await this.parcels.receive(tx, actor, row.shipmentId);
    return this.cases.move(tx, actor, {
      row,
      status,
      action,
      verb: 'confirmExchange',
    });
  }
}
