/** Who has the plastic. A member has it from the moment the card is bound. */
export const HolderKind = { platform: 'platform', channel: 'channel', member: 'member' } as const;
export type HolderKind = (typeof HolderKind)[keyof typeof HolderKind];

/** A sending or receiving side of a document: a channel's id, or null for the platform. */
export type HolderSide = number | null;

/** The holder columns of a card that this side has. */
export function holderOf(side: HolderSide): { holderKind: HolderKind; holderChannelId: number | null } {
  return side === null
    ? { holderKind: HolderKind.platform, holderChannelId: null }
    : { holderKind: HolderKind.channel, holderChannelId: side };
}
