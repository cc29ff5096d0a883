import { type AfterSaleStatus, afterSaleStatusName } from '@lakeside/shared/after-sale/after-sale.status';
import { formatYuan } from '@lakeside/shared/kernel/money';
import { MessageEvent } from '@lakeside/shared/message/message.schemas';

/** What a message says: the inbox shows title and text, a WeChat template shows the facts it has a place for. */
export interface MessageText {
  readonly event: MessageEvent;
  readonly title: string;
  readonly text: string;
  readonly facts: Readonly<Record<string, string>>;
}

interface OrderFacts {
  readonly number: string;
  readonly title: string;
  /** `10月20日`. */
  readonly day: string;
}

export function orderPlacedText(order: OrderFacts): MessageText {
  return {
    event: MessageEvent.orderPlaced,
    title: '提货预约成功',
    text: `「${order.title}」将在 ${order.day} 送达，单号 ${order.number}。`,
    facts: { ...order, status: '已预约' },
  };
}

export function orderRescheduledText(order: OrderFacts): MessageText {
  return {
    event: MessageEvent.orderRescheduled,
    title: '配送日期已修改',
    text: `「${order.title}」改在 ${order.day} 送达，单号 ${order.number}。`,
    facts: { ...order, status: '已改期' },
  };
}

export function orderShippedText(
  order: OrderFacts,
  parcel: { readonly carrier: string; readonly waybillNo: string },
): MessageText {
  return {
    event: MessageEvent.orderShipped,
    title: '订单已发货',
    text: `「${order.title}」已由${parcel.carrier}发出，运单号 ${parcel.waybillNo}。`,
    facts: { ...order, ...parcel, status: '已发货' },
  };
}

export function orderCompletedText(order: OrderFacts): MessageText {
  return {
    event: MessageEvent.orderCompleted,
    title: '订单已签收',
    text: `「${order.title}」已签收，单号 ${order.number}。感谢您的信任。`,
    facts: { ...order, status: '已签收' },
  };
}

export function orderPaidText(order: OrderFacts): MessageText {
  return {
    event: MessageEvent.orderPlaced,
    title: '付款成功',
    text: `「${order.title}」已付款，将在 ${order.day} 送达，单号 ${order.number}。`,
    facts: { ...order, status: '已付款' },
  };
}

/** E-cards come to the account, so nothing is delivered on a day. */
export function eCardsPaidText(order: OrderFacts): MessageText {
  return {
    event: MessageEvent.orderPlaced,
    title: '付款成功',
    text: `「${order.title}」已付款，卡号会发到“我的提货卡”，单号 ${order.number}。`,
    facts: { ...order, status: '已付款' },
  };
}

/** Printed cards wait for their numbers first, so no day is promised. */
export function physicalCardsPaidText(order: OrderFacts): MessageText {
  return {
    event: MessageEvent.orderPlaced,
    title: '付款成功',
    text: `「${order.title}」已付款，分配卡号后寄出，单号 ${order.number}。`,
    facts: { ...order, status: '已付款' },
  };
}

export function physicalCardsReceivedText(order: OrderFacts): MessageText {
  return {
    event: MessageEvent.orderCompleted,
    title: '提货卡已激活',
    text: `「${order.title}」已签收并激活，刮开卡密绑卡后就能提货，也可以把卡送给朋友。单号 ${order.number}。`,
    facts: { ...order, status: '已签收' },
  };
}

export function eCardsIssuedText(order: OrderFacts): MessageText {
  return {
    event: MessageEvent.orderCompleted,
    title: '电子卡已到账',
    text: `「${order.title}」的卡号已发到“我的提货卡”，可以提货，也可以送给朋友。单号 ${order.number}。`,
    facts: { ...order, status: '已到账' },
  };
}

export function orderRefundedText(order: OrderFacts): MessageText {
  return {
    event: MessageEvent.orderRefunded,
    title: '退款已到账',
    text: `「${order.title}」的退款已原路退回，单号 ${order.number}。`,
    facts: { ...order, status: '已退款' },
  };
}

interface ActivationFacts {
  readonly number: string;
  readonly cardCount: number;
  /** Who asked, or who decided. */
  readonly channel: string;
}

export function activationRequestedText(activation: ActivationFacts): MessageText {
  return activationText(activation, {
    event: MessageEvent.activationRequested,
    title: '有新的激活申请',
    text: `${activation.channel} 申请激活 ${activation.cardCount} 张卡，请处理。`,
    status: '待处理',
  });
}

export function activationDoneText(activation: ActivationFacts): MessageText {
  return activationText(activation, {
    event: MessageEvent.activationDone,
    title: '激活申请已通过',
    text: `${activation.channel} 已激活 ${activation.cardCount} 张卡。`,
    status: '已激活',
  });
}

export function activationRejectedText(activation: ActivationFacts): MessageText {
  return activationText(activation, {
    event: MessageEvent.activationRejected,
    title: '激活申请被驳回',
    text: `${activation.channel} 驳回了 ${activation.cardCount} 张卡的激活申请。`,
    status: '已驳回',
  });
}

function activationText(
  { number, cardCount, channel }: ActivationFacts,
  said: { event: MessageEvent; title: string; text: string; status: string },
): MessageText {
  const { status, ...rest } = said;
  return { ...rest, facts: { number, channel, count: String(cardCount), status } };
}

interface AfterSaleFacts {
  readonly number: string;
  readonly title: string;
  readonly amountFen: number | null;
  /** Why the shop refused it. */
  readonly reason: string | null;
}

/** What the buyer is told when a case comes into a state; null for what the buyer did, and for money, which has news of its own. */
export function afterSaleMovedText(sale: AfterSaleFacts, status: AfterSaleStatus): MessageText | null {
  const said = afterSaleNews(sale, status);
  if (said === null) return null;
  const { number, title } = sale;
  return {
    event: MessageEvent.afterSaleMoved,
    title: said.title,
    text: `「${title}」${said.text}，售后编号 ${number}。`,
    facts: { number, title, status: afterSaleStatusName[status] },
  };
}

function afterSaleNews(
  sale: AfterSaleFacts,
  status: AfterSaleStatus,
): { title: string; text: string } | null {
  switch (status) {
    case 'toReturn':
      return { title: '退货申请已通过', text: '请把商品寄回，并填写物流单号' };
    case 'refunding':
      return { title: '退款申请已通过', text: `的退款 ${formatYuan(sale.amountFen ?? 0)} 正在原路退回` };
    case 'toExchange':
      return { title: '换货申请已通过', text: '的新件正在准备' };
    case 'exchangeSent':
      return { title: '新件已寄出', text: '的新件已经寄出，请留意查收' };
    case 'rejected':
      return { title: '售后申请未通过', text: `的售后未通过：${sale.reason ?? ''}` };
    case 'expired':
      return { title: '售后已关闭', text: '没有在期限内寄回，售后已关闭' };
    case 'applied':
    case 'returning':
    case 'withdrawn':
    case 'done':
      return null;
  }
}

interface GiftFacts {
  readonly number: string;
  readonly title: string;
  /** Who accepted it; null for a gift that came back. */
  readonly receiver: string | null;
}

/** What the giver of an e-card is told when its gift has ended. */
export function giftEndedText({ number, title, receiver }: GiftFacts): MessageText {
  const status = receiver === null ? '已退回' : '已领取';
  return {
    event: MessageEvent.giftEnded,
    title: receiver === null ? '转赠的卡已退回' : '转赠的卡已被领取',
    text:
      receiver === null
        ? `「${title}」没有人领取，已经退回你的提货卡。`
        : `${receiver} 领取了你转赠的「${title}」。`,
    facts: { number, title, status },
  };
}
