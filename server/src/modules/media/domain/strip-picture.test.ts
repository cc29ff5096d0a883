import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPicture } from './read-picture';
import { stripPicture } from './strip-picture';

const ascii = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const join = (...parts: ArrayLike<number>[]) => Uint8Array.from(parts.flatMap((part) => Array.from(part)));
const textOf = (bytes: Uint8Array | null) => String.fromCharCode(...(bytes ?? []));
const place = 'N31.4 E120.7';

const segment = (marker: number, ...parts: ArrayLike<number>[]) => {
  const data = join(...parts);
  return join([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 0xff], data);
};
/** An EXIF segment of a camera that was held in a way, with the place behind it; `II` is little endian. */
const exif = (orientation: number, order: 'MM' | 'II' = 'MM') => {
  const word = (value: number) => (order === 'MM' ? [value >> 8, value & 0xff] : [value & 0xff, value >> 8]);
  const long = (value: number) => (order === 'MM' ? [0, 0, ...word(value)] : [...word(value), 0, 0]);
  const entry = [...word(0x0112), ...word(3), ...long(1), ...word(orientation), 0, 0];
  const tiff = join(ascii(order), word(42), long(8), word(1), entry, long(0), ascii(place));
  return segment(0xe1, ascii('Exif\0\0'), tiff);
};
const jfif = segment(0xe0, ascii('JFIF\0'), new Uint8Array(9));
const profile = segment(0xe2, ascii('ICC_PROFILE\0'), [1, 1, 7]);
const frame = segment(0xc0, [8, 0x01, 0xe0, 0x02, 0x80, 1, 1, 0x11, 0]);
const scan = join(segment(0xda, [1, 1, 0, 0, 63, 0]), [0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]);
const end = [0xff, 0xd9];
const plainJpeg = join([0xff, 0xd8], jfif, profile, frame, scan, scan, end);

const chunk = (type: string, data: ArrayLike<number> = []) =>
  join([0, 0, 0, data.length], ascii(type), data, [1, 2, 3, 4]);
const pngHead = join(
  [0x89],
  ascii('PNG\r\n\x1a\n'),
  chunk('IHDR', [0, 0, 2, 128, 0, 0, 1, 224, 8, 6, 0, 0, 0]),
);
const plainPng = join(pngHead, chunk('IDAT', [1, 2, 3]), chunk('IEND'));

const riffChunk = (type: string, data: ArrayLike<number>) =>
  join(ascii(type), [data.length, 0, 0, 0], data, data.length % 2 ? [0] : []);
const webp = (...chunks: Uint8Array[]) => {
  const body = join(ascii('WEBP'), ...chunks);
  return join(ascii('RIFF'), [body.length, 0, 0, 0], body);
};
const extended = (flags: number) => riffChunk('VP8X', [flags, 0, 0, 0, 127, 2, 0, 223, 1, 0]);
const lossy = riffChunk('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, 128, 2, 224, 1, 9]);

describe('stripping a picture', () => {
  it('drops from a JPEG what a camera wrote, comments, and what hangs behind its end', () => {
    const secrets = [
      exif(1),
      segment(0xe1, ascii(`http://ns.adobe.com/xap/1.0/\0${place}`)),
      segment(0xe2, ascii(`MPF\0${place}`)),
      segment(0xed, ascii(`Photoshop 3.0\0${place}`)),
      segment(0xfe, ascii(place)),
    ];
    const photo = join(
      [0xff, 0xd8],
      jfif,
      ...secrets,
      profile,
      frame,
      scan,
      segment(0xfe, ascii(place)),
      scan,
      end,
      [0xff, 0xd8],
      exif(1),
    );

    expect(stripPicture(photo, 'jpg')).toEqual(plainJpeg);
  });

  it('keeps how the camera was held, and nothing else of its EXIF', () => {
    for (const order of ['MM', 'II'] as const) {
      const turned = stripPicture(join([0xff, 0xd8], exif(6, order), frame, scan, end), 'jpg');

      expect(textOf(turned)).not.toContain(place);
      expect(turned).toEqual(
        join(
          [0xff, 0xd8, 0xff, 0xe1, 0, 34],
          ascii('Exif\0\0MM\0*'),
          [0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0],
          frame,
          scan,
          end,
        ),
      );
      expect(readPicture(turned ?? new Uint8Array())).toEqual({ format: 'jpg', width: 640, height: 480 });
    }
  });

  it('keeps of PNG and WebP only what draws them', () => {
    const png = join(
      pngHead,
      chunk('eXIf', ascii(place)),
      chunk('tEXt', ascii(place)),
      chunk('IDAT', [1, 2, 3]),
      chunk('IEND'),
      ascii(place),
    );
    const photo = join(
      webp(extended(0x0c), lossy, riffChunk('EXIF', ascii(place)), riffChunk('XMP ', ascii(place))),
      ascii(place),
    );

    expect(stripPicture(png, 'png')).toEqual(plainPng);
    expect(stripPicture(photo, 'webp')).toEqual(webp(extended(0), lossy));
  });

  it('changes nothing of a picture that says nothing', () => {
    expect(stripPicture(plainJpeg, 'jpg')).toEqual(plainJpeg);
    expect(stripPicture(plainPng, 'png')).toEqual(plainPng);
    expect(stripPicture(webp(lossy), 'webp')).toEqual(webp(lossy));
  });

  it('takes no picture that is cut off, wherever it is cut', () => {
    const whole = fc.constantFrom(
      { bytes: plainJpeg, format: 'jpg' as const },
      { bytes: plainPng, format: 'png' as const },
      { bytes: webp(extended(0), lossy), format: 'webp' as const },
    );
    fc.assert(
      fc.property(whole, fc.nat(), ({ bytes, format }, cut) => {
        expect(stripPicture(bytes.slice(0, 12 + (cut % (bytes.length - 12))), format)).toBeNull();
      }),
    );
  });

  it('never fails on a damaged picture, and what it gave it would give again', () => {
    const whole = fc.constantFrom(
      { bytes: join([0xff, 0xd8], jfif, exif(8, 'II'), frame, scan, end), format: 'jpg' as const },
      { bytes: plainPng, format: 'png' as const },
      { bytes: webp(extended(0x0c), lossy, riffChunk('EXIF', ascii(place))), format: 'webp' as const },
    );
    fc.assert(
      fc.property(whole, fc.nat(), fc.nat(255), ({ bytes, format }, at, value) => {
        const damaged = bytes.slice();
        damaged[12 + (at % (damaged.length - 12))] = value;
        const stripped = stripPicture(damaged, format);
        if (stripped) expect(stripPicture(stripped, format)).toEqual(stripped);
      }),
      { numRuns: 1000 },
    );
  });
});
