import { afterSaleAdminContract } from '../after-sale/after-sale.contract';
import { agreementAdminContract } from '../agreement/agreement.contract';
import { auditAdminContract } from '../audit/audit.contract';
import { bannerAdminContract } from '../banner/banner.contract';
import { cardAdminContract } from '../card/card.admin.contract';
import { giftAdminContract } from '../card/gift.contract';
import { catalogAdminContract } from '../catalog/catalog.contract';
import { offerAdminContract } from '../catalog/offer.admin.contract';
import { channelAdminContract, memberLevelAdminContract } from '../channel/channel.contract';
import { dashboardAdminContract, salespersonAdminContract } from '../crm/crm.contract';
import { documentContract } from '../document/document.contract';
import { carrierAdminContract } from '../express/carrier.contract';
import { feedbackAdminContract } from '../feedback/feedback.contract';
import { fulfilmentAdminContract, settlementAdminContract } from '../fulfilment/fulfilment.contract';
import { adminAuthContract, adminSessionContract } from '../identity/identity.contract';
import { ledgerAdminContract } from '../ledger/ledger.contract';
import { mediaAdminContract } from '../media/media.contract';
import { erpAdminContract } from '../erp/erp.contract';
import { memberAdminContract } from '../member/member.contract';
import { eCardAdminContract } from '../order/e-card.contract';
import { freightAdminContract } from '../order/freight.contract';
import { orderAdminContract } from '../order/order.contract';
import { purchaseAdminContract } from '../order/purchase.contract';
import { paymentAdminContract } from '../payment/payment.contract';
import { revenueAdminContract } from '../revenue/revenue.contract';
import { reviewAdminContract } from '../review/review.contract';
import { settingsAdminContract } from '../settings/settings.contract';
import { splitAdminContract } from '../split/split.contract';
import { stockAdminContract } from '../stock/stock.contract';

/** What the back office may call, grouped the way its SDK is: `sdk.card.…`. */
export const adminContracts = {
  auth: adminAuthContract,
  session: adminSessionContract,
  dashboard: dashboardAdminContract,
  document: documentContract,
  audit: auditAdminContract,
  settings: settingsAdminContract,
  agreement: agreementAdminContract,
  media: mediaAdminContract,
  channel: channelAdminContract,
  memberLevel: memberLevelAdminContract,
  member: memberAdminContract,
  salesperson: salespersonAdminContract,
  banner: bannerAdminContract,
  catalog: catalogAdminContract,
  offer: offerAdminContract,
  stock: stockAdminContract,
  erp: erpAdminContract,
  card: cardAdminContract,
  ledger: ledgerAdminContract,
  order: orderAdminContract,
  purchase: purchaseAdminContract,
  eCard: eCardAdminContract,
  gift: giftAdminContract,
  freight: freightAdminContract,
  carrier: carrierAdminContract,
  afterSale: afterSaleAdminContract,
  payment: paymentAdminContract,
  split: splitAdminContract,
  fulfilment: fulfilmentAdminContract,
  settlement: settlementAdminContract,
  revenue: revenueAdminContract,
  review: reviewAdminContract,
  feedback: feedbackAdminContract,
};
