import { describe, expect, it } from 'vitest';
import { cardLink, cardNoOfScan, memberPageOfCard } from './card-link';

describe('the card number in what was scanned', () => {
  it('reads the QR code of a printed card, its barcode, and the page that binds it [MB-052]', () => {
    expect(cardNoOfScan(cardLink('https://shop.example.com', '882604150031'))).toBe('882604150031');
    expect(cardNoOfScan('https://shop.example.com/c/GH0000AB01?from=card#x')).toBe('GH0000AB01');
    expect(cardNoOfScan('8826 0415 0031')).toBe('882604150031');
    expect(
      cardNoOfScan('https://shop.example.com/member/#/features/card/pages/bind?cardNo=8826%200415%200031'),
    ).toBe('882604150031');
  });

  it('finds none in anything else', () => {
    expect(cardNoOfScan('https://shop.example.com/')).toBeNull();
    expect(cardNoOfScan('https://shop.example.com/c/')).toBeNull();
    expect(cardNoOfScan('https://shop.example.com/c/%E0%A4%A')).toBeNull();
    expect(cardNoOfScan('12')).toBeNull();
  });
});

describe('the link of a printed card in a browser', () => {
  it('leads to the page that binds the card, and nowhere else [MB-052]', () => {
    expect(memberPageOfCard('882604150031')).toBe('/member/#/features/card/pages/bind?cardNo=882604150031');
    expect(memberPageOfCard('/evil.example.com')).toBeNull();
    expect(memberPageOfCard('')).toBeNull();
  });
});
