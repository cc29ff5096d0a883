import { expect, it } from 'vitest';
import { cleanDetail } from './clean-detail';

it('keeps paragraphs and drops what cannot be seen', () => {
  expect(cleanDetail('  公蟹\r\n\r\n\r\n\r\n母蟹\u202e好\t  ')).toBe('公蟹\n\n母蟹 好');
});

it('treats a blank text as none', () => {
  expect([null, '', ' \n\t '].map(cleanDetail)).toEqual([null, null, null]);
});
