import type {
  AfterSaleDetail,
  afterSaleMemberContract,
} from '@lakeside/shared/after-sale/after-sale.contract';
import { AfterSaleStatus } from '@lakeside/shared/after-sale/after-sale.status';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, LessThanOrEqual } from 'typeorm';
import { Clock } from '../../platform/clock';
import { TransactionService } from '../../platform/database/transaction';
import { type MemberActor, systemActor } from '../../platform/http/actor';
import { CarrierService } from '../express/carrier.service';
import { AfterSaleChangeService } from './after-sale-change.service';
import { AfterSaleViewService } from './after-sale-view.service';
import { AfterSale } from './entities/after-sale.entity';

type Waybill = ParsedInput<typeof afterSaleMemberContract.sendReturn>['body'];

const batchSize = 200;

/** Goods on their way back to the shop. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class AfterSaleReturnService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly carriers: CarrierService;
  @Inject() private readonly cases: AfterSaleChangeService;
  @Inject() private readonly views: AfterSaleViewService;

  /** The buyer says by which parcel the goods come back. Throws CARRIER_NOT_OFFERED. */
  async sendReturn(actor: MemberActor, input: { id: number; waybill: Waybill }): Promise<AfterSaleDetail> {
    const found = await this.cases.requireOwn(actor.memberId, input.id);
    const { carrierCode, waybillNo } = input.waybill;
    return this.transactions.run(actor, async (tx) => {
      const { row } = await this.cases.lock(tx, found);
      const carrier = await this.carriers.requireOffered(tx, carrierCode);
      const after = await this.cases.move(tx, actor, {
        row,
        status: AfterSaleStatus.returning,
        action: '寄回商品',
        note: `${carrier.name} ${waybillNo}`,
        verb: 'sendReturn',
        fields: { returnCarrierCode: carrierCode, returnWaybillNo: waybillNo },
      });
      return this.views.detailOf(tx, after);
    });
  }

  /** Closes cases whose goods were not sent back in time; returns how many. */
  async expireOverdue(): Promise<number> {
    const due = await this.dataSource.getRepository(AfterSale).find({
      where: { status: AfterSaleStatus.toReturn, returnUntil: LessThanOrEqual(this.clock.now()) },
      order: { returnUntil: 'ASC' },
      take: batchSize,
    });
    for (const row of due) await this.expire(row);
    return due.length;
  }

  private async expire(found: AfterSale): Promise<void> {
    const actor = systemActor('逾期未寄回');
    await this.transactions.run(actor, async (tx) => {
      const { row } = await this.cases.lock(tx, found);
      // The buyer may have sent the goods since the list was read.
      if (row.status !== AfterSaleStatus.toReturn) return;
      await this.cases.move(tx, actor, {
        row,
        status: AfterSaleStatus.expired,
        action: '逾期未寄回，自动关闭',
        verb: 'expire',
      });
    });
  }
}
