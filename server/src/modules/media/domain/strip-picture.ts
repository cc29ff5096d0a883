import type { PictureFacts } from './read-picture';

/**
 * The picture without what does not draw it: place, time, camera and maker (EXIF, XMP, IPTC, comments), and whatever hangs
 * behind its end. Pixels stay as they are, and a photo taken upright stays upright. Null for a picture that is cut off.
 */
export function stripPicture(
  bytes: Uint8Array,
  format: PictureFacts['format'],
): Uint8Array<ArrayBuffer> | null {
  switch (format) {
    case 'jpg':
      return stripJpeg(bytes);
    case 'png':
      return stripPng(bytes);
    case 'webp':
      return stripWebp(bytes);
  }
}

const endOfImage = 0xd9;
const startOfScan = 0xda;

function stripJpeg(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const view = viewOf(bytes);
  const kept: Uint8Array[] = [];
  let orientation = 1;
  let hasScan = false;
  let offset = 2;
  while (offset + 4 <= bytes.length || bytes[offset + 1] === endOfImage) {
    if (bytes[offset] !== 0xff) return null;
    const marker = bytes[offset + 1] ?? 0;
    if (marker === 0xff) {
      offset += 1;
      continue;
    }
    if (marker === endOfImage)
      return hasScan
        ? join([bytes.subarray(0, 2), orientationSegment(orientation), ...kept, endMarker])
        : null;
    const end = offset + 2 + view.getUint16(offset + 2);
    if (end > bytes.length) return null;
    const segment = bytes.subarray(offset, end);
    if (marker === 0xe1) orientation = readOrientation(segment) ?? orientation;
    if (drawsJpeg(marker, segment)) kept.push(segment);
    offset = end;
    if (marker !== startOfScan) continue;
    hasScan = true;
    offset = endOfScan(bytes, end);
    kept.push(bytes.subarray(end, offset));
  }
  return null;
}

const endMarker = Uint8Array.of(0xff, endOfImage);

/** Tables, frames and scans draw; of the application's own segments only JFIF, the colour profile and Adobe's colour mark do. */
function drawsJpeg(marker: number, segment: Uint8Array): boolean {
  switch (marker) {
    case 0xe0:
      return startsWith(segment, 4, 'JFIF\0');
    case 0xe2:
      return startsWith(segment, 4, 'ICC_PROFILE\0');
    case 0xee:
      return startsWith(segment, 4, 'Adobe');
    default:
      return marker >= 0xc0 && marker <= 0xdf;
  }
}

/** The marker behind the coded pixels; FF00 and the restart marks belong to them. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at !== -1) {
    const next = bytes[at + 1] ?? 0;
    const isData = next === 0 || (next >= 0xd0 && next <= 0xd7);
    if (!isData) return at;
    at = bytes.indexOf(0xff, at + 2);
  }
  return bytes.length;
}

/** How the camera was held, 1 … 8, from an EXIF segment; null when it does not say. */
function readOrientation(segment: Uint8Array): number | null {
  if (!startsWith(segment, 4, 'Exif\0\0') || segment.length < 18) return null;
  const tiff = segment.subarray(10);
  const view = viewOf(tiff);
  const isLittle = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, isLittle);
  if (directory + 2 > tiff.length) return null;
  const count = view.getUint16(directory, isLittle);
  for (let index = 0; index < count; index += 1) {
    const entry = directory + 2 + 12 * index;
    if (entry + 12 > tiff.length) return null;
    if (view.getUint16(entry, isLittle) !== 0x0112) continue;
    const value = view.getUint16(entry + 8, isLittle);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}

/** An EXIF segment that says nothing but how the camera was held; nothing for an upright one. */
function orientationSegment(orientation: number): Uint8Array {
  if (orientation === 1) return new Uint8Array();
  return Uint8Array.from([
    ...[0xff, 0xe1, 0, 34],
    ...[...'Exif\0\0MM\0*'].map((character) => character.charCodeAt(0)),
    ...[0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0],
  ]);
}

/** Chunks that draw a still PNG. */
const pngChunks: ReadonlySet<string> = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'iCCP',
  'sBIT',
  'bKGD',
  'pHYs',
]);

function stripPng(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const view = viewOf(bytes);
  const kept = [bytes.subarray(0, 8)];
  let hasPixels = false;
  let offset = 8;
  while (offset + 12 <= bytes.length) {
    const end = offset + 12 + view.getUint32(offset);
    if (end > bytes.length) return null;
    const type = textAt(bytes, offset + 4);
    if (type === 'IDAT') hasPixels = true;
    if (pngChunks.has(type)) kept.push(bytes.subarray(offset, end));
    if (type === 'IEND') return hasPixels ? join(kept) : null;
    offset = end;
  }
  return null;
}

/** Chunks that draw a WebP; the marks of EXIF and XMP in its header are bits 3 and 2. */
const webpChunks: ReadonlySet<string> = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ICCP', 'ANIM', 'ANMF']);
const webpPixels: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'ANMF']);

function stripWebp(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const view = viewOf(bytes);
  const end = 8 + view.getUint32(4, true);
  if (end > bytes.length) return null;
  const kept = [bytes.subarray(0, 12)];
  let hasPixels = false;
  let offset = 12;
  while (offset + 8 <= end) {
    const sizeBytes = view.getUint32(offset + 4, true);
    const next = offset + 8 + sizeBytes + (sizeBytes % 2);
    if (next > end) return null;
    const type = textAt(bytes, offset);
    if (webpPixels.has(type)) hasPixels = true;
    if (webpChunks.has(type)) kept.push(bytes.subarray(offset, next));
    offset = next;
  }
  if (!hasPixels) return null;
  const whole = join(kept);
  viewOf(whole).setUint32(4, whole.length - 8, true);
  if (textAt(whole, 12) === 'VP8X') whole[20] = (whole[20] ?? 0) & ~0x0c;
  return whole;
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function startsWith(bytes: Uint8Array, offset: number, text: string): boolean {
  return [...text].every((character, index) => bytes[offset + index] === character.charCodeAt(0));
}

function textAt(bytes: Uint8Array, offset: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + 4));
}
