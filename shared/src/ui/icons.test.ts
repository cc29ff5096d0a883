import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { iconStyleSheet } from './icons';

describe('icons.scss', () => {
  it('is what icons.ts says; else run `npm run icons`', () => {
    const compact = (text: string) => text.replace(/\s+/g, '').replaceAll("'", '"');
    const written = readFileSync(new URL('./icons.scss', import.meta.url), 'utf8');

    expect(compact(written)).toBe(compact(iconStyleSheet()));
  });
});
