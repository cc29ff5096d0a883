import { defineErrors, errorFactory } from '../kernel/app-error';

export const channelErrors = defineErrors({
  CHANNEL_NOT_FOUND: { status: 404, message: '渠道商不存在' },
  CHANNEL_PENDING: { status: 403, message: '申请正在审核，通过后即可登录' },
  CHANNEL_REJECTED: { status: 403, message: '申请未通过：{reason}' },
  CHANNEL_CLOSED: { status: 403, message: '渠道商“{channelName}”已关闭' },
  CHANNEL_STATUS_CHANGED: { status: 409, message: '渠道商状态已变化，请刷新后再试' },
  CHANNEL_PHONE_TAKEN: { status: 409, message: '这个手机号已开通渠道账号或正在申请' },
  NOT_DIRECT_CHILD: { status: 403, message: '只能选择自己的直属下级' },
  RATE_OUT_OF_BOUNDS: {
    status: 422,
    message: '折扣必须高于 {lowerName}的 {lowerRate}，低于{upperName}的 {upperRate}',
  },
  RATE_BREAKS_CHAIN: { status: 409, message: '修改后会与这些渠道的折扣冲突：{channelNames}' },
  LEVEL_NOT_LOWER: { status: 422, message: '只能邀请比自己级别低的渠道' },
  CHANNEL_HAS_SHIPMENTS: { status: 409, message: '还有待发货的发货单或未结算的款项，不能改变等级或类型' },
  CHANNEL_HOLDS_CARDS: { status: 409, message: '渠道还有未激活的卡或在途的单据，不能改变等级或上级' },
  LEVEL_BREAKS_TREE: { status: 409, message: '还有下级渠道，不能这样改等级：{channelNames}' },
  SUBTYPE_ONLY_L1: { status: 422, message: '只有一级渠道需要选择城市合伙人或专卖店' },
  STORE_LOCATION_REQUIRED: { status: 422, message: '专卖店需要填写地址和坐标，用于就近派单' },
  MEMBER_LEVEL_NOT_FOUND: { status: 404, message: '会员等级不存在' },
  MEMBER_LEVEL_IN_USE: { status: 409, message: '还有 {memberCount} 位会员在这个等级，不能删除' },
  MEMBER_LEVEL_BREAKS_RATES: {
    status: 409,
    message: '会员折扣必须高于所有渠道折扣，冲突的渠道：{channelNames}',
  },
  MEMBER_LEVEL_LAST: { status: 409, message: '至少保留一个会员等级' },
  INVITE_NOT_FOUND: { status: 404, message: '邀请码无效，请向邀请人要新的邀请码' },
  INVITE_EXPIRED: { status: 410, message: '邀请码已失效，请向邀请人要新的邀请码' },
  STAFF_NOT_FOUND: { status: 404, message: '员工不存在' },
  STAFF_PHONE_TAKEN: { status: 409, message: '这个手机号已是渠道账号或员工' },
});

export const channelError = errorFactory(channelErrors);
