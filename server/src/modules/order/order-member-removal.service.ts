import type { DeletionBlocker } from '@lakeside/shared/member/account-deletion.contract';
import { OrderStatus } from '@lakeside/shared/order/order.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { type EntityManager, In, Not } from 'typeorm';
import type { Tx } from '../../platform/database/transaction';
import type { MemberRemovalPart } from '../member/member-removal.service';
import { PaymentService } from '../payment/payment.service';
import { CartLineRow } from './entities/cart-line.entity';
import { Order } from './entities/order.entity';

const endStates = [OrderStatus.completed, OrderStatus.cancelled];
/** What stands in the place of a receiver; province, city and district stay for settlement. */
const nobody = {
  receiverName: '已注销',
  receiverPhone: '***********',
  receiverDetail: '***',
  receiverLatitudeE6: null,
  receiverLongitudeE6: null,
  remark: null,
};
const payableBatch = 1000;

/** Keeps an account open while its orders or their money are under way, and takes the receiver out of them afterwards. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class OrderMemberRemovalService implements MemberRemovalPart {
  @Inject() private readonly payments: PaymentService;

  async blockers(source: EntityManager, memberId: number): Promise<DeletionBlocker[]> {
    const openOrders = await source.countBy(Order, { memberId, status: Not(In(endStates)) });
    const openRefunds = await this.payments.countOpenRefunds(source, await orderIdsOf(source, memberId));
    return [
      { kind: 'openOrders', count: openOrders },
      { kind: 'openRefunds', count: openRefunds },
    ];
  }

  async forget(tx: Tx, memberId: number): Promise<void> {
    await this.payments.forgetPayers(tx, await orderIdsOf(tx, memberId));
    await tx.update(Order, { memberId }, nobody);
    await tx.delete(CartLineRow, { memberId });
  }
}

/** The orders of one member, in lists short enough for one statement. */
async function orderIdsOf(source: EntityManager, memberId: number): Promise<number[][]> {
  const rows = await source.find(Order, { select: { id: true }, where: { memberId }, order: { id: 'ASC' } });
  const ids = rows.map(({ id }) => id);
  const lists: number[][] = [];
  for (let start = 0; start < ids.length; start += payableBatch) {
    lists.push(ids.slice(start, start + payableBatch));
  }
  return lists;
}
