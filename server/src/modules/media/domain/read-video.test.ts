import { expect, it } from 'vitest';
import { isWholeVideo } from './read-video';

const box = (type: string, content: Uint8Array | string = '', size?: number) => {
  const bytes = Buffer.from(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(size ?? 8 + bytes.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, bytes]);
};
const read = (...boxes: Buffer[]) => {
  const file = Buffer.concat(boxes);
  return isWholeVideo((start, length) => Promise.resolve(file.subarray(start, start + length)), file.length);
};
const brand = (name: string) => box('ftyp', `${name}\0\0\0\0`);
const moov = box('moov', 'index');
const mdat = box('mdat', 'content');

it('takes MP4 of the usual brands, its index before or behind the content [AD-358]', async () => {
  const wide = Buffer.concat([
    box('mdat', '', 1),
    Buffer.from('0000000000000014', 'hex'),
    Buffer.from('wide'),
  ]);

  expect(await read(brand('isom'), moov, mdat)).toBe(true);
  expect(await read(brand('mp42'), box('free'), mdat, moov)).toBe(true);
  expect(await read(brand('avc1'), moov, box('mdat', 'to the end', 0))).toBe(true);
  expect(await read(brand('isom'), moov, wide)).toBe(true);
});

it('refuses other files, other media in the same boxes, and what is cut off or has no content [AD-358]', async () => {
  expect(await read()).toBe(false);
  expect(await read(Buffer.from('这只是改了名字的文本文件'))).toBe(false);
  for (const other of ['qt  ', 'heic', 'avif', 'M4A '])
    expect(await read(brand(other), moov, mdat)).toBe(false);
  expect(await read(moov, brand('isom'), mdat)).toBe(false);
  expect(await read(brand('isom'), mdat)).toBe(false);
  expect(await read(brand('isom'), moov)).toBe(false);
  expect(await read(brand('isom'), moov, mdat.subarray(0, 12))).toBe(false);
  expect(await read(brand('isom'), moov, mdat, box('free', '', 4))).toBe(false);
  expect(await read(brand('isom'), moov, mdat, Buffer.from('tail'))).toBe(false);
  expect(await read(brand('isom'), moov, mdat, ...Array.from({ length: 1000 }, () => box('free')))).toBe(
    false,
  );
});
