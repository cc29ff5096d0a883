import { expect } from 'vitest';
import { TsplPrinter } from '../../../shared/test/tspl-renderer';
import type { ChannelApp } from '../../src/channel-app';

/** The label that comes out for the shipment on the screen: of a Bluetooth printer, or on the page that a browser prints. */
export async function labelOf(owner: ChannelApp): Promise<string> {
  const { phone } = owner.driver;
  if (phone === null) return owner.shipping.previewLabel();
  await owner.shipping.printByBluetooth('GP-M322');
  const printer = new TsplPrinter();
  printer.receive(await phone.printed());
  expect(printer.rejectedLines).toEqual([]);
  expect(printer.labels).toHaveLength(1);
  const texts = printer.labels[0]?.elements.flatMap((part) => ('text' in part ? [part.text] : [])) ?? [];
  return texts.join('').replace(/\s/g, '');
}
