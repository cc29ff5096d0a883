import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entry } from './drivers/driver';

/** What a phone's camera would read from the code in a picture. Needs zbarimg. */
export function readQr(picture: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'lakeside-qr-'));
  try {
    const file = join(folder, 'picture');
    writeFileSync(file, picture);
    return execFileSync('zbarimg', ['--quiet', '--raw', file], { encoding: 'utf8' }).trim();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Where the code in a picture leads who scans it: WeChat's double writes page and scene of a mini program code into the
 * address of a page of its own; any other code is a link.
 */
export function scanPicture(picture: Uint8Array): Entry {
  const link = readQr(picture);
  const { pathname, searchParams } = new URL(link);
  if (!pathname.endsWith('/open')) return { link };
  return { path: `/${searchParams.get('page') ?? ''}`, scene: searchParams.get('scene') ?? '' };
}
