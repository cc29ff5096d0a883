import { describe, expect, it } from 'vitest';
import { qrDataUri } from './qr-data-uri';

describe('a QR code', () => {
  it('is drawn for Chinese text too', () => {
    expect(qrDataUri('https://lakeside.example/i/湖畔')).toMatch(/^data:image\/gif;base64,[A-Za-z0-9+/]+=*$/);
  });
});
