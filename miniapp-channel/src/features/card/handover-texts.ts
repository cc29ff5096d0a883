import type { HandoverView } from '@lakeside/shared/card/card.schemas';

const kindNames: Readonly<Record<HandoverView['kind'], string>> = {
  cardOrder: '平台发卡',
  cardTransfer: '流转',
  cardReturn: '返还',
};

export function handoverKindName(kind: HandoverView['kind']): string {
  return kindNames[kind];
}

/** Whether the channel sends this paper; the platform (null) is never the one looking. */
export function isOutgoing(handover: Pick<HandoverView, 'from'>, ownChannelId: number): boolean {
  return handover.from?.id === ownChannelId;
}

/** `来自 平江专卖店` or `发给 昆山经销`, from where the person stands. */
export function counterpartText(handover: Pick<HandoverView, 'from' | 'to'>, ownChannelId: number): string {
  return isOutgoing(handover, ownChannelId)
    ? `发给 ${handover.to?.name ?? '平台'}`
    : `来自 ${handover.from?.name ?? '平台'}`;
}
