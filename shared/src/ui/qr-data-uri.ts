import qrcode from 'qrcode-generator';

const pixelsPerModule = 6;
const quietZoneModules = 4;

/** A QR code as a GIF data URI, which every platform draws without a canvas. Throws when the text is too long (≈ 2 kB). */
export function qrDataUri(text: string): string {
  const code = qrcode(0, 'M');
  code.addData(utf8(text), 'Byte');
  code.make();
  return code.createDataURL(pixelsPerModule, quietZoneModules * pixelsPerModule);
}

/** The text as one character per UTF-8 byte: the library takes characters for bytes, and TextEncoder is missing on phones. */
function utf8(text: string): string {
  return encodeURIComponent(text).replace(/%([0-9A-F]{2})/g, (_match, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}
