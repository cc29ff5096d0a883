import { expressError } from '@lakeside/shared/express/express.errors';
import { WaybillStatus } from '@lakeside/shared/express/express.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock';
import { type Tx, upsertIgnore } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { Actor } from '../../platform/http/actor';
import { Logger } from '../../platform/observability/logger';
import { CarrierService } from './carrier.service';
import { ExpressWaybill } from './entities/express-waybill.entity';
import { type Contact, Kuaidi100Client, Kuaidi100Refusal } from './kuaidi100.client';
import type { WaybillAccount } from './kuaidi100-settings';

export interface EWaybill {
  readonly carrierCode: string;
  readonly waybillNo: string;
  readonly sortingCode: string | null;
}

export interface WaybillOrder {
  readonly shipmentNumber: string;
  readonly carrierCode: string;
  readonly sender: Contact;
  readonly receiver: Contact;
  readonly goods: string;
  readonly remark: string | null;
}

/**
 * E-waybills: number and sorting code from the carrier instead of typing a number. The carrier is called outside of any
 * transaction; the row written before and the carrier's own uniqueness of our number make one waybill of many tries.
 */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ExpressWaybillService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly carrierList: CarrierService;
  @Inject() private readonly client: Kuaidi100Client;
  @Inject() private readonly logger: Logger;

  /** Codes of the carriers that give e-waybills; empty when the interface is off. */
  carriers(): string[] {
    return [...(this.client.settings?.waybills?.accountByCarrier.keys() ?? [])];
  }

  /** The waybill that was issued for a shipment and not cancelled, or null. */
  async find(tx: Tx | null, shipmentNumber: string): Promise<EWaybill | null> {
    const source = tx ?? this.dataSource.manager;
    const status = WaybillStatus.issued;
    const row = await source.findOneBy(ExpressWaybill, { shipmentNumber, status });
    return row ? toWaybill(row) : null;
  }

  /**
   * Orders the waybill of a shipment; asked again for the same carrier it answers the same one. Throws EXPRESS_OFF,
   * EXPRESS_CARRIER_WITHOUT_ACCOUNT, EXPRESS_REFUSED with the carrier's reason, EXPRESS_UNREACHABLE when no answer came.
   */
  async order(actor: Actor, order: WaybillOrder): Promise<EWaybill> {
    const access = await this.requireAccess(order.carrierCode);
    const existing = await this.find(null, order.shipmentNumber);
    if (existing?.carrierCode === order.carrierCode) return existing;
    if (existing) await this.cancel(actor, order.shipmentNumber);
    const request = await this.transactions.run(actor, (tx) => this.request(tx, order));
    const { waybillNo, sortingCode } = await this.callCarrier(() =>
      this.client.orderWaybill({ ...order, ...access, orderId: orderIdOf(request) }),
    );
    const issued = { status: WaybillStatus.issued, waybillNo, sortingCode, issuedAt: this.clock.now() };
    await this.transactions.run(actor, (tx) =>
      tx.update(ExpressWaybill, { id: request.id, attempt: request.attempt }, issued),
    );
    return { carrierCode: order.carrierCode, waybillNo, sortingCode };
  }

  /** Gives an issued waybill back to the carrier; without one nothing happens. */
  async cancel(actor: Actor, shipmentNumber: string): Promise<void> {
    const status = WaybillStatus.issued;
    const row = await this.dataSource.getRepository(ExpressWaybill).findOneBy({ shipmentNumber, status });
    if (!row || row.waybillNo === null) return;
    const { carrierCode, waybillNo } = row;
    const access = await this.requireAccess(carrierCode);
    await this.callCarrier(() =>
      this.client.cancelWaybill({ orderId: orderIdOf(row), waybillNo, ...access }),
    );
    await this.transactions.run(actor, (tx) =>
      tx.update(ExpressWaybill, { id: row.id, status }, { status: WaybillStatus.cancelled }),
    );
  }

  /** The row under which the carrier is asked: a new one, the unanswered one, or a further attempt after a cancelled one. */
  private async request(tx: Tx, order: WaybillOrder): Promise<ExpressWaybill> {
    const { shipmentNumber, carrierCode } = order;
    const fresh = { carrierCode, status: WaybillStatus.requested, waybillNo: null, sortingCode: null };
    const createdAt = this.clock.now();
    await upsertIgnore(tx, ExpressWaybill, [
      { ...fresh, shipmentNumber, attempt: 1, createdAt, issuedAt: null },
    ]);
    const row = await tx.findOneByOrFail(ExpressWaybill, { shipmentNumber });
    const isAnotherAttempt =
      row.status === WaybillStatus.cancelled ||
      (row.status === WaybillStatus.requested && row.carrierCode !== carrierCode);
    if (!isAnotherAttempt) return row;
    const next = { ...fresh, attempt: row.attempt + 1, createdAt, issuedAt: null };
    await tx.update(ExpressWaybill, { id: row.id, attempt: row.attempt }, next);
    return tx.findOneByOrFail(ExpressWaybill, { shipmentNumber });
  }

  /** The account at a carrier, and the carrier in 快递100's words. */
  private async requireAccess(
    carrierCode: string,
  ): Promise<{ account: WaybillAccount; trackingCode: string }> {
    const waybills = this.client.settings?.waybills;
    if (!waybills) throw expressError('EXPRESS_OFF');
    const account = waybills.accountByCarrier.get(carrierCode);
    const trackingCode = await this.carrierList.findTrackingCode(carrierCode);
    if (account && trackingCode !== null) return { account, trackingCode };
    const nameOf = await this.carrierList.names(null);
    throw expressError('EXPRESS_CARRIER_WITHOUT_ACCOUNT', { carrierName: nameOf(carrierCode) });
  }

  private async callCarrier<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    try {
      return await call();
    } catch (error) {
      if (error instanceof Kuaidi100Refusal) throw expressError('EXPRESS_REFUSED', { reason: error.reason });
      this.logger.warn('快递100 gave no usable answer', { reason: String(error) });
      throw expressError('EXPRESS_UNREACHABLE');
    }
  }
}

/** Our number at the carrier: each attempt its own, so that a cancelled waybill is never handed out again. */
function orderIdOf({ shipmentNumber, attempt }: ExpressWaybill): string {
  return `${shipmentNumber}-${attempt}`;
}

function toWaybill({ carrierCode, waybillNo, sortingCode }: ExpressWaybill): EWaybill | null {
  return waybillNo === null ? null : { carrierCode, waybillNo, sortingCode };
}
