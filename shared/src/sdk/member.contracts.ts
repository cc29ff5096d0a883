import { afterSaleMemberContract } from '../after-sale/after-sale.contract';
import { agreementPublicContract } from '../agreement/agreement.contract';
import { bannerPublicContract } from '../banner/banner.contract';
import { cardMemberContract } from '../card/card.member.contract';
import { giftMemberContract, giftPublicContract } from '../card/gift.contract';
import { catalogMemberContract } from '../catalog/catalog.member.contract';
import { invitePublicContract } from '../channel/invite.contract';
import { memberSessionContract, smsContract } from '../identity/identity.contract';
import { feedbackMemberContract } from '../feedback/feedback.contract';
import { mediaMemberContract } from '../media/media.contract';
import { accountDeletionMemberContract } from '../member/account-deletion.contract';
import { memberAuthContract, memberSelfContract } from '../member/member.contract';
import { memberWechatContract } from '../member/member-wechat.contract';
import { memberMessageContract } from '../message/message.contract';
import { cartMemberContract } from '../order/cart.contract';
import { eCardMemberContract } from '../order/e-card.contract';
import { physicalCardMemberContract } from '../order/physical-card.contract';
import { orderMemberContract } from '../order/order.contract';
import { purchaseMemberContract } from '../order/purchase.contract';
import { reviewMemberContract, reviewPublicContract } from '../review/review.contract';
import { settingsPublicContract } from '../settings/settings.contract';

/** What the member mini program may call, grouped the way its SDK is: `sdk.card.…`. */
export const memberContracts = {
  sms: smsContract,
  auth: memberAuthContract,
  wechat: memberWechatContract,
  session: memberSessionContract,
  invite: invitePublicContract,
  shop: settingsPublicContract,
  agreement: agreementPublicContract,
  me: memberSelfContract,
  accountDeletion: accountDeletionMemberContract,
  banner: bannerPublicContract,
  catalog: catalogMemberContract,
  card: cardMemberContract,
  order: orderMemberContract,
  cart: cartMemberContract,
  purchase: purchaseMemberContract,
  eCard: eCardMemberContract,
  physicalCard: physicalCardMemberContract,
  gift: { ...giftMemberContract, ...giftPublicContract },
  afterSale: afterSaleMemberContract,
  message: memberMessageContract,
  media: mediaMemberContract,
  review: reviewMemberContract,
  feedback: feedbackMemberContract,
  offerReview: reviewPublicContract,
};
