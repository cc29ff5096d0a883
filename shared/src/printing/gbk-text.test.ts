import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeGbk } from './gbk-text';
import { LabelTextError } from './label.errors';

const decode = (bytes: Uint8Array) => new TextDecoder('gbk', { fatal: true }).decode(bytes);

function isRefused(character: string): boolean {
  try {
    encodeGbk(character);
    return false;
  } catch (error) {
    return error instanceof LabelTextError;
  }
}

describe('GBK text of a label', () => {
  it('writes every one of the 20,902 basic Chinese characters', () => {
    const characters = Array.from({ length: 0x9fa5 - 0x4e00 + 1 }, (_, index) =>
      String.fromCharCode(0x4e00 + index),
    );

    expect(decode(encodeGbk(characters.join('')))).toBe(characters.join(''));
  });

  it('never turns a character into another one: it comes back as it was, or is refused', () => {
    const changed: string[] = [];
    for (let code = 0; code <= 0xffff; code += 1) {
      const character = String.fromCharCode(code);
      if (character === '¥' || isRefused(character)) continue;
      if (decode(encodeGbk(character)) !== character) changed.push(code.toString(16));
    }

    expect(changed).toEqual([]);
  });

  it('reads back any text it accepts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const printable = [...text]
          .filter((character) => character !== '¥' && !isRefused(character))
          .join('');
        expect(decode(encodeGbk(printable))).toBe(printable);
      }),
    );
  });

  it('prints the yen sign as its full-width form and a question mark as itself', () => {
    expect(decode(encodeGbk('¥19.90 好吗?'))).toBe('￥19.90 好吗?');
  });

  it('names each character it cannot print once', () => {
    expect(() => encodeGbk('王𠮷😀𠮷')).toThrow('面单上有打印机打不出的字：𠮷 😀，请改用其他字');
    try {
      encodeGbk('王𠮷😀𠮷');
    } catch (error) {
      expect(error).toMatchObject({ code: 'LABEL_TEXT_UNPRINTABLE', characters: ['𠮷', '😀'] });
    }
    expect.assertions(2);
  });
});
