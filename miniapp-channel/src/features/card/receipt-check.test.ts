import { describe, expect, it } from 'vitest';
import { useReceiptCheck } from './use-receipt-check';

const numbers = ['882604150001', '882604150002', '882604150003'];

describe('checking cards that arrived', () => {
  it('takes everything when nothing is said to be missing', () => {
    const check = useReceiptCheck(
      () => 3,
      () => numbers,
    );

    expect(check.difference.value).toEqual({
      receivedCount: 3,
      missingCount: 0,
      body: { missingCardNos: [], foundCardNos: null },
    });
  });

  it('sends the ticked numbers as missing', () => {
    const check = useReceiptCheck(
      () => 3,
      () => numbers,
    );
    check.mode.value = 'missing';
    check.toggleMissing('882604150002');
    check.toggleMissing('882604150003');
    check.toggleMissing('882604150003');

    expect(check.difference.value).toEqual({
      receivedCount: 2,
      missingCount: 1,
      body: { missingCardNos: ['882604150002'], foundCardNos: null },
    });
  });

  it('counts what was not scanned as missing', () => {
    const check = useReceiptCheck(
      () => 3,
      () => numbers,
    );
    check.mode.value = 'scan';

    expect(check.scan('8826 0415 0001')).toBeNull();
    expect(check.difference.value).toEqual({
      receivedCount: 1,
      missingCount: 2,
      body: { missingCardNos: [], foundCardNos: ['882604150001'] },
    });
  });

  it('refuses a card scanned twice and a card of another paper, and forgets the last scan on undo', () => {
    const check = useReceiptCheck(
      () => 3,
      () => numbers,
    );
    check.mode.value = 'scan';
    check.scan('882604150001');

    expect(check.scan('882604150001')).toBe('这张已经扫过');
    expect(check.scan('990000000001')).toBe('990000000001 不在这张单里');
    check.undoScan();
    expect(check.difference.value.receivedCount).toBe(0);
  });

  it('lets the server judge a number while the paper is too long to be on the phone', () => {
    const check = useReceiptCheck(
      () => 9000,
      () => null,
    );
    check.mode.value = 'scan';

    expect(check.scan('990000000001')).toBeNull();
  });
});
