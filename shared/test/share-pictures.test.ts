import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

describe('the pictures of shared pages', () => {
  it.each([
    'miniapp-member/src/static/share/shop.png',
    'miniapp-member/src/static/share/invite.png',
    'miniapp-channel/src/static/share/invite.png',
  ])('are 5 to 4 and small enough for WeChat: %s', (path) => {
    const file = new URL(`../../${path}`, import.meta.url);
    const sides = readFileSync(file).subarray(16, 24);

    expect(sides.readUInt32BE(0) / sides.readUInt32BE(4)).toBe(1.25);
    expect(statSync(file).size).toBeLessThan(128 * 1024);
  });
});
