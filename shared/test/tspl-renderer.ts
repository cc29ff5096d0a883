import bwipjs from 'bwip-js/node';

/** One thing a TSPL job draws, in printer dots. */
export type TsplElement =
  | { kind: 'fill'; x: number; y: number; width: number; height: number }
  | { kind: 'frame'; x: number; y: number; width: number; height: number; stroke: number }
  | { kind: 'text'; x: number; y: number; factor: number; text: string }
  | { kind: 'barcode'; x: number; y: number; height: number; moduleDots: number; value: string }
  | { kind: 'qr'; x: number; y: number; cellDots: number; text: string };

export interface PrintedLabel {
  widthDots: number;
  heightDots: number;
  elements: TsplElement[];
}

const dotsPerMm = 8;
const fontDots = 24;

/**
 * A label printer for tests, written from the TSPL2 manual and independent of the code under test: it decodes with
 * the platform's GBK decoder, draws codes with bwip-js, executes line by line and hands out a label at each PRINT.
 */
export class TsplPrinter {
  readonly labels: PrintedLabel[] = [];
  /** Lines it could not read. A real printer skips them too. */
  readonly rejectedLines: string[] = [];
  private buffer: number[] = [];
  private elements: TsplElement[] = [];
  private size = { widthDots: 0, heightDots: 0 };

  receive(bytes: Uint8Array): void {
    this.buffer.push(...bytes);
    for (let end = this.lineEnd(); end >= 0; end = this.lineEnd()) {
      const line = new TextDecoder('gbk').decode(Uint8Array.from(this.buffer.slice(0, end)));
      this.buffer = this.buffer.slice(end + 2);
      if (line !== '' && !this.execute(line)) this.rejectedLines.push(line);
    }
  }

  private lineEnd(): number {
    return this.buffer.findIndex((byte, index) => byte === 13 && this.buffer[index + 1] === 10);
  }

  private execute(line: string): boolean {
    const [, command = '', rest = ''] = /^([A-Z]+) ?(.*)$/.exec(line) ?? [];
    const fields = rest.match(/"(?:\\\["\]|[^"])*"|[^,"]+/g) ?? [];
    if (fields.join(',') !== rest) return false;
    const int = (index: number) => Number.parseInt(fields[index] ?? '', 10);
    const text = (index: number) => (fields[index] ?? '').slice(1, -1).replaceAll('\\["]', '"');
    const [x, y] = [int(0), int(1)];
    switch (command) {
      case 'SIZE':
        this.size = {
          widthDots: Number.parseFloat(fields[0] ?? '') * dotsPerMm,
          heightDots: Number.parseFloat(fields[1] ?? '') * dotsPerMm,
        };
        return true;
      case 'GAP':
      case 'DIRECTION':
      case 'REFERENCE':
        return true;
      case 'CLS':
        this.elements = [];
        return true;
      case 'PRINT':
        this.labels.push({ ...this.size, elements: this.elements });
        return true;
      case 'BAR':
        return this.draw({ kind: 'fill', x, y, width: int(2), height: int(3) });
      case 'BOX':
        return this.draw({ kind: 'frame', x, y, width: int(2) - x, height: int(3) - y, stroke: int(4) });
      case 'TEXT':
        if (fields.length !== 7 || fields[2] !== '"TSS24.BF2"' || fields[4] !== fields[5]) return false;
        return this.draw({ kind: 'text', x, y, factor: int(4), text: text(6) });
      case 'BARCODE':
        if (fields.length !== 9 || fields[2] !== '"128"') return false;
        return this.draw({ kind: 'barcode', x, y, height: int(3), moduleDots: int(6), value: text(8) });
      case 'QRCODE':
        if (fields.length !== 7 || fields[2] !== 'M') return false;
        return this.draw({ kind: 'qr', x, y, cellDots: int(3), text: text(6) });
      default:
        return false;
    }
  }

  private draw(element: TsplElement): boolean {
    this.elements.push(element);
    return true;
  }
}

/** Feeds one whole job to a fresh printer and returns the one label it prints. */
export function printTspl(job: Uint8Array): PrintedLabel {
  const printer = new TsplPrinter();
  printer.receive(job);
  const [label] = printer.labels;
  if (label === undefined || printer.labels.length !== 1)
    throw new Error(`printed ${printer.labels.length} labels`);
  if (printer.rejectedLines.length > 0) throw new Error(`unknown TSPL: ${printer.rejectedLines.join(' | ')}`);
  return label;
}

/** The rectangle of dots an element blackens at most. */
export function boundsOf(element: TsplElement): Rectangle {
  const { x, y } = element;
  switch (element.kind) {
    case 'fill':
    case 'frame':
      return element;
    case 'text': {
      const width = [...element.text].reduce(
        (sum, character) => sum + characterDots(character, element.factor),
        0,
      );
      return { x, y, width, height: fontDots * element.factor };
    }
    case 'barcode': {
      const modules = barcodeBars(element.value).reduce((sum, width) => sum + width, 0);
      return { x, y, width: modules * element.moduleDots, height: element.height };
    }
    case 'qr': {
      const side = qrPixels(element.text).side * element.cellDots;
      return { x, y, width: side, height: side };
    }
  }
}

/** The label as a page of absolutely placed boxes, one CSS pixel a dot. */
export function labelToHtml(label: PrintedLabel): string {
  const style = `body{margin:0;background:#fff;font-family:"Noto Sans Mono CJK SC","Noto Sans CJK SC",monospace}
i,b{position:absolute;white-space:nowrap;line-height:1}i{background:#000}
b{font-weight:500}u{display:inline-block;text-decoration:none;text-align:center}`;
  return `<style>${style}</style>${label.elements.map(elementToHtml).join('')}`;
}

function elementToHtml(element: TsplElement): string {
  const { x, y } = element;
  switch (element.kind) {
    case 'fill':
      return fill(element);
    case 'frame': {
      const { width, height, stroke } = element;
      return [
        fill({ x, y, width, height: stroke }),
        fill({ x, y: y + height - stroke, width, height: stroke }),
        fill({ x, y, width: stroke, height }),
        fill({ x: x + width - stroke, y, width: stroke, height }),
      ].join('');
    }
    case 'text': {
      const cells = [...element.text].map(
        (character) =>
          `<u style="width:${characterDots(character, element.factor)}px">&#${character.codePointAt(0)};</u>`,
      );
      return `<b style="left:${x}px;top:${y}px;font-size:${fontDots * element.factor}px">${cells.join('')}</b>`;
    }
    case 'barcode': {
      let left = x;
      return barcodeBars(element.value)
        .map((modules, index) => {
          const width = modules * element.moduleDots;
          const bar = index % 2 === 0 ? fill({ x: left, y, width, height: element.height }) : '';
          left += width;
          return bar;
        })
        .join('');
    }
    case 'qr': {
      const { pixels, side } = qrPixels(element.text);
      const cell = element.cellDots;
      return pixels
        .map((dark, index) =>
          dark === 1
            ? fill({
                x: x + (index % side) * cell,
                y: y + Math.floor(index / side) * cell,
                width: cell,
                height: cell,
              })
            : '',
        )
        .join('');
    }
  }
}

interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

function fill({ x, y, width, height }: Rectangle): string {
  return `<i style="left:${x}px;top:${y}px;width:${width}px;height:${height}px"></i>`;
}

function characterDots(character: string, factor: number): number {
  return (character.charCodeAt(0) < 0x80 ? fontDots / 2 : fontDots) * factor;
}

function barcodeBars(value: string): number[] {
  const [drawing] = bwipjs.raw('code128', value, '');
  if (drawing === undefined || !('sbs' in drawing)) throw new Error('bwip-js drew no bars');
  return drawing.sbs;
}

function qrPixels(text: string): { pixels: number[]; side: number } {
  const [drawing] = bwipjs.raw('qrcode', text, 'eclevel=M');
  if (drawing === undefined || !('pixs' in drawing)) throw new Error('bwip-js drew no QR code');
  return { pixels: drawing.pixs, side: drawing.pixx };
}
