import { DocumentKind } from '@lakeside/shared/document/document.contract';
import { sumFen } from '@lakeside/shared/kernel/money';
import { canTransit } from '@lakeside/shared/kernel/status';
import { RevenueStatus, revenueTransitions } from '@lakeside/shared/revenue/revenue.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { insertInChunks } from '../../platform/database/dialect';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import { systemActor } from '../../platform/http/actor';
import { AfterSaleService } from '../after-sale/after-sale.service';
import { RevenueLedgerService } from '../ledger/revenue-ledger.service';
import { OrderService } from '../order/order.service';
import { PaymentRefundService } from '../payment/payment-refund.service';
import { planReversal, type ReversalPlan } from './domain/reversal';
import { commissionOf } from './domain/shares';
import { RevenueLine } from './entities/revenue-line.entity';
import { RevenueRefund } from './entities/revenue-refund.entity';
import { RevenueShare } from './entities/revenue-share.entity';
import { partsByChannel } from './parts-by-channel';
import { RevenueBookingService } from './revenue-booking.service';

const actor = systemActor('退款扣回收益');

/** Takes shares back when the money of an order has gone back to its buyer (rules.md §8). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class RevenueReversalService {
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly orders: OrderService;
  @Inject() private readonly refunds: PaymentRefundService;
  @Inject() private readonly afterSales: AfterSaleService;
  @Inject() private readonly booking: RevenueBookingService;
  @Inject() private readonly ledger: RevenueLedgerService;

  /**
   * Takes a refund's part of every share back: from what is not booked in yet, or else from what can be withdrawn, and what is
   * not there any more is owed. Money of a payment that never counted takes nothing; nor does the same news told again.
   */
  async reverse(news: { refundId: number; orderId: number; paymentId: number }): Promise<void> {
    await this.booking.book(news.orderId);
    const refund = await this.refunds.requireRefund(news.refundId);
    await this.transactions.run(actor, async (tx) => {
      const order = await this.orders.lockOrder(tx, news.orderId);
      const booked = await this.booking.lock(tx, news.orderId);
      if (!booked || order.purchase?.paymentId !== news.paymentId) return;
      if (await tx.existsBy(RevenueRefund, { refundId: refund.id })) return;
      const { lines, shares } = await this.rowsOf(tx, news.orderId);
      const orderLineId = await this.afterSales.findRefundedLine(tx, refund.id);
      const plan = planReversal(
        lines.map((line) => ({
          ...line,
          shares: shares.filter((share) => share.orderLineId === line.orderLineId),
        })),
        { amountFen: refund.amountFen, orderLineId },
      );
      await this.write(tx, shares, plan);
      await insertInChunks(tx, RevenueRefund, [
        {
          orderId: news.orderId,
          refundId: refund.id,
          refundNumber: refund.number,
          amountFen: refund.amountFen,
          goodsFen: plan.goodsFen,
          reversedFen: sumFen(plan.shares.map((share) => share.amountFen)),
          at: this.clock.now(),
        },
      ]);
      const event = {
        parts: partsByChannel(
          plan.shares.map(({ id, amountFen }) => ({ ...channelOf(shares, id), amountFen })),
        ),
        document: { kind: DocumentKind.refund, id: refund.id, number: refund.number },
        idempotencyKey: `revenue:${news.orderId}:refund:${refund.id}`,
      };
      if (booked.releasedAt === null) await this.ledger.reversePending(tx, event);
      else await this.ledger.reverseFree(tx, event);
    });
  }

  private async rowsOf(tx: Tx, orderId: number) {
    const order = { id: 'ASC' } as const;
    return {
      lines: await tx.find(RevenueLine, { where: { orderId }, order }),
      shares: await tx.find(RevenueShare, { where: { orderId }, order }),
    };
  }

  private async write(tx: Tx, shares: readonly RevenueShare[], plan: ReversalPlan): Promise<void> {
    for (const { orderLineId, refundedFen } of plan.lines)
      await tx.update(RevenueLine, { orderLineId }, { refundedFen });
    for (const { id, amountFen } of plan.shares) {
      const share = shares.find((candidate) => candidate.id === id);
      if (share) await tx.update(RevenueShare, { id }, reduced(share, amountFen));
    }
  }
}

function reduced(share: RevenueShare, amountFen: number) {
  const reversedFen = share.reversedFen + amountFen;
  const leftFen = share.amountFen - reversedFen;
  const isGone = leftFen === 0 && canTransit(revenueTransitions, share.status, RevenueStatus.reversed);
  return {
    reversedFen,
    status: isGone ? RevenueStatus.reversed : share.status,
    staffFen: commissionOf(leftFen, share.staffRateBp),
  };
}

function channelOf(shares: readonly RevenueShare[], id: number): { channelId: number } {
  const share = shares.find((candidate) => candidate.id === id);
  if (!share) throw new Error(`share ${id} belongs to no channel`);
  return { channelId: share.channelId };
}
