import { cleanText } from '../kernel/schemas';
import {
  columnsIn,
  columnsOf,
  fitText,
  lineGapMm,
  linesIn,
  shortenText,
  textWidthMm,
  wrapText,
  wrapWithin,
} from './label-text-fit';
import type { FittedText, TextBox } from './label-text-fit';
import { maskPhone } from './shipping-label';
import type { LabelContact, ShippingLabel } from './shipping-label';

/** An empty rectangle; its stroke lies inside. */
export interface LabelBox {
  kind: 'box';
  xMm: number;
  yMm: number;
  widthMm: number;
  heightMm: number;
  strokeMm: number;
}

/** A filled rectangle used as a dividing line. */
export interface LabelLine {
  kind: 'line';
  xMm: number;
  yMm: number;
  widthMm: number;
  heightMm: number;
}

/** One line of text, its upper left corner at x, y; an ASCII character is half as wide as the text is high. */
export interface LabelText {
  kind: 'text';
  xMm: number;
  yMm: number;
  sizeMm: number;
  text: string;
  maxWidthMm: number;
}

/** A Code 128 barcode, centred in `maxWidthMm` with its quiet zones; without a line of text. */
export interface LabelBarcode {
  kind: 'barcode128';
  xMm: number;
  yMm: number;
  maxWidthMm: number;
  heightMm: number;
  value: string;
}

/** A QR code, centred in a square of `sizeMm` that includes its quiet zone. */
export interface LabelQr {
  kind: 'qr';
  xMm: number;
  yMm: number;
  sizeMm: number;
  text: string;
}

export type LabelPrimitive = LabelBox | LabelLine | LabelText | LabelBarcode | LabelQr;

/** What stands where on one label, in millimetres from its upper left corner. The printer and the preview draw the same layout. */
export interface LabelLayout {
  widthMm: number;
  heightMm: number;
  primitives: LabelPrimitive[];
}

interface Area extends TextBox {
  xMm: number;
  yMm: number;
}

const frame = { xMm: 1.5, yMm: 1.5, widthMm: 73, heightMm: 127, strokeMm: 0.375 };
const dividerMm = 0.25;
const paddingMm = 1.5;
const content = { xMm: 3.5, widthMm: 69 };
/** The left column holding 收 and 寄. */
const badge = { xMm: 3.5, sizeMm: 6, columnMm: 11 };
/** Text sizes are multiples of 3 mm, the resident font of a 203 dpi printer, which enlarges by whole factors only. */
const bodyMm = 3;
const largeFirst: readonly number[] = [6, bodyMm];

/** Section heights; the goods take whatever the sections above them leave. */
const sectionMm = {
  header: 11,
  sortingCode: 13,
  waybill: 22.5,
  waybillMissing: 10,
  receiver: 30.5,
  sender: 17.5,
};

/**
 * Lays a shipping label out on 76 × 130 mm paper (catalogue CH-078). Phones are masked. Text that does not fit its
 * place is set smaller, then wrapped, then shortened with `…`; quantities and phones are never what is cut off.
 */
export function layoutShippingLabel(label: ShippingLabel): LabelLayout {
  const sections = [
    { heightMm: sectionMm.header, draw: (topMm: number) => drawHeader(label, topMm) },
    ...(label.sortingCode === null
      ? []
      : [{ heightMm: sectionMm.sortingCode, draw: sortingCodeDrawer(label.sortingCode) }]),
    label.waybillNo === null
      ? { heightMm: sectionMm.waybillMissing, draw: drawMissingWaybill }
      : { heightMm: sectionMm.waybill, draw: waybillDrawer(label.waybillNo) },
    { heightMm: sectionMm.receiver, draw: (topMm: number) => drawReceiver(label.receiver, topMm) },
    { heightMm: sectionMm.sender, draw: (topMm: number) => drawSender(label.sender, topMm) },
  ];
  const primitives: LabelPrimitive[] = [{ kind: 'box', ...frame }];
  let topMm = frame.yMm;
  for (const section of sections) {
    primitives.push(...section.draw(topMm));
    topMm += section.heightMm;
    primitives.push({
      kind: 'line',
      xMm: frame.xMm,
      yMm: topMm,
      widthMm: frame.widthMm,
      heightMm: dividerMm,
    });
  }
  primitives.push(...drawGoods(label, topMm, frame.yMm + frame.heightMm));
  return { widthMm: 76, heightMm: 130, primitives };
}

function drawHeader(label: ShippingLabel, topMm: number): LabelPrimitive[] {
  const yMm = topMm + paddingMm;
  const rightColumn = { xMm: 50, yMm, widthMm: 22.5, heightMm: 6.75 };
  const facts = [`配送 ${label.deliveryDay}`, `第 ${label.pageNo}/${label.pageCount} 页`];
  const columns = columnsIn(rightColumn.widthMm, bodyMm);
  return [
    ...placeFitted(label.carrierName, { xMm: content.xMm, yMm, widthMm: 45, heightMm: 8 }, largeFirst),
    ...placeLines(
      rightColumn,
      facts.map((fact) => shortenText(fact, columns)),
      bodyMm,
    ),
  ];
}

function sortingCodeDrawer(sortingCode: string) {
  return (topMm: number): LabelPrimitive[] => {
    const area = { ...content, yMm: topMm + 2, heightMm: 9 };
    return placeCentred(area, fitText(cleanText(sortingCode), area, [9, ...largeFirst]));
  };
}

function waybillDrawer(waybillNo: string) {
  return (topMm: number): LabelPrimitive[] => {
    const numberArea = { ...content, yMm: topMm + 18, heightMm: bodyMm };
    return [
      {
        kind: 'barcode128',
        xMm: content.xMm,
        yMm: topMm + paddingMm,
        maxWidthMm: content.widthMm,
        heightMm: 15,
        value: waybillNo,
      },
      ...placeCentred(numberArea, fitText(waybillNo, numberArea, [bodyMm])),
    ];
  };
}

function drawMissingWaybill(topMm: number): LabelPrimitive[] {
  return placeFitted('运单号：待录入', { ...content, yMm: topMm + 2, heightMm: 6 }, largeFirst);
}

function drawReceiver(receiver: LabelContact, topMm: number): LabelPrimitive[] {
  const area = contactArea(topMm, 7);
  return [
    ...drawBadge('收', topMm, sectionMm.receiver),
    ...placeText(area, fitContact(receiver, area, largeFirst)),
    ...placeFitted(receiver.address, { ...area, yMm: topMm + 9.5, heightMm: 19.5 }, largeFirst),
  ];
}

function drawSender(sender: LabelContact, topMm: number): LabelPrimitive[] {
  const area = contactArea(topMm, bodyMm);
  return [
    ...drawBadge('寄', topMm, sectionMm.sender),
    ...placeText(area, fitContact(sender, area, [bodyMm])),
    ...placeFitted(sender.address, { ...area, yMm: topMm + 5.5, heightMm: 10.5 }, [bodyMm]),
  ];
}

function contactArea(topMm: number, heightMm: number): Area {
  const xMm = frame.xMm + badge.columnMm + paddingMm;
  return { xMm, yMm: topMm + paddingMm, widthMm: content.xMm + content.widthMm - xMm, heightMm };
}

function drawBadge(character: string, topMm: number, sectionHeightMm: number): LabelPrimitive[] {
  const area = { xMm: badge.xMm, yMm: topMm + (sectionHeightMm - badge.sizeMm) / 2, widthMm: badge.sizeMm };
  const dividerXMm = frame.xMm + badge.columnMm;
  return [
    ...placeLines({ ...area, heightMm: badge.sizeMm }, [character], badge.sizeMm),
    { kind: 'line', xMm: dividerXMm, yMm: topMm, widthMm: dividerMm, heightMm: sectionHeightMm },
  ];
}

/** Name and masked phone on one line, else one under the other; only the name is shortened when even that is too long. */
function fitContact(contact: LabelContact, box: TextBox, sizesMm: readonly number[]): FittedText {
  const name = cleanText(contact.name);
  const phone = maskPhone(cleanText(contact.phone));
  const whole = cleanText(`${name} ${phone}`);
  const sizeMm =
    sizesMm.find((size) => columnsOf(whole) <= columnsIn(box.widthMm, size)) ?? Math.min(...sizesMm);
  const columns = columnsIn(box.widthMm, sizeMm);
  if (columnsOf(whole) <= columns) return { sizeMm, lines: [whole] };
  if (linesIn(box.heightMm, sizeMm) >= 2) {
    return { sizeMm, lines: [shortenText(name, columns), shortenText(phone, columns)] };
  }
  const shownPhone = shortenText(phone, Math.floor(columns / 2));
  const shownName = shortenText(name, columns - columnsOf(shownPhone) - 1);
  return { sizeMm, lines: [`${shownName} ${shownPhone}`] };
}

function drawGoods(label: ShippingLabel, topMm: number, bottomMm: number): LabelPrimitive[] {
  const qrMm = 24.5;
  const qrArea = { xMm: content.xMm, yMm: topMm + 0.5, widthMm: qrMm };
  const numberArea = { ...qrArea, yMm: qrArea.yMm + qrMm + 0.25, heightMm: 6.75 };
  const dividerXMm = qrArea.xMm + qrMm + 0.75;
  const list: Area = {
    xMm: dividerXMm + paddingMm,
    yMm: topMm + paddingMm,
    widthMm: content.xMm + content.widthMm - dividerXMm - paddingMm,
    heightMm: bottomMm - topMm - 2 * paddingMm,
  };
  return [
    { kind: 'qr', xMm: qrArea.xMm, yMm: qrArea.yMm, sizeMm: qrMm, text: label.qrText },
    ...placeCentred(numberArea, fitText(cleanText(label.shipmentNumber), numberArea, [bodyMm])),
    { kind: 'line', xMm: dividerXMm, yMm: topMm, widthMm: dividerMm, heightMm: bottomMm - topMm },
    ...placeLines(list, goodsAndRemark(label, list), bodyMm),
  ];
}

function goodsAndRemark(label: ShippingLabel, box: TextBox): string[] {
  const columns = columnsIn(box.widthMm, bodyMm);
  const lineCount = linesIn(box.heightMm, bodyMm);
  const remark = label.remark === null ? '' : cleanText(label.remark);
  const remarkLines = remark === '' ? [] : wrapWithin(`备注：${remark}`, columns, 3);
  return [...goodsLines(label.goods, columns, lineCount - remarkLines.length), ...remarkLines];
}

/** One paragraph for each of the goods; when there are too many, one line each; when even those are too many, the rest is counted. */
function goodsLines(goods: ShippingLabel['goods'], columns: number, maxLines: number): string[] {
  const paragraphs = goods.flatMap((item) => goodsParagraph(item, columns));
  if (paragraphs.length <= maxLines) return paragraphs;
  const oneLineEach = goods.map((item) => {
    const quantity = ` ×${item.quantity}`;
    return shortenText(cleanText(item.name), columns - columnsOf(quantity)) + quantity;
  });
  if (oneLineEach.length <= maxLines) return oneLineEach;
  const total = goods.reduce((sum, item) => sum + item.quantity, 0);
  return [
    ...oneLineEach.slice(0, maxLines - 1),
    shortenText(`…等 ${goods.length} 种，共 ${total} 件`, columns),
  ];
}

function goodsParagraph(item: ShippingLabel['goods'][number], columns: number): string[] {
  const lines = wrapText(cleanText(item.name), columns);
  const lastLine = lines.at(-1) ?? '';
  // A quantity broken over two lines would read as two numbers, so it moves down whole.
  const withQuantity = `${lastLine} ×${item.quantity}`;
  if (columnsOf(withQuantity) <= columns) return [...lines.slice(0, -1), withQuantity];
  return [...lines, `×${item.quantity}`];
}

function placeFitted(text: string, area: Area, sizesMm: readonly number[]): LabelText[] {
  return placeText(area, fitText(cleanText(text), area, sizesMm));
}

function placeText(area: Area, fitted: FittedText): LabelText[] {
  return placeLines(area, fitted.lines, fitted.sizeMm);
}

function placeLines(area: Area, lines: readonly string[], sizeMm: number): LabelText[] {
  return lines.map((text, index) => ({
    kind: 'text',
    xMm: area.xMm,
    yMm: area.yMm + index * (sizeMm + lineGapMm),
    sizeMm,
    text,
    maxWidthMm: area.widthMm,
  }));
}

function placeCentred(area: Area, fitted: FittedText): LabelText[] {
  return placeText(area, fitted).map((line) => {
    const widthMm = textWidthMm(line.text, line.sizeMm);
    return { ...line, xMm: area.xMm + (area.widthMm - widthMm) / 2, maxWidthMm: widthMm };
  });
}
