/** Crockford's base 32: no I, L, O or U, which people misread or mistype. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** How many random bytes one secret takes. */
export const secretLength = 10;

/** A secret of ten characters, 50 bits, made of ten bytes from the system's random source. */
export function secretFrom(randomBytes: Uint8Array): string {
  if (randomBytes.length !== secretLength)
    throw new RangeError(`a secret takes ${secretLength} random bytes`);
  return textFrom(randomBytes);
}

/** How many random bytes the number of one e-card takes. */
export const eCardNoLength = 15;

/** The number of an e-card: an E and fifteen characters, 75 bits, so that no number can be guessed from another (rules.md §6). */
export function eCardNoFrom(randomBytes: Uint8Array): string {
  if (randomBytes.length !== eCardNoLength)
    throw new RangeError(`an e-card number takes ${eCardNoLength} random bytes`);
  return `E${textFrom(randomBytes)}`;
}

function textFrom(randomBytes: Uint8Array): string {
  // 256 is a multiple of 32, so every character is equally likely.
  return Array.from(randomBytes, (byte) => alphabet.charAt(byte % alphabet.length)).join('');
}
