import { OrderKind } from '@lakeside/shared/order/order.status';
import { RevenueStatus } from '@lakeside/shared/revenue/revenue.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { insertInChunks, lockById } from '../../platform/database/dialect';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import { systemActor } from '../../platform/http/actor';
import { ChannelService } from '../channel/channel.service';
import { RevenueLedgerService } from '../ledger/revenue-ledger.service';
import { type OrderRecord, orderDocumentKind, OrderService } from '../order/order.service';
import { type PurchaseBasis, PurchaseBasisService } from '../order/purchase-basis.service';
import { commissionOf, sharesOfLine } from './domain/shares';
import { RevenueLine } from './entities/revenue-line.entity';
import { RevenueOrder } from './entities/revenue-order.entity';
import { RevenueShare } from './entities/revenue-share.entity';
import { partsByChannel } from './parts-by-channel';

const actor = systemActor('线上分销收益');

/** Books the shares of paid orders (rules.md §7). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class RevenueBookingService {
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly orders: OrderService;
  @Inject() private readonly bases: PurchaseBasisService;
  @Inject() private readonly channels: ChannelService;
  @Inject() private readonly ledger: RevenueLedgerService;

  /**
   * Books who has a share in a paid order, from what was copied into it when it was made. Nothing for a redemption, whose card
   * was sold offline, nor for an unpaid order; told again it changes nothing.
   */
  async book(orderId: number): Promise<void> {
    const found = await this.orders.requireOrder(null, orderId);
    if (!isPaidPurchase(found)) return;
    const basis = await this.bases.requireBasis(null, orderId);
    const names = await this.channels.channelsByIds(basis.channels.map(({ channelId }) => channelId));
    await this.ledger.ensureAccounts(
      [...names.values()].map(({ id, name }) => ({ channelId: id, name })).sort(byChannel),
    );
    await this.transactions.run(actor, async (tx) => {
      const order = await this.orders.lockOrder(tx, orderId);
      if (await tx.existsBy(RevenueOrder, { orderId })) return;
      await this.write(tx, order, basis);
    });
  }

  /** Everything of a paid order was received: from now on its after-sale period is counted. */
  async complete(orderId: number): Promise<void> {
    await this.book(orderId);
    await this.transactions.run(actor, async (tx) => {
      const order = await this.orders.lockOrder(tx, orderId);
      const row = await this.lock(tx, orderId);
      if (row?.completedAt !== null || order.completedAt === null) return;
      await tx.update(RevenueOrder, { id: row.id }, { completedAt: order.completedAt });
    });
  }

  /** Locks what was booked for an order the caller has locked; null when nothing was. */
  async lock(tx: Tx, orderId: number): Promise<RevenueOrder | null> {
    const found = await tx.findOneBy(RevenueOrder, { orderId });
    const [row] = found ? await lockById(tx, RevenueOrder, [found.id]) : [];
    return row ?? null;
  }

  private async write(tx: Tx, order: OrderRecord, basis: PurchaseBasis): Promise<void> {
    const now = this.clock.now();
    await insertInChunks(tx, RevenueOrder, [
      {
        orderId: order.id,
        orderNumber: order.number,
        orderKind: order.kind,
        paidAt: order.purchase?.paidAt ?? now,
        completedAt: order.completedAt,
        releasedAt: null,
      },
    ]);
    await insertInChunks(
      tx,
      RevenueLine,
      basis.lines.map((line) => ({
        orderId: order.id,
        orderLineId: line.id,
        amountFen: line.unitPriceFen * line.quantity,
        refundedFen: 0,
      })),
    );
    const shares = sharesOf(order, basis, now);
    await insertInChunks(tx, RevenueShare, shares);
    await this.ledger.bookShares(tx, {
      parts: partsByChannel(shares),
      document: { kind: orderDocumentKind(order), id: order.id, number: order.number },
      idempotencyKey: `revenue:${order.id}:book`,
    });
  }
}

/** The rows of an order's shares; those of nothing at all are left out. */
function sharesOf(order: OrderRecord, basis: PurchaseBasis, now: Date): Omit<RevenueShare, 'id'>[] {
  const last = basis.channels.at(-1);
  return basis.lines.flatMap((line) =>
    sharesOfLine(line, basis.channels)
      .filter(({ amountFen, flag }) => amountFen > 0 || flag !== null)
      .map((share) => {
        // Only who invited the buyer has a part, and the channel it works for is the buyer's own (rules.md, default 12).
        const staffId = share.channelId === last?.channelId && share.flag === null ? basis.staffId : null;
        const staffRateBp = staffId === null ? 0 : basis.staffRateBp;
        return {
          ...share,
          orderId: order.id,
          orderNumber: order.number,
          orderLineId: line.id,
          offerKind: line.offerKind,
          title: line.title,
          quantity: line.quantity,
          reversedFen: 0,
          status: share.flag === null ? RevenueStatus.pending : RevenueStatus.withheld,
          staffId,
          staffRateBp,
          staffFen: commissionOf(share.amountFen, staffRateBp),
          createdAt: now,
        };
      }),
  );
}

function isPaidPurchase(order: OrderRecord): boolean {
  return order.kind !== OrderKind.redemption && order.purchase !== null && order.purchase.paymentId !== null;
}

/** Two orders of one chain meet its accounts in the same order. */
function byChannel(left: { channelId: number }, right: { channelId: number }): number {
  return left.channelId - right.channelId;
}
