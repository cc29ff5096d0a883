import type { ActivationView } from '@lakeside/shared/card/card.schemas';
import { ActivationStatus } from '@lakeside/shared/card/card.status';
import type { Fen } from '@lakeside/shared/kernel/money';

export interface OfflineMoney {
  readonly name: string;
  readonly fen: Fen;
}

/** How many cards money is due for: those activated or, until then, those asked for. */
export function dueCount(
  activation: Pick<ActivationView, 'status' | 'activatedCount' | 'cardCount'>,
): number {
  return activation.status === ActivationStatus.activated ? activation.activatedCount : activation.cardCount;
}

/**
 * What one of the channels in an activation gets and pays offline for these of its cards: the requester pays its parent, an L2 between
 * passes on its own price, and the L1 gets what its direct child pays (rules.md §5). Nothing for the L1's own cards.
 */
export function offlineMoney(
  activation: Pick<ActivationView, 'requester' | 'l2' | 'l1' | 'offlineUnitPriceFen' | 'l2UnitPriceFen'>,
  { channelId, cardCount }: { channelId: number; cardCount: number },
): OfflineMoney[] {
  const { requester } = activation;
  const l2 = activation.l2?.id === requester.id ? null : activation.l2;
  const fromRequester = { fen: (activation.offlineUnitPriceFen ?? 0) * cardCount };
  const fromL2 = { fen: (activation.l2UnitPriceFen ?? 0) * cardCount };
  const lines =
    channelId === requester.id
      ? [{ name: '线下应付', ...fromRequester }]
      : channelId === l2?.id
        ? [
            { name: '应收三级货款', ...fromRequester },
            { name: '应付一级货款', ...fromL2 },
          ]
        : [{ name: '线下应收', ...(l2 ? fromL2 : fromRequester) }];
  return lines.filter((line) => line.fen > 0);
}
