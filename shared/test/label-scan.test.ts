import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layoutShippingLabel } from '../src/printing/label-layout';
import type { ShippingLabel } from '../src/printing/shipping-label';
import { toTspl } from '../src/printing/tspl';
import { aLabel } from './a-label';
import { labelToHtml, printTspl } from './tspl-renderer';

const chromiumPath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** Why this machine cannot read a printed label back; null when it can. */
function findObstacle(): string | null {
  if (!existsSync(chromiumPath)) return `no Chromium at ${chromiumPath} (set CHROMIUM_PATH)`;
  try {
    execFileSync('zbarimg', ['--version'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'no zbarimg (Debian package zbar-tools)';
  }
}

const obstacle = findObstacle();
if (obstacle !== null) console.warn(`Reading printed labels back is skipped: ${obstacle}`);

describe.skipIf(obstacle !== null)('a printed label', () => {
  let browser: Browser;
  const directory = mkdtempSync(join(tmpdir(), 'lakeside-label-'));

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: chromiumPath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  /** Prints to a picture, one pixel a dot, and returns what a barcode scanner finds on it. */
  async function scan(label: ShippingLabel): Promise<string[]> {
    const printed = printTspl(toTspl(layoutShippingLabel(label), { dotsPerMm: 8 }));
    const page = await browser.newPage({
      viewport: { width: printed.widthDots, height: printed.heightDots },
    });
    await page.setContent(labelToHtml(printed));
    const file = join(process.env['LABEL_PICTURES'] ?? directory, `${label.shipmentNumber}.png`);
    await page.screenshot({ path: file });
    await page.close();
    const output = execFileSync('zbarimg', ['--quiet', file], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return output.trim().split('\n').sort();
  }

  it('gives waybill number and QR text back to a scanner', async () => {
    const label = aLabel();

    expect(await scan(label)).toEqual([`CODE-128:${label.waybillNo}`, `QR-Code:${label.qrText}`]);
  }, 60_000);

  it('stays readable with the longest waybill number, a long address and many goods', async () => {
    const label = aLabel({
      shipmentNumber: 'FD20261006000124',
      waybillNo: 'JDVB0123456789-ABCDEFGHIJ.0123456789-1-1',
      receiver: {
        name: '欧阳阿依古丽·买买提（苏州工业园区创意产业园物业管理有限公司）',
        phone: '13812340001',
        address:
          '江苏省苏州市工业园区星湖街328号创意产业园二期"湖畔"大厦5栋A座1201-1203室（东门保安亭旁冷藏柜，请提前十分钟电话联系，周末请放三号楼门卫处代收，谢谢）',
      },
      goods: Array.from({ length: 12 }, (_, index) => ({
        name: `阳澄湖大闸蟹礼盒 ${index + 1} 号 公4.0两母3.0两`,
        quantity: 12,
      })),
      remark: '活鲜，请勿倒置；如遇无人接听请短信联系，切勿直接退回，谢谢配合',
      qrText: `https://lakeside.test/s/${'x'.repeat(170)}`,
    });

    expect(await scan(label)).toEqual([`CODE-128:${label.waybillNo}`, `QR-Code:${label.qrText}`]);
  }, 60_000);

  it('carries only the QR code until the waybill number is entered', async () => {
    const label = aLabel({ shipmentNumber: 'FD20261006000125', waybillNo: null, sortingCode: null });

    expect(await scan(label)).toEqual([`QR-Code:${label.qrText}`]);
  }, 60_000);
});
