import type {
  AfterSaleAdminDetail,
  AfterSaleDetail,
  AfterSaleView,
} from '@lakeside/shared/after-sale/after-sale.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { IsNull, Not } from 'typeorm';
import type { Tx } from '../../platform/database/transaction';
import type { MemberActor } from '../../platform/http/actor';
import { AfterSaleChangeService } from './after-sale-change.service';
import { AfterSale } from './entities/after-sale.entity';
import { AfterSaleViewService, toAfterSaleView } from './after-sale-view.service';

/** Shows cases, also to the module that tells people of them. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class AfterSaleService {
  @Inject() private readonly cases: AfterSaleChangeService;
  @Inject() private readonly views: AfterSaleViewService;

  /** Throws AFTER_SALE_NOT_FOUND, also for another member's case. */
  async getOfMember(actor: MemberActor, id: number): Promise<AfterSaleDetail> {
    return this.views.detailOf(null, await this.cases.requireOwn(actor.memberId, id));
  }

  /** Throws AFTER_SALE_NOT_FOUND. */
  async getForAdmin(id: number): Promise<AfterSaleAdminDetail> {
    return this.views.adminDetailOf(null, await this.cases.requireCase(id));
  }

  /** A case and whose it is. Throws AFTER_SALE_NOT_FOUND. */
  async requireAfterSale(
    id: number,
  ): Promise<AfterSaleView & { memberId: number; decisionNote: string | null }> {
    const row = await this.cases.requireCase(id);
    return { ...toAfterSaleView(row), memberId: row.memberId, decisionNote: row.decisionNote };
  }

  /** True while a case about an order has not ended. */
  async hasOpenCase(tx: Tx, orderId: number): Promise<boolean> {
    return tx.existsBy(AfterSale, { orderId, openKey: Not(IsNull()) });
  }

  /** The order line a refund gave money back for; null when it belongs to no case, or to one about the whole order. */
  async findRefundedLine(tx: Tx, refundId: number): Promise<number | null> {
    return (await tx.findOneBy(AfterSale, { refundId }))?.orderLineId ?? null;
  }
}
