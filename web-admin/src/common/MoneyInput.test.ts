import { mount } from '@vue/test-utils';
import ElementPlus from 'element-plus';
import { describe, expect, it } from 'vitest';
import MoneyInput from './MoneyInput.vue';
import RateInput from './RateInput.vue';

describe('typing an amount', () => {
  it('gives whole fen, and nothing while the text is not an amount', async () => {
    const input = mount(MoneyInput, { props: { modelValue: 120_050 }, global: { plugins: [ElementPlus] } });
    const field = input.get<HTMLInputElement>('input');
    expect(field.element.value).toBe('1,200.50');

    await field.setValue('0.29');
    await field.setValue('12.345');

    expect(input.emitted('update:modelValue')).toEqual([[29], [null]]);
  });
});

describe('typing a discount', () => {
  it('gives basis points', async () => {
    const input = mount(RateInput, { props: { modelValue: 6000 }, global: { plugins: [ElementPlus] } });
    const field = input.get<HTMLInputElement>('input');
    expect(field.element.value).toBe('0.60');

    await field.setValue('0.655');
    await field.setValue('1.2');

    expect(input.emitted('update:modelValue')).toEqual([[6550], [null]]);
  });
});
