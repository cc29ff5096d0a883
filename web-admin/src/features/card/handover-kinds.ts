import type { HandoverKind } from '@lakeside/shared/card/card.status';

/** The three papers that move cards from one holder to the next, by the word in their address. */
export interface HandoverTab {
  readonly slug: string;
  readonly kind: HandoverKind;
  readonly title: string;
  readonly emptyText: string;
}

export const cardOrderTab: HandoverTab = {
  slug: 'orders',
  kind: 'cardOrder',
  title: '实体卡订单',
  emptyText: '还没有实体卡订单',
};

export const channelHandoverTabs: readonly HandoverTab[] = [
  { slug: 'transfers', kind: 'cardTransfer', title: '渠道流转', emptyText: '还没有流转单' },
  { slug: 'returns', kind: 'cardReturn', title: '返还', emptyText: '还没有返还单' },
];

export const handoverTitle: Readonly<Record<HandoverKind, string>> = {
  cardOrder: '实体卡订单',
  cardTransfer: '流转单',
  cardReturn: '返还单',
};
