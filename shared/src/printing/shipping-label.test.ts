import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { aLabel } from '../../test/a-label';
import { maskPhone, shippingLabelSchema } from './shipping-label';

describe('shipping label data', () => {
  it('hides the middle of a mobile number and keeps four characters of any other', () => {
    expect(maskPhone('138 1234 0001')).toBe('138****0001');
    expect(maskPhone('+8613812340001')).toBe('138****0001');
    expect(maskPhone('0512-65432101')).toBe('********2101');
    expect(maskPhone('110')).toBe('***');
    expect(maskPhone('')).toBe('');
  });

  it('leaves a number alone that is masked already', () => {
    expect(maskPhone(maskPhone('13812340001'))).toBe('138****0001');
  });

  it('accepts a label with and without waybill number and sorting code', () => {
    expect(v.is(shippingLabelSchema, aLabel())).toBe(true);
    expect(v.is(shippingLabelSchema, aLabel({ waybillNo: null, sortingCode: null, remark: null }))).toBe(
      true,
    );
  });

  it('refuses a waybill number or QR text that a scanner would not return unchanged', () => {
    expect(v.is(shippingLabelSchema, aLabel({ waybillNo: '顺丰123' }))).toBe(false);
    expect(v.is(shippingLabelSchema, aLabel({ qrText: '订单 1' }))).toBe(false);
  });
});
