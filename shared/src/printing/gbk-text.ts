// The types of gbk.js must travel with this file into every app that reads this source.
/// <reference path="./gbk-js.d.ts" />
import gbk from 'gbk.js';
import { LabelTextError } from './label.errors';

const questionMark = '?'.charCodeAt(0);

/**
 * Encodes text as GBK, the character set of Chinese label printers. The yen sign `¥` (U+00A5), which GBK lacks,
 * becomes the full-width `￥`. Throws LabelTextError naming every character that GBK cannot write.
 */
export function encodeGbk(text: string): Uint8Array {
  const bytes: number[] = [];
  const unprintable = new Set<string>();
  for (const character of text.replaceAll('\u00a5', '\uffe5')) {
    const encoded = gbk.encode(character);
    if (encoded[0] === questionMark && character !== '?') unprintable.add(character);
    else bytes.push(...encoded);
  }
  if (unprintable.size > 0) throw new LabelTextError([...unprintable]);
  return Uint8Array.from(bytes);
}
