import { describe, expect, it } from 'vitest';
import { answerOf, refusedIn } from './subscribe';

describe('what WeChat answers about subscribe messages', () => {
  it('is the templates that were agreed to', () => {
    const result = { a: 'accept', b: 'reject', c: 'acceptWithAudio', d: 'ban', e: 'filter' };

    expect(answerOf(['a', 'b', 'c', 'd', 'e'], result)).toEqual(new Set(['a', 'c']));
  });

  it('is a refusal when none was agreed to', () => {
    expect(answerOf(['a', 'b'], { errMsg: 'requestSubscribeMessage:ok', a: 'reject' })).toBe('refused');
  });
});

describe("WeChat's own settings of subscribe messages", () => {
  it('tell what need not be asked for any more', () => {
    const itemSettings = { a: 'accept', b: 'reject', c: 'ban' };

    expect(refusedIn({ mainSwitch: true, itemSettings })).toEqual(new Set(['b', 'c']));
    expect(refusedIn({ mainSwitch: false, itemSettings })).toBe('all');
  });

  it('tell nothing in old versions and to who has never chosen for good', () => {
    expect(refusedIn(undefined)).toEqual(new Set());
    expect(refusedIn({ mainSwitch: true })).toEqual(new Set());
  });
});
