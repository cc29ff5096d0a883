import { quietZoneModules } from './code128';
import { encodeGbk } from './gbk-text';
import type { LabelBarcode, LabelLayout, LabelPrimitive, LabelQr, LabelText } from './label-layout';
import { labelError } from './label.errors';

export interface TsplOptions {
  /** Resolution of the print head: 8 dots a millimetre (203 dpi) on nearly every label printer. */
  dotsPerMm: number;
  /** Height of the gap between two labels on the roll. */
  gapMm?: number;
}

/** The resident Chinese font of TSPL printers: 24 dots high, ASCII 12 and Chinese 24 dots wide, enlarged by whole factors. */
const residentFont = { name: 'TSS24.BF2', heightDots: 24 };

/** Module widths worth trying, widest first. One dot (0.125 mm) is the least a print head can draw. */
const barcodeModuleDots = [4, 3, 2, 1];

const qrQuietZoneModules = 4;
const largestQrCellDots = 10;
/** Bytes that fit a QR code of version 1, 2, … at error correction M (ISO/IEC 18004, table 7). */
const qrByteCapacity = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213];

/**
 * Writes one label as a TSPL job in GBK (commands of the TSPL2 programming manual). The job opens with a line end and
 * `CLS`, so that the rest of a job that was cut off before cannot reach this label.
 * Throws LabelTextError, LABEL_BARCODE_TOO_LONG or LABEL_QR_TOO_LONG for what cannot be printed.
 */
export function toTspl(layout: LabelLayout, options: TsplOptions): Uint8Array {
  const lines = [
    '',
    `SIZE ${layout.widthMm} mm,${layout.heightMm} mm`,
    `GAP ${options.gapMm ?? 2} mm,0 mm`,
    'DIRECTION 1',
    'REFERENCE 0,0',
    'CLS',
    ...layout.primitives.map((primitive) => toCommand(primitive, options.dotsPerMm)),
    'PRINT 1,1',
    '',
  ];
  return encodeGbk(lines.join('\r\n'));
}

function toCommand(primitive: LabelPrimitive, dotsPerMm: number): string {
  const dots = (mm: number) => Math.round(mm * dotsPerMm);
  const position = `${dots(primitive.xMm)},${dots(primitive.yMm)}`;
  switch (primitive.kind) {
    case 'box': {
      const corner = `${dots(primitive.xMm + primitive.widthMm)},${dots(primitive.yMm + primitive.heightMm)}`;
      return `BOX ${position},${corner},${Math.max(1, dots(primitive.strokeMm))}`;
    }
    case 'line':
      return `BAR ${position},${Math.max(1, dots(primitive.widthMm))},${Math.max(1, dots(primitive.heightMm))}`;
    case 'text':
      return textCommand(primitive, position, dotsPerMm);
    case 'barcode128':
      return barcodeCommand(primitive, dots);
    case 'qr':
      return qrCommand(primitive, dots);
  }
}

function textCommand(text: LabelText, position: string, dotsPerMm: number): string {
  // Rounded down, so that text never grows beyond its place on a head of another resolution.
  const factor = Math.max(1, Math.floor((text.sizeMm * dotsPerMm) / residentFont.heightDots));
  return `TEXT ${position},"${residentFont.name}",0,${factor},${factor},${quote(text.text)}`;
}

function barcodeCommand(barcode: LabelBarcode, dots: (mm: number) => number): string {
  // The printer may pack digits closer (subset C); one symbol a character is the longest it gets:
  // start, value and check symbols of 11 modules each, and a stop symbol of 13.
  const modules = 11 * (barcode.value.length + 2) + 13;
  const available = dots(barcode.maxWidthMm);
  const moduleDots = barcodeModuleDots.find((width) => width * (modules + 2 * quietZoneModules) <= available);
  if (moduleDots === undefined) throw labelError('LABEL_BARCODE_TOO_LONG', { value: barcode.value });
  const x = dots(barcode.xMm) + Math.floor((available - modules * moduleDots) / 2);
  const shape = `"128",${dots(barcode.heightMm)},0,0,${moduleDots},${moduleDots}`;
  return `BARCODE ${x},${dots(barcode.yMm)},${shape},${quote(barcode.value)}`;
}

function qrCommand(qr: LabelQr, dots: (mm: number) => number): string {
  const version = 1 + qrByteCapacity.findIndex((capacity) => qr.text.length <= capacity);
  const modules = 17 + 4 * version;
  const available = dots(qr.sizeMm);
  const cellDots = Math.min(largestQrCellDots, Math.floor(available / (modules + 2 * qrQuietZoneModules)));
  if (version === 0 || cellDots === 0) throw labelError('LABEL_QR_TOO_LONG');
  const margin = Math.floor((available - modules * cellDots) / 2);
  return `QRCODE ${dots(qr.xMm) + margin},${dots(qr.yMm) + margin},M,${cellDots},A,0,${quote(qr.text)}`;
}

/** A TSPL string. A quote is written `\["]`; the only other escapes begin with a backslash too, so a typed one becomes full-width. */
function quote(text: string): string {
  const oneLine = text.replace(/[\r\n]+/g, ' ').replaceAll('\\', '＼');
  return `"${oneLine.replaceAll('"', '\\["]')}"`;
}
