import { RefundStatus } from '@lakeside/shared/payment/payment.status';
import { RevenueStatus } from '@lakeside/shared/revenue/revenue.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, IsNull, LessThan, MoreThan } from 'typeorm';
import { Clock } from '../../platform/clock';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import { systemActor } from '../../platform/http/actor';
import { Logger } from '../../platform/observability/logger';
import { AfterSaleService } from '../after-sale/after-sale.service';
import { RevenueLedgerService } from '../ledger/revenue-ledger.service';
import { orderDocumentKind, OrderService } from '../order/order.service';
import { PaymentRefundService } from '../payment/payment-refund.service';
import { SettingsService } from '../settings/settings.service';
import { RevenueOrder } from './entities/revenue-order.entity';
import { RevenueShare } from './entities/revenue-share.entity';
import { partsByChannel } from './parts-by-channel';
import { RevenueBookingService } from './revenue-booking.service';

const dayMs = 24 * 60 * 60 * 1000;
const batchSize = 200;
const actor = systemActor('收益入账');

/** Lets shares be withdrawn when the after-sale period of their order is over (rules.md §8, default 8). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class RevenueReleaseService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly settings: SettingsService;
  @Inject() private readonly orders: OrderService;
  @Inject() private readonly afterSales: AfterSaleService;
  @Inject() private readonly refunds: PaymentRefundService;
  @Inject() private readonly booking: RevenueBookingService;
  @Inject() private readonly ledger: RevenueLedgerService;
  @Inject() private readonly logger: Logger;

  /** Releases every order that was received more than `afterSaleDays` ago and is not disputed; returns how many. */
  async releaseDue(): Promise<number> {
    const { afterSaleDays } = await this.settings.get();
    const before = new Date(this.clock.now().getTime() - afterSaleDays * dayMs);
    let released = 0;
    for (let lastId = 0; ; ) {
      const due = await this.dataSource.getRepository(RevenueOrder).find({
        select: { id: true, orderId: true },
        where: { releasedAt: IsNull(), completedAt: LessThan(before), id: MoreThan(lastId) },
        order: { id: 'ASC' },
        take: batchSize,
      });
      for (const { orderId } of due) released += (await this.tryRelease(orderId)) ? 1 : 0;
      const last = due.at(-1);
      if (!last) return released;
      lastId = last.id;
    }
  }

  private async tryRelease(orderId: number): Promise<boolean> {
    try {
      return await this.transactions.run(actor, (tx) => this.release(tx, orderId));
    } catch (error) {
      // One order that cannot be released must not keep the others waiting; the next run tries it again.
      this.logger.error('shares could not be released', { orderId, error });
      return false;
    }
  }

  /** The locked order keeps applications and refunds out until this is decided. */
  private async release(tx: Tx, orderId: number): Promise<boolean> {
    const order = await this.orders.lockOrder(tx, orderId);
    const booked = await this.booking.lock(tx, orderId);
    if (booked?.releasedAt !== null) return false;
    if (await this.isDisputed(tx, orderId)) return false;
    await tx.update(RevenueOrder, { id: booked.id }, { releasedAt: this.clock.now() });
    const pending = { orderId, status: RevenueStatus.pending };
    const shares = await tx.findBy(RevenueShare, pending);
    await tx.update(RevenueShare, pending, { status: RevenueStatus.available });
    await this.ledger.releaseShares(tx, {
      parts: partsByChannel(
        shares.map(({ channelId, amountFen, reversedFen }) => ({
          channelId,
          amountFen: amountFen - reversedFen,
        })),
      ),
      document: { kind: orderDocumentKind(order), id: orderId, number: order.number },
      idempotencyKey: `revenue:${orderId}:release`,
    });
    return true;
  }

  /** True while a case is open or money is on its way back: what it will take back is not known yet. */
  private async isDisputed(tx: Tx, orderId: number): Promise<boolean> {
    if (await this.afterSales.hasOpenCase(tx, orderId)) return true;
    const refunds = await this.refunds.refundsOf(tx, { kind: 'order', id: orderId });
    return refunds.some(({ status }) => status !== RefundStatus.refunded);
  }
}
