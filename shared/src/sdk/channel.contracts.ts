import { agreementPublicContract } from '../agreement/agreement.contract';
import { cardChannelContract } from '../card/card.channel.contract';
import { channelAuthContract, channelSelfContract } from '../channel/channel.contract';
import { channelWechatContract } from '../channel/channel-wechat.contract';
import { invitePublicContract } from '../channel/invite.contract';
import { fulfilmentChannelContract, settlementChannelContract } from '../fulfilment/fulfilment.contract';
import { channelSessionContract, smsContract } from '../identity/identity.contract';
import { ledgerChannelContract } from '../ledger/ledger.contract';
import { channelMessageContract } from '../message/message.contract';
import { revenueChannelContract } from '../revenue/revenue.contract';
import { staffIncomeContract } from '../revenue/staff-income.contract';
import { stockChannelContract } from '../stock/stock.contract';
import { reviewPublicContract } from '../review/review.contract';
import { settingsPublicContract } from '../settings/settings.contract';
import { storeOrderChannelContract } from '../store-order/store-order.contract';
import { storeShopContract } from '../store-order/store-shop.contract';

/** What the channel mini program may call, grouped the way its SDK is: `sdk.card.…`. */
export const channelContracts = {
  sms: smsContract,
  auth: channelAuthContract,
  wechat: channelWechatContract,
  session: channelSessionContract,
  invite: invitePublicContract,
  shop: settingsPublicContract,
  agreement: agreementPublicContract,
  channel: channelSelfContract,
  card: cardChannelContract,
  ledger: ledgerChannelContract,
  stock: stockChannelContract,
  fulfilment: fulfilmentChannelContract,
  settlement: settlementChannelContract,
  revenue: revenueChannelContract,
  storeShop: storeShopContract,
  storeOrder: storeOrderChannelContract,
  review: reviewPublicContract,
  staffIncome: staffIncomeContract,
  message: channelMessageContract,
};
