import type { SelectionPreview } from '@lakeside/shared/card/card.schemas';

/** What cards are picked for. */
export type CardPurpose = 'transfer' | 'activation' | 'return';

export interface PurposeTexts {
  title: string;
  /** The verb used with a number of cards: 可流转 97 张. */
  verb: string;
  submit: string;
  /** What the offline price means here; empty when there is none. */
  priceName: string;
  totalName: string;
  note: string;
}

export const purposeTexts: Readonly<Record<CardPurpose, PurposeTexts>> = {
  transfer: {
    title: '流转给下级',
    verb: '流转',
    submit: '生成流转单',
    priceName: '下级结算价（线下）',
    totalName: '线下应收',
    note: '对方确认收到前，可随时撤回',
  },
  activation: {
    title: '申请激活',
    verb: '激活',
    submit: '提交激活申请',
    priceName: '结算价',
    totalName: '合计',
    note: '提交后卡号锁定，处理前可撤回',
  },
  return: {
    title: '返还提货卡',
    verb: '返还',
    submit: '生成返还单',
    priceName: '',
    totalName: '',
    note: '只能返还未激活的卡，对方确认前可撤回',
  },
};

/** How many cards of the selection cannot take part. */
export function excludedCount(preview: SelectionPreview): number {
  return preview.total - preview.eligible;
}

/**
 * Why the request cannot be sent as it stands; null when it can. Leaving cards out must be agreed to in so many words.
 */
export function requestRefusal(
  preview: SelectionPreview,
  agreesToSkip: boolean,
  verb: string,
): string | null {
  if (preview.eligible === 0) return `没有可以${verb}的卡`;
  if (preview.products.length > 1) return '选到了几种提货卡，一张单只能选一种';
  if (excludedCount(preview) > 0 && !agreesToSkip) return `请先确认只${verb}可用的 ${preview.eligible} 张`;
  return null;
}
