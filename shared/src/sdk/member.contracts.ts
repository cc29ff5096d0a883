import { cardMemberContract } from '../card/card.member.contract';
import { catalogMemberContract } from '../catalog/catalog.contract';
import { invitePublicContract } from '../channel/invite.contract';
import { memberSessionContract, smsContract } from '../identity/identity.contract';
import { memberAuthContract, memberSelfContract } from '../member/member.contract';
import { orderMemberContract } from '../order/order.contract';

/** What the member mini program may call, grouped the way its SDK is: `sdk.card.…`. */
export const memberContracts = {
  sms: smsContract,
  auth: memberAuthContract,
  session: memberSessionContract,
  invite: invitePublicContract,
  me: memberSelfContract,
  catalog: catalogMemberContract,
  card: cardMemberContract,
  order: orderMemberContract,
};
