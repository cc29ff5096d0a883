import { describe, expect, it } from 'vitest';
import { groupCardNoInput } from './card-no-input';

describe('typing a card number', () => {
  it('groups by four while it is typed', () => {
    expect(groupCardNoInput('8826')).toBe('8826');
    expect(groupCardNoInput('88260')).toBe('8826 0');
    expect(groupCardNoInput('8826 0415 00')).toBe('8826 0415 00');
  });

  it('takes a pasted number with any separators and in small letters', () => {
    expect(groupCardNoInput(' 8826-0415—0031 ')).toBe('8826 0415 0031');
    expect(groupCardNoInput('e7k294mx1q8d')).toBe('E7K2 94MX 1Q8D');
    expect(groupCardNoInput('卡号：882604150031')).toBe('8826 0415 0031');
  });

  it('takes the number out of the pasted link of a printed card', () => {
    expect(groupCardNoInput('https://shop.example.com/c/882604150031')).toBe('8826 0415 0031');
  });

  it('stops at the longest number there is', () => {
    expect(groupCardNoInput('1'.repeat(40)).replace(/ /g, '')).toHaveLength(24);
  });
});
