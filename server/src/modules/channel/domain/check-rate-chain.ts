import { channelError } from '@lakeside/shared/channel/channel.errors';
import { formatDiscount, fullRateBp, type RateBp } from '@lakeside/shared/kernel/money';

/** Someone with a rate: a channel or a member level. */
export interface Rated {
  readonly name: string;
  readonly rateBp: RateBp;
}

/** What stands around a channel in the chain of rates: parent < channel < each child, channel < lowest member level. */
export interface RateSurroundings {
  /** Null on level 1, whose parent is the platform. */
  readonly parent: Rated | null;
  readonly children: readonly Rated[];
  readonly lowestMemberLevel: Rated | null;
}

/** The open interval in which a rate must lie. */
export interface RateBounds {
  readonly aboveBp: RateBp;
  readonly belowBp: RateBp;
}

/** The interval for a channel under `parent` (rules.md §3): both ends are excluded. */
export function rateBounds(around: Pick<RateSurroundings, 'parent' | 'lowestMemberLevel'>): RateBounds {
  return {
    aboveBp: around.parent?.rateBp ?? 0,
    belowBp: around.lowestMemberLevel?.rateBp ?? fullRateBp,
  };
}

/**
 * Holds a channel's rate against its whole neighbourhood. Throws RATE_OUT_OF_BOUNDS when it is not between parent and
 * lowest member level, RATE_BREAKS_CHAIN naming the children it would reach or pass (rules.md §3; CH-018).
 */
export function checkRate(rateBp: RateBp, around: RateSurroundings): void {
  const { aboveBp, belowBp } = rateBounds(around);
  if (rateBp <= aboveBp || rateBp >= belowBp) {
    throw channelError('RATE_OUT_OF_BOUNDS', {
      lowerName: around.parent?.name ?? '平台',
      lowerRate: around.parent ? formatDiscount(aboveBp) : '0 折',
      upperName: around.lowestMemberLevel?.name ?? '零售价',
      upperRate: formatDiscount(belowBp),
      aboveBp,
      belowBp,
    });
  }
  const broken = around.children.filter((child) => child.rateBp <= rateBp);
  if (broken.length > 0) throw channelError('RATE_BREAKS_CHAIN', { channelNames: namesOf(broken) });
}

/** Holds a member level's rate against all channels. Throws MEMBER_LEVEL_BREAKS_RATES naming those not below it. */
export function checkMemberLevelRate(rateBp: RateBp, channels: readonly Rated[]): void {
  const broken = channels.filter((channel) => channel.rateBp >= rateBp);
  if (broken.length > 0) throw channelError('MEMBER_LEVEL_BREAKS_RATES', { channelNames: namesOf(broken) });
}

const maxNames = 10;

/** `甲、乙 等 12 个`: enough to find the places that need a change. */
export function namesOf(named: readonly { readonly name: string }[]): string {
  const names = named.slice(0, maxNames).map((item) => item.name);
  return named.length > maxNames ? `${names.join('、')} 等 ${named.length} 个` : names.join('、');
}
