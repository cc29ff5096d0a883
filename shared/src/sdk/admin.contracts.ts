import { auditAdminContract } from '../audit/audit.contract';
import { cardAdminContract } from '../card/card.admin.contract';
import { catalogAdminContract } from '../catalog/catalog.contract';
import { channelAdminContract, memberLevelAdminContract } from '../channel/channel.contract';
import { dashboardAdminContract, salespersonAdminContract } from '../crm/crm.contract';
import { documentContract } from '../document/document.contract';
import { fulfilmentAdminContract, settlementAdminContract } from '../fulfilment/fulfilment.contract';
import { adminAuthContract, adminSessionContract } from '../identity/identity.contract';
import { ledgerAdminContract } from '../ledger/ledger.contract';
import { mediaAdminContract } from '../media/media.contract';
import { memberAdminContract } from '../member/member.contract';
import { orderAdminContract } from '../order/order.contract';
import { settingsAdminContract } from '../settings/settings.contract';
import { stockAdminContract } from '../stock/stock.contract';

/** What the back office may call, grouped the way its SDK is: `sdk.card.…`. */
export const adminContracts = {
  auth: adminAuthContract,
  session: adminSessionContract,
  dashboard: dashboardAdminContract,
  document: documentContract,
  audit: auditAdminContract,
  settings: settingsAdminContract,
  media: mediaAdminContract,
  channel: channelAdminContract,
  memberLevel: memberLevelAdminContract,
  member: memberAdminContract,
  salesperson: salespersonAdminContract,
  catalog: catalogAdminContract,
  stock: stockAdminContract,
  card: cardAdminContract,
  ledger: ledgerAdminContract,
  order: orderAdminContract,
  fulfilment: fulfilmentAdminContract,
  settlement: settlementAdminContract,
};
