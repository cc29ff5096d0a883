import { randomBytes, randomInt } from 'node:crypto';

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** An unguessable string of letters and digits: session tokens, invite codes. 22 characters carry 130 bits. */
export function randomToken(length: number): string {
  return Array.from({ length }, () => base62.charAt(randomInt(base62.length))).join('');
}

/** Decimal digits from the system's random source, leading zeros kept: SMS codes, card secrets. */
export function randomDigits(length: number): string {
  return Array.from({ length }, () => String(randomInt(10))).join('');
}

/** `byteCount` random bytes in lower-case hex. */
export function randomHex(byteCount: number): string {
  return randomBytes(byteCount).toString('hex');
}
