const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz';

/**
 * A key that marks all attempts of one intended write, so that a double tap or a retry takes effect once.
 * It must be unlikely to collide, not secret: Math.random is enough, and a mini program has no crypto.
 */
export function newIdempotencyKey(random: () => number = Math.random, now: () => number = Date.now): string {
  const tail = Array.from({ length: 20 }, () => alphabet[Math.floor(random() * alphabet.length)] ?? '0').join(
    '',
  );
  return `${now().toString(36)}-${tail}`;
}
