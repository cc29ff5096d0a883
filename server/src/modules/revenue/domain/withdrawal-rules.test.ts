import { expect, it } from 'vitest';
import { assertWithdrawalCanBecome, maskAccount } from './withdrawal-rules';

it('a withdrawal is decided once [CH-048]', () => {
  expect(() => assertWithdrawalCanBecome('applied', 'paid')).not.toThrow();
  expect(() => assertWithdrawalCanBecome('applied', 'rejected')).not.toThrow();
  expect(() => assertWithdrawalCanBecome('paid', 'rejected')).toThrow('已打款');
  expect(() => assertWithdrawalCanBecome('rejected', 'paid')).toThrow('已驳回');
});

it('only the end of a card number is shown', () => {
  expect(maskAccount('6222021234567890')).toBe('**** 7890');
});
