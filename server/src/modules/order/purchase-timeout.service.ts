import { OrderStatus } from '@lakeside/shared/order/order.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, LessThanOrEqual, MoreThan } from 'typeorm';
import { Clock } from '../../platform/clock';
import { TransactionService } from '../../platform/database/transaction';
import { systemActor } from '../../platform/http/actor';
import { Logger } from '../../platform/observability/logger';
import { PaymentTradeService } from '../payment/payment-trade.service';
import { Order } from './entities/order.entity';
import { OrderService } from './order.service';
import { PurchaseEndService } from './purchase-end.service';

const actor = systemActor('超时关闭订单');
const batchSize = 200;

/** Closes orders that nobody paid in time (AD-349). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class PurchaseTimeoutService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly orders: OrderService;
  @Inject() private readonly ends: PurchaseEndService;
  @Inject() private readonly trades: PaymentTradeService;
  @Inject() private readonly logger: Logger;

  /** Closes every order whose time to pay has run out; returns how many. */
  async closeOverdue(): Promise<number> {
    const now = this.clock.now();
    let closed = 0;
    for (let lastId = 0; ; ) {
      const due = await this.dataSource.getRepository(Order).find({
        select: { id: true },
        where: { status: OrderStatus.toPay, payUntil: LessThanOrEqual(now), id: MoreThan(lastId) },
        order: { id: 'ASC' },
        take: batchSize,
      });
      for (const { id } of due) closed += (await this.tryClose(id)) ? 1 : 0;
      const last = due.at(-1);
      if (!last) return closed;
      lastId = last.id;
    }
  }

  private async tryClose(id: number): Promise<boolean> {
    try {
      return await this.close(id);
    } catch (error) {
      // One order that cannot be closed must not keep the others waiting; the next run tries it again.
      this.logger.warn('an unpaid order could not be closed yet', { orderId: id, reason: String(error) });
      return false;
    }
  }

  /** WeChat is asked and told first: goods are given away only when nobody can pay for them any more. */
  private async close(id: number): Promise<boolean> {
    if ((await this.trades.closeAllOf({ kind: 'order', id })) === 'paid') return false;
    return this.transactions.run(actor, async (tx) => {
      const order = await this.orders.lockOrder(tx, id);
      if (order.status !== OrderStatus.toPay) return false;
      await this.ends.cancel(tx, actor, { order, action: '超时未付款，自动关闭', note: null });
      return true;
    });
  }
}
