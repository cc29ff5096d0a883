import qrcode from 'qrcode-generator';
import { deflateSync } from 'node:zlib';

const pixelsPerModule = 8;
const quietZoneModules = 4;
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A QR code as a PNG with its quiet zone. Throws when the text is too long (≈ 2 kB). */
export function qrPng(text: string): Buffer {
  const code = qrcode(0, 'M');
  // The library takes characters for bytes.
  code.addData(Buffer.from(text, 'utf8').toString('latin1'), 'Byte');
  code.make();
  const modules = code.getModuleCount();
  const size = (modules + 2 * quietZoneModules) * pixelsPerModule;
  const isDark = (x: number, y: number): boolean => {
    const [column, row] = [x, y].map((pixel) => Math.floor(pixel / pixelsPerModule) - quietZoneModules);
    if (column === undefined || row === undefined) return false;
    return column >= 0 && row >= 0 && column < modules && row < modules && code.isDark(row, column);
  };
  return grayPng(size, isDark);
}

/** Eight-bit grey, one filter byte before each line. */
function grayPng(size: number, isDark: (x: number, y: number) => boolean): Buffer {
  const lines = Buffer.alloc(size * (size + 1), 0xff);
  for (let y = 0; y < size; y += 1) {
    lines[y * (size + 1)] = 0;
    for (let x = 0; x < size; x += 1) if (isDark(x, y)) lines[y * (size + 1) + x + 1] = 0;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header[8] = 8;
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** The checksum PNG asks for (`zlib.crc32` is missing in the first releases of Node 20). */
function crc32(bytes: Buffer): number {
  let checksum = 0xffffffff;
  for (const byte of bytes) {
    checksum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) checksum = (checksum >>> 1) ^ (checksum & 1 ? 0xedb88320 : 0);
  }
  return ~checksum >>> 0;
}
