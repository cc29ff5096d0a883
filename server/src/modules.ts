import { afterSaleModule } from './modules/after-sale/after-sale.module';
import { auditModule } from './modules/audit/audit.module';
import { bannerModule } from './modules/banner/banner.module';
import { cardModule } from './modules/card/card.module';
import { catalogModule } from './modules/catalog/catalog.module';
import { channelModule } from './modules/channel/channel.module';
import { crmModule } from './modules/crm/crm.module';
import { documentModule } from './modules/document/document.module';
import { erpModule } from './modules/erp/erp.module';
import { expressModule } from './modules/express/express.module';
import { feedbackModule } from './modules/feedback/feedback.module';
import { fulfilmentModule } from './modules/fulfilment/fulfilment.module';
import { identityModule } from './modules/identity/identity.module';
import { ledgerModule } from './modules/ledger/ledger.module';
import { mediaModule } from './modules/media/media.module';
import { memberModule } from './modules/member/member.module';
import { offerModule } from './modules/offer/offer.module';
import { messageModule } from './modules/message/message.module';
import { orderModule } from './modules/order/order.module';
import { paymentModule } from './modules/payment/payment.module';
import { orgModule } from './modules/org/org.module';
import { revenueModule } from './modules/revenue/revenue.module';
import { reviewModule } from './modules/review/review.module';
import { settingsModule } from './modules/settings/settings.module';
import { splitModule } from './modules/split/split.module';
import { stockModule } from './modules/stock/stock.module';
import { storeOrderModule } from './modules/store-order/store-order.module';
import { wechatModule } from './modules/wechat/wechat.module';
import { platformModule } from './platform/platform.module';
import type { ServerModule } from './platform/server-module';

/** Every module of the server, lower tiers first. The server is made of this list; nothing is found by scanning. */
export const serverModules: readonly ServerModule[] = [
  platformModule,
  auditModule,
  documentModule,
  settingsModule,
  wechatModule,
  identityModule,
  orgModule,
  ledgerModule,
  catalogModule,
  mediaModule,
  expressModule,
  channelModule,
  bannerModule,
  paymentModule,
  splitModule,
  memberModule,
  feedbackModule,
  stockModule,
  cardModule,
  offerModule,
  orderModule,
  fulfilmentModule,
  reviewModule,
  afterSaleModule,
  storeOrderModule,
  revenueModule,
  crmModule,
  erpModule,
  messageModule,
];
