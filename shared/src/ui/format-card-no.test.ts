import { describe, expect, it } from 'vitest';
import { formatCardNo } from './format-card-no';

describe('a card number', () => {
  it('is shown in groups of four', () => {
    expect(['882604150031', '8826 04150', '', '8826'].map(formatCardNo)).toEqual([
      '8826 0415 0031',
      '8826 0415 0',
      '',
      '8826',
    ]);
  });
});
