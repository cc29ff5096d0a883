import { afterSaleAdminContract } from '../after-sale/after-sale.contract';
import { cardAdminContract } from '../card/card.admin.contract';
import { giftAdminContract } from '../card/gift.contract';
import { catalogAdminContract } from '../catalog/catalog.contract';
import { offerAdminContract } from '../catalog/offer.admin.contract';
import { channelAdminContract, memberLevelAdminContract } from '../channel/channel.contract';
import { dashboardAdminContract, salespersonAdminContract } from '../crm/crm.contract';
import { fulfilmentAdminContract, settlementAdminContract } from '../fulfilment/fulfilment.contract';
import { ledgerAdminContract } from '../ledger/ledger.contract';
import { erpAdminContract } from '../erp/erp.contract';
import { accountDeletionAdminContract } from '../member/account-deletion.contract';
import { memberAdminContract } from '../member/member.contract';
import { memberRecordAdminContract, memberTagAdminContract } from '../member/member-record.contract';
import { eCardAdminContract } from '../order/e-card.contract';
import { memberOrderAdminContract } from '../order/member-order.contract';
import { orderAdminContract } from '../order/order.contract';
import { physicalCardAdminContract } from '../order/physical-card.contract';
import { purchaseAdminContract } from '../order/purchase.contract';
import { paymentAdminContract } from '../payment/payment.contract';
import { revenueAdminContract } from '../revenue/revenue.contract';
import { reviewAdminContract } from '../review/review.contract';
import { splitAdminContract } from '../split/split.contract';
import { stockAdminContract } from '../stock/stock.contract';
import { storeOrderAdminContract } from '../store-order/store-order.contract';

/** Written out: what the compiler infers of so many contracts is longer than it writes down. */
export type AdminContracts = {
  readonly dashboard: typeof dashboardAdminContract;
  readonly channel: typeof channelAdminContract;
  readonly memberLevel: typeof memberLevelAdminContract;
  readonly member: typeof memberAdminContract;
  readonly memberRecord: typeof memberRecordAdminContract & typeof memberOrderAdminContract;
  readonly accountDeletion: typeof accountDeletionAdminContract;
  readonly memberTag: typeof memberTagAdminContract;
  readonly salesperson: typeof salespersonAdminContract;
  readonly catalog: typeof catalogAdminContract;
  readonly offer: typeof offerAdminContract;
  readonly stock: typeof stockAdminContract;
  readonly erp: typeof erpAdminContract;
  readonly card: typeof cardAdminContract;
  readonly ledger: typeof ledgerAdminContract;
  readonly order: typeof orderAdminContract;
  readonly purchase: typeof purchaseAdminContract;
  readonly eCard: typeof eCardAdminContract;
  readonly physicalCard: typeof physicalCardAdminContract;
  readonly gift: typeof giftAdminContract;
  readonly afterSale: typeof afterSaleAdminContract;
  readonly storeOrder: typeof storeOrderAdminContract;
  readonly payment: typeof paymentAdminContract;
  readonly split: typeof splitAdminContract;
  readonly fulfilment: typeof fulfilmentAdminContract;
  readonly settlement: typeof settlementAdminContract;
  readonly revenue: typeof revenueAdminContract;
  readonly review: typeof reviewAdminContract;
};

/**
 * What the back office may call about goods, people and money, grouped the way its SDK is: `sdk.card.…`. The rest stands in
 * admin-system.contracts.ts: the compiler does not write down the type of one object of everything.
 */
export const adminContracts: AdminContracts = {
  dashboard: dashboardAdminContract,
  channel: channelAdminContract,
  memberLevel: memberLevelAdminContract,
  member: memberAdminContract,
  accountDeletion: accountDeletionAdminContract,
  memberRecord: { ...memberRecordAdminContract, ...memberOrderAdminContract },
  memberTag: memberTagAdminContract,
  salesperson: salespersonAdminContract,
  catalog: catalogAdminContract,
  offer: offerAdminContract,
  stock: stockAdminContract,
  erp: erpAdminContract,
  card: cardAdminContract,
  ledger: ledgerAdminContract,
  order: orderAdminContract,
  purchase: purchaseAdminContract,
  eCard: eCardAdminContract,
  physicalCard: physicalCardAdminContract,
  gift: giftAdminContract,
  afterSale: afterSaleAdminContract,
  storeOrder: storeOrderAdminContract,
  payment: paymentAdminContract,
  split: splitAdminContract,
  fulfilment: fulfilmentAdminContract,
  settlement: settlementAdminContract,
  revenue: revenueAdminContract,
  review: reviewAdminContract,
};
