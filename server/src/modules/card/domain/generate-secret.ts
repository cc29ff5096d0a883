/** Crockford's base 32: no I, L, O or U, which people misread or mistype. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** How many random bytes one secret takes. */
export const secretLength = 10;

/** A secret of ten characters, 50 bits, made of ten bytes from the system's random source. */
export function secretFrom(randomBytes: Uint8Array): string {
  if (randomBytes.length !== secretLength)
    throw new RangeError(`a secret takes ${secretLength} random bytes`);
  // 256 is a multiple of 32, so every character is equally likely.
  return Array.from(randomBytes, (byte) => alphabet.charAt(byte % alphabet.length)).join('');
}
