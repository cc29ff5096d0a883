import { describe, expect, it } from 'vitest';
import { checkImportRow, findImportColumns } from './check-import-row';

const columns = { cardNo: 0, secret: 1 };
const check = (...cells: string[]) => checkImportRow({ cells, formulaColumns: [] }, columns);

describe('the titles of an import file', () => {
  it('are found in any order, with other columns beside them', () => {
    expect(findImportColumns(['序号', ' 卡 密 ', '卡号*', '原因'])).toEqual({ cardNo: 2, secret: 1 });
    expect(findImportColumns(['Card No', 'PIN'])).toEqual({ cardNo: 0, secret: 1 });
  });

  it('must name each column once', () => {
    for (const cells of [['卡号'], ['卡号', '卡号', '卡密'], ['88260001', 'AB12'], []]) {
      expect(findImportColumns(cells)).toBeNull();
    }
  });
});

describe('a row of an import file', () => {
  it('is read with full-width characters, spaces and dashes forgiven', () => {
    expect(check('８８２６ 0001-0002', ' ab12-cd34 ')).toEqual({
      cardNo: '882600010002',
      secret: 'AB12CD34',
      problem: null,
    });
  });

  it.each([
    ['缺少卡号', '', 'AB12'],
    ['卡号格式不正确，应为 6–24 位数字或字母', '12345', 'AB12'],
    ['卡号格式不正确，应为 6–24 位数字或字母', '8826_0001', 'AB12'],
    ['卡号被表格当作数字并丢失末位，请把该列设为文本', '1.2345678901234567e+19', 'AB12'],
    ['缺少卡密', '88260001', '  '],
    ['卡密格式不正确，应为 4–32 位数字或字母', '88260001', 'abc'],
    ['卡密格式不正确，应为 4–32 位数字或字母', '88260001', '密码一二'],
  ])('is refused: %s', (problem, cardNo, secret) => {
    expect(check(cardNo, secret)).toEqual({ problem });
  });

  it('is refused when number or secret is a formula, whatever it shows; other columns may hold one', () => {
    const row = (formulaColumns: number[]) => ({ cells: ['88260001', 'AB12', '3'], formulaColumns });

    expect(checkImportRow(row([1]), columns).problem).toBe('单元格是公式，请改为文本');
    expect(checkImportRow(row([2]), columns).problem).toBeNull();
  });
});
