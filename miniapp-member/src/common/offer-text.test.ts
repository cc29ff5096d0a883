import { expect, it } from 'vitest';
import { offerSoldText, offerStockText } from './offer-text';

it('says how many were sold, at a glance, and nothing when there is nothing to say', () => {
  const texts = [null, 0, 1, 999, 1286, 9999, 10_000, 128_600].map((soldCount) =>
    offerSoldText({ soldCount }),
  );

  expect(texts).toEqual([
    '',
    '',
    '已售 1',
    '已售 999',
    '已售 1,286',
    '已售 9,999',
    '已售 1 万',
    '已售 12.8 万',
  ]);
});

it('says how many are left while that helps to decide', () => {
  expect([null, 0, 3, 99, 100].map((stockLeft) => offerStockText({ stockLeft }))).toEqual([
    '',
    '',
    '库存 3',
    '库存 99',
    '库存充足',
  ]);
});
