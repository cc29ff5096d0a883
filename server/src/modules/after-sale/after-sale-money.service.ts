import { AfterSaleStatus } from '@lakeside/shared/after-sale/after-sale.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { TransactionService } from '../../platform/database/transaction';
import { systemActor } from '../../platform/http/actor';
import { AfterSaleChangeService } from './after-sale-change.service';
import { AfterSale } from './entities/after-sale.entity';

/** Ends cases whose money has arrived. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class AfterSaleMoneyService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly cases: AfterSaleChangeService;

  /** Told twice, or of a refund that belongs to no case, it changes nothing. */
  async finish(refundId: number): Promise<void> {
    const found = await this.dataSource.getRepository(AfterSale).findOneBy({ refundId });
    if (!found) return;
    const actor = systemActor('微信支付');
    await this.transactions.run(actor, async (tx) => {
      const { row } = await this.cases.lock(tx, found);
      if (row.status !== AfterSaleStatus.refunding) return;
      const status = AfterSaleStatus.done;
      await this.cases.move(tx, actor, {
        row,
        status,
        action: '退款已到账',
        verb: 'finish',
      });
    });
  }
}
