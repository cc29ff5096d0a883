import { paymentAdminContract, wechatPayCallbackContract } from '@lakeside/shared/payment/payment.contract';
import type { ServerModule } from '../../platform/server-module';
import { PaymentRow } from './entities/payment.entity';
import { RefundRow } from './entities/refund.entity';
import { CreatePayment1205000000000 } from './migrations/1205000000000-create-payment';
import { PayerService } from './payer.service';
import { CheckPaymentsJob, CheckRefundsJob, ReconcilePaymentsJob } from './payment-jobs';
import { PaymentListService } from './payment-list.service';
import { PaymentPrepayService } from './payment-prepay.service';
import { PaymentReconciliationService } from './payment-reconciliation.service';
import { PaymentRefundService } from './payment-refund.service';
import { PaymentTradeService } from './payment-trade.service';
import { PaymentAdminController } from './payment.admin.controller';
import { ClosePaymentHandler, SendRefundHandler } from './payment.outbox-handlers';
import { PaymentService } from './payment.service';
import { WechatPayCallbackService } from './wechat-pay-callback.service';
import { WechatPayClient } from './wechat-pay-client';
import { WechatPayNotices } from './wechat-pay-notice';
import { WechatPayCallbackController } from './wechat-pay.callback.controller';

/** Online payments and refunds through WeChat Pay. */
export const paymentModule: ServerModule = {
  name: 'payment',
  providers: [
    PayerService,
    PaymentService,
    PaymentListService,
    PaymentPrepayService,
    PaymentReconciliationService,
    PaymentRefundService,
    PaymentTradeService,
    WechatPayCallbackService,
    WechatPayClient,
    WechatPayNotices,
  ],
  controllers: [PaymentAdminController, WechatPayCallbackController],
  contracts: [paymentAdminContract, wechatPayCallbackContract],
  entities: [PaymentRow, RefundRow],
  migrations: [CreatePayment1205000000000],
  jobs: [CheckPaymentsJob, CheckRefundsJob, ReconcilePaymentsJob],
  outboxHandlers: [ClosePaymentHandler, SendRefundHandler],
  // A wrong setting must stop the start, not the first payment.
  onBoot: async (container) => {
    await container.get(WechatPayClient);
  },
};
