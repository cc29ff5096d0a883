/** `有效期至 2029-12-31`; 长期有效 when the card does not lapse. */
export function cardExpiryText(expiresAt: string | null): string {
  return expiresAt === null ? '长期有效' : `有效期至 ${expiresAt.slice(0, 10)}`;
}
