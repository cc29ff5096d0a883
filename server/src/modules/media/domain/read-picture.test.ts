import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPicture } from './read-picture';

const bytes = (hex: string, length = 64) => {
  const given = Uint8Array.from(hex.replace(/\s/g, '').match(/../g) ?? [], (pair) =>
    Number.parseInt(pair, 16),
  );
  const padded = new Uint8Array(Math.max(length, given.length));
  padded.set(given);
  return padded;
};

const png = bytes('89504e470d0a1a0a 0000000d 49484452 00000280 000001e0 0806000000 00000000');
const jpeg = bytes('ffd8 ffe0 0010 4a46494600010100000100010000 ffc4 0004 0000 ffc0 0011 08 01e0 0280 03');
const webpLossy = bytes('52494646 00000000 57454250 56503820 00000000 000000 9d012a 8002 e001');
const webpLossless = bytes('52494646 00000000 57454250 5650384c 00000000 2f 7fc27700');
const webpExtended = bytes('52494646 00000000 57454250 56503858 0a000000 00000000 7f0200 df0100');

describe('reading a picture', () => {
  it('tells format and size of JPEG, PNG and each kind of WebP', () => {
    const size = { width: 640, height: 480 };

    expect(readPicture(png)).toEqual({ format: 'png', ...size });
    expect(readPicture(jpeg)).toEqual({ format: 'jpg', ...size });
    for (const webp of [webpLossy, webpLossless, webpExtended]) {
      expect(readPicture(webp)).toEqual({ format: 'webp', ...size });
    }
  });

  it('knows other files for what they are, whatever they are called', () => {
    const text = (content: string) => new TextEncoder().encode(content.padEnd(64));

    for (const other of [
      text('<html><script>'),
      text('<svg xmlns='),
      text('GIF89a'),
      text('PK'),
      new Uint8Array(),
    ]) {
      expect(readPicture(other)).toBeNull();
    }
  });

  it('never fails on a file that is cut off or damaged', () => {
    const picture = fc.constantFrom(png, jpeg, webpLossy, webpLossless, webpExtended);
    fc.assert(
      fc.property(picture, fc.nat(64), fc.nat(63), fc.nat(255), (whole, length, at, value) => {
        const damaged = whole.slice(0, length);
        if (at < damaged.length) damaged[at] = value;
        const facts = readPicture(damaged);
        if (facts) expect(Math.min(facts.width, facts.height)).toBeGreaterThan(0);
      }),
    );
  });
});
