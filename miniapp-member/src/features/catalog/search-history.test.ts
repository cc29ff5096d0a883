import { expect, it } from 'vitest';
import { withSearch } from './search-history';

it('keeps the last ten searches, newest first, each once, and no blank ones', () => {
  const ten = Array.from({ length: 10 }, (_, index) => `词${index}`);

  expect(withSearch([], ' 公蟹 ')).toEqual(['公蟹']);
  expect(withSearch(['公蟹', '母蟹'], '母蟹')).toEqual(['母蟹', '公蟹']);
  expect(withSearch(ten, '新词')).toEqual(['新词', ...ten.slice(0, 9)]);
  expect(withSearch(['公蟹'], '   ')).toEqual(['公蟹']);
});
