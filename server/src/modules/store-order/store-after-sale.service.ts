import { DocumentKind, documentPrefix } from '@lakeside/shared/document/document.contract';
import { toDay } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { canTransit } from '@lakeside/shared/kernel/status';
import type { storeOrderChannelContract } from '@lakeside/shared/store-order/store-order.contract';
import { storeOrderError } from '@lakeside/shared/store-order/store-order.errors';
import type { StoreAfterSaleDetail } from '@lakeside/shared/store-order/store-order.schemas';
import {
  StoreAfterSaleKind,
  storeAfterSaleKindName,
  StoreAfterSaleStatus,
  storeAfterSaleStatusName,
  storeAfterSaleTransitions,
} from '@lakeside/shared/store-order/store-order.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock';
import { lockById } from '../../platform/database/dialect';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import { DocumentNumbers } from '../../platform/document-number/document-numbers';
import type { Actor, AdminActor, ChannelActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { DocumentService } from '../document/document.service';
import { CarrierService } from '../express/carrier.service';
import { SettingsService } from '../settings/settings.service';
import { type StockClaim, StockService } from '../stock/stock.service';
import { claimOf } from './domain/store-after-sale-claim';
import { StoreAfterSaleRow } from './entities/store-after-sale.entity';
import { StoreOrderItemRow } from './entities/store-order-item.entity';
import { StoreOrderLineRow } from './entities/store-order-line.entity';
import type { StoreOrderRow } from './entities/store-order.entity';
import { StoreOrderChangeService } from './store-order-change.service';
import { StoreOrderPaidService } from './store-order-paid.service';
import { StoreOrderViewService } from './store-order-view.service';

type ApplyBody = ParsedInput<typeof storeOrderChannelContract.applyStoreAfterSale>['body'];
type ReturnBody = ParsedInput<typeof storeOrderChannelContract.sendStoreReturn>['body'];

interface Step {
  row: StoreAfterSaleRow;
  to: StoreAfterSaleStatus;
  action: string;
  note: string | null;
}

/** What stores ask for orders they paid, and what becomes of it. The order is locked before its case (AD-264 … AD-266). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class StoreAfterSaleService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly numbers: DocumentNumbers;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly settings: SettingsService;
  @Inject() private readonly carriers: CarrierService;
  @Inject() private readonly stock: StockService;
  @Inject() private readonly changes: StoreOrderChangeService;
  @Inject() private readonly paid: StoreOrderPaidService;
  @Inject() private readonly views: StoreOrderViewService;

  /** Throws STORE_ORDER_NOT_FOUND, STORE_AFTER_SALE_OPEN and the refusals of `claimOf`. */
  async apply(actor: ChannelActor, orderId: number, body: ApplyBody): Promise<StoreAfterSaleDetail> {
    const now = this.clock.now();
    const number = await this.numbers.next(documentPrefix.storeAfterSale, toDay(now));
    return this.transactions.run(actor, async (tx) => {
      const order = await this.views.lock(tx, orderId, actor.channelId);
      if (await tx.existsBy(StoreAfterSaleRow, { openOrderId: orderId }))
        throw storeOrderError('STORE_AFTER_SALE_OPEN');
      const { kind, lineId, quantity, reason } = body;
      const line = lineId === null ? null : await tx.findOneBy(StoreOrderLineRow, { id: lineId, orderId });
      if (lineId !== null && !line) throw storeOrderError('STORE_ORDER_NOT_FOUND');
      const { afterSaleDays } = await this.settings.get(tx);
      const claim = claimOf(order, line, { kind, quantity, afterSaleDays, now });
      const row = tx.create(StoreAfterSaleRow, {
        ...claim,
        number,
        orderId,
        openOrderId: orderId,
        channelId: order.channelId,
        kind,
        reason,
        status: StoreAfterSaleStatus.applied,
        decisionNote: null,
        carrierCode: null,
        waybillNo: null,
        createdAt: now,
        endedAt: null,
      });
      await tx.insert(StoreAfterSaleRow, row);
      const document = { kind: DocumentKind.storeAfterSale, id: row.id, number };
      const action = `申请${storeAfterSaleKindName[kind]}`;
      await this.documents.register(tx, actor, { ...document, action, note: reason });
      await this.record(tx, actor, { row, action: 'storeOrder.applyAfterSale' });
      return this.detailOf(tx, row);
    });
  }

  /** Throws STORE_AFTER_SALE_NOT_FOUND, also for a case of another store. */
  async get(id: number, channelId: number | null): Promise<StoreAfterSaleDetail> {
    return this.detailOf(null, await this.find(id, channelId));
  }

  /** Throws STORE_AFTER_SALE_STATUS_CHANGED once goods are on their way or money went back. */
  async withdraw(actor: ChannelActor, id: number): Promise<StoreAfterSaleDetail> {
    return this.change(actor, { id, channelId: actor.channelId }, async (tx, row) => {
      await this.move(tx, actor, { row, to: StoreAfterSaleStatus.withdrawn, action: '撤销申请', note: null });
    });
  }

  /** The store sends the goods back: they leave its stock. Throws STOCK_SHORT when it no longer has them, CARRIER_NOT_OFFERED. */
  async sendReturn(actor: ChannelActor, id: number, waybill: ReturnBody): Promise<StoreAfterSaleDetail> {
    return this.change(actor, { id, channelId: actor.channelId }, async (tx, row) => {
      const { carrierCode, waybillNo } = waybill;
      const carrier = await this.carriers.requireOffered(tx, carrierCode);
      const note = `${carrier.name} ${waybillNo}`;
      await this.move(tx, actor, { row, to: StoreAfterSaleStatus.returning, action: '寄回商品', note });
      Object.assign(row, { carrierCode, waybillNo });
      await tx.update(StoreAfterSaleRow, { id }, { carrierCode, waybillNo });
      await this.stock.sendBack(tx, actor, await this.goodsOf(tx, row, row.channelId));
    });
  }

  /** Gives money back by the original route, or asks for the goods first; then it says that they have come (AD-266). */
  async confirm(
    actor: AdminActor,
    input: { id: number; note: string | null },
  ): Promise<StoreAfterSaleDetail> {
    const number = await this.numbers.next(documentPrefix.goodsRefund, toDay(this.clock.now()));
    return this.change(actor, { id: input.id, channelId: null }, async (tx, row, order) => {
      const { note } = input;
      const isReturn = row.kind === StoreAfterSaleKind.returnRefund;
      if (isReturn && row.status === StoreAfterSaleStatus.applied) {
        await this.move(tx, actor, { row, to: StoreAfterSaleStatus.toReturn, action: '同意退货', note });
        return;
      }
      // A case in any other state must not end in money, whatever its table allows.
      if (row.status === StoreAfterSaleStatus.toReturn) throw statusChanged(row);
      const action = isReturn ? '确认收到退货并退款' : '确认退款';
      await this.move(tx, actor, { row, to: StoreAfterSaleStatus.refunded, action, note });
      if (isReturn) await this.stock.receive(tx, actor, await this.goodsOf(tx, row, null));
      await this.refund(tx, actor, { row, order, number });
    });
  }

  /** Throws STORE_AFTER_SALE_STATUS_CHANGED for a case that is not new. */
  async refuse(actor: AdminActor, input: { id: number; reason: string }): Promise<StoreAfterSaleDetail> {
    return this.change(actor, { id: input.id, channelId: null }, async (tx, row) => {
      const note = input.reason;
      await this.move(tx, actor, { row, to: StoreAfterSaleStatus.refused, action: '拒绝', note });
    });
  }

  private async refund(
    tx: Tx,
    actor: Actor,
    facts: { row: StoreAfterSaleRow; order: StoreOrderRow; number: string },
  ): Promise<void> {
    const { row, order, number } = facts;
    const { amountFen, lineId, quantity } = row;
    const note = row.number;
    if (lineId === null) await this.changes.end(tx, actor, { order, action: '整单退款', note });
    else {
      await tx.increment(StoreOrderLineRow, { id: lineId }, 'settledQuantity', quantity);
      await tx.increment(StoreOrderLineRow, { id: lineId }, 'refundedFen', amountFen);
    }
    await this.paid.giveBack(tx, actor, { order, amountFen, key: `case:${row.id}`, number, note });
  }

  private async change(
    actor: Actor,
    wanted: { id: number; channelId: number | null },
    work: (tx: Tx, row: StoreAfterSaleRow, order: StoreOrderRow) => Promise<void>,
  ): Promise<StoreAfterSaleDetail> {
    const found = await this.find(wanted.id, wanted.channelId);
    return this.transactions.run(actor, async (tx) => {
      const order = await this.views.lock(tx, found.orderId, null);
      const [row] = await lockById(tx, StoreAfterSaleRow, [found.id]);
      if (!row) throw storeOrderError('STORE_AFTER_SALE_NOT_FOUND');
      await work(tx, row, order);
      return this.detailOf(tx, row);
    });
  }

  private async move(tx: Tx, actor: Actor, step: Step): Promise<void> {
    const { row, to, action, note } = step;
    if (!canTransit(storeAfterSaleTransitions, row.status, to)) throw statusChanged(row);
    const isEnd = storeAfterSaleTransitions[to].length === 0;
    const change = {
      status: to,
      decisionNote: actor.kind === 'admin' ? note : row.decisionNote,
      ...(isEnd ? { openOrderId: null, endedAt: this.clock.now() } : {}),
    };
    Object.assign(row, change);
    await tx.update(StoreAfterSaleRow, { id: row.id }, change);
    await this.documents.addStep(tx, actor, {
      kind: DocumentKind.storeAfterSale,
      id: row.id,
      action,
      note,
    });
    await this.record(tx, actor, { row, action: 'storeOrder.moveAfterSale' });
  }

  private record(tx: Tx, actor: Actor, change: { row: StoreAfterSaleRow; action: string }): Promise<void> {
    const { row, action } = change;
    return this.audit.record(tx, actor, {
      action,
      targetKind: 'storeAfterSale',
      targetId: row.id,
      targetLabel: row.number,
      after: { status: row.status, amountFen: row.amountFen },
    });
  }

  /** The articles of what is sent back, at the place they leave or reach. */
  private async goodsOf(tx: Tx, row: StoreAfterSaleRow, channelId: number | null): Promise<StockClaim> {
    const line = row.lineId === null ? null : await tx.findOneBy(StoreOrderLineRow, { id: row.lineId });
    if (!line) throw new Error('only pieces of a line are sent back');
    const items = await tx.findBy(StoreOrderItemRow, { orderId: row.orderId });
    const nameOf = new Map(items.map((item) => [item.skuId, `${item.name} ${item.spec}`]));
    return {
      channelId,
      items: line.skus.map(({ skuId, quantity }) => ({
        skuId,
        name: nameOf.get(skuId) ?? line.title,
        quantity: quantity * row.quantity,
      })),
      document: { kind: DocumentKind.storeAfterSale, id: row.id, number: row.number },
    };
  }

  private async find(id: number, channelId: number | null): Promise<StoreAfterSaleRow> {
    const row = await this.dataSource.getRepository(StoreAfterSaleRow).findOneBy({ id });
    if (!row || (channelId !== null && row.channelId !== channelId))
      throw storeOrderError('STORE_AFTER_SALE_NOT_FOUND');
    return row;
  }

  private async detailOf(tx: Tx | null, row: StoreAfterSaleRow): Promise<StoreAfterSaleDetail> {
    const [view] = await this.views.toAfterSales(tx, [row]);
    if (!view) throw new Error('one case gives one view');
    const carriers = await this.carriers.offered(tx);
    const steps = await this.documents.stepsOf(DocumentKind.storeAfterSale, row.id, tx);
    return { ...view, carriers, steps };
  }
}

function statusChanged(row: StoreAfterSaleRow) {
  const statusName = storeAfterSaleStatusName[row.status];
  return storeOrderError('STORE_AFTER_SALE_STATUS_CHANGED', { statusName });
}
