import { describe, expect, it } from 'vitest';
import { assertMayComeBack } from './sale-rules';

describe('a sold card that comes back', () => {
  const card = { cardNo: '882604150001', status: 'active', lockDocumentKind: null } as const;

  it('is taken while it is active, or still on its way', () => {
    expect(() => assertMayComeBack(card)).not.toThrow();
    expect(() =>
      assertMayComeBack({ ...card, status: 'inactive', lockDocumentKind: 'shipment' }),
    ).not.toThrow();
  });

  it('is refused once it was used or voided, or is in another paper', () => {
    expect(() => assertMayComeBack({ ...card, status: 'used' })).toThrow('已提货');
    expect(() => assertMayComeBack({ ...card, status: 'voided' })).toThrow('已注销');
    expect(() => assertMayComeBack({ ...card, lockDocumentKind: 'cardVoid' })).toThrow('正在处理');
  });
});
