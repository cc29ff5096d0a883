import { cardChannelContract } from '../card/card.channel.contract';
import { channelAuthContract, channelSelfContract } from '../channel/channel.contract';
import { invitePublicContract } from '../channel/invite.contract';
import { fulfilmentChannelContract, settlementChannelContract } from '../fulfilment/fulfilment.contract';
import { channelSessionContract, smsContract } from '../identity/identity.contract';
import { ledgerChannelContract } from '../ledger/ledger.contract';
import { stockChannelContract } from '../stock/stock.contract';

/** What the channel mini program may call, grouped the way its SDK is: `sdk.card.…`. */
export const channelContracts = {
  sms: smsContract,
  auth: channelAuthContract,
  session: channelSessionContract,
  invite: invitePublicContract,
  channel: channelSelfContract,
  card: cardChannelContract,
  ledger: ledgerChannelContract,
  stock: stockChannelContract,
  fulfilment: fulfilmentChannelContract,
  settlement: settlementChannelContract,
};
