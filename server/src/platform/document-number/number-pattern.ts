import { containsPattern, prefixPattern } from '../database/dialect';

/**
 * A LIKE pattern for what someone typed of a document number: one that begins with its letters can be served by the index,
 * digits alone are looked for anywhere. Use with `contains`.
 */
export function numberPattern(typed: string): string {
  const text = typed.trim().toUpperCase();
  return /^[A-Z]/.test(text) ? prefixPattern(text) : containsPattern(text);
}
