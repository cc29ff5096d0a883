/** The most addresses one member may keep. */
export const maxAddresses = 20;

export interface KnownAddress {
  readonly id: number;
  readonly isDefault: boolean;
}

/**
 * Which address is the default when `saved` was created or edited: itself when wanted, when it already was, or when there
 * is no other default. While a member has addresses, exactly one is the default (MB-070).
 */
export function isDefaultAfterSave(
  others: readonly KnownAddress[],
  saved: { wantsDefault: boolean; wasDefault: boolean },
): boolean {
  return saved.wantsDefault || saved.wasDefault || !others.some((address) => address.isDefault);
}

/** The address that becomes the default when `deletedId` goes: the newest left; null when none needs to change. */
export function heirOfDefault(addresses: readonly KnownAddress[], deletedId: number): number | null {
  const deleted = addresses.find((address) => address.id === deletedId);
  if (!deleted?.isDefault) return null;
  const left = addresses.filter((address) => address.id !== deletedId).map((address) => address.id);
  return left.length === 0 ? null : Math.max(...left);
}
