import { PaymentStatus, RefundStatus } from '@lakeside/shared/payment/payment.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { LedgerService } from '../ledger/ledger.service';
import { PaymentRow } from './entities/payment.entity';
import { RefundRow } from './entities/refund.entity';

export interface PaymentReconciliation {
  readonly paidFen: number;
  readonly refundedFen: number;
  /** What the ledger says was collected online and not given back. */
  readonly bookedFen: number;
  readonly isEqual: boolean;
}

/** Compares the papers of this module with the books: payments less refunds is what 上海销售公司 holds. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class PaymentReconciliationService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly ledger: LedgerService;

  async reconcile(): Promise<PaymentReconciliation> {
    const { manager } = this.dataSource;
    const paidFen = Number((await manager.sum(PaymentRow, 'amountFen', { status: PaymentStatus.paid })) ?? 0);
    const refundedFen = Number(
      (await manager.sum(RefundRow, 'amountFen', { status: RefundStatus.refunded })) ?? 0,
    );
    const bookedFen = await this.ledger.collectedOnline();
    return { paidFen, refundedFen, bookedFen, isEqual: paidFen - refundedFen === bookedFen };
  }
}
