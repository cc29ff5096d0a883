import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterNews, type KnownParcel } from './unite-scans';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 1, minute));
const waiting: KnownParcel<string> = { state: 'waiting', scannedAt: null };
const newsAt = (minute: number) => ({
  state: `after ${minute}`,
  scans: [{ scannedAt: at(minute), text: String(minute) }],
});

describe('a parcel after news', () => {
  it('is where its newest scan says, in whatever order and however often the news comes [MB-067]', () => {
    const minutes = fc.array(fc.integer({ min: 0, max: 59 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(minutes, (told) => {
        const parcel = told.reduce((known, minute) => afterNews(known, newsAt(minute)), waiting);

        expect(parcel).toEqual({ state: `after ${Math.max(...told)}`, scannedAt: at(Math.max(...told)) });
      }),
    );
  });

  it('stays as it was when the news tells nothing', () => {
    expect(afterNews(waiting, { state: 'moving', scans: [] })).toEqual(waiting);
  });
});
