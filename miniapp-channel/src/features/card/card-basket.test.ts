import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { useCardBasket } from './use-card-basket';

function aBasketWithRange(from: string, to: string) {
  const basket = useCardBasket();
  basket.draft.from = from;
  basket.draft.to = to;
  return basket;
}

describe('picking cards for a document', () => {
  it('counts a range as soon as both ends are typed, however they are spaced', () => {
    const basket = aBasketWithRange('8826 0415 0031', '8826-0415-0130');

    expect(basket.count.value).toBe(100);
    expect(basket.selection.value).toEqual({
      ranges: [{ from: '882604150031', to: '882604150130' }],
      cardNos: [],
    });
  });

  it('says what is wrong with a range and leaves it out', () => {
    const basket = aBasketWithRange('882604150130', '882604150031');

    expect(basket.draftError.value).toBe('起止卡号不是同一号段，或起始大于结束');
    expect(basket.count.value).toBe(0);
  });

  it('refuses a range that overlaps one that is kept', () => {
    const basket = aBasketWithRange('882604150001', '882604150010');
    basket.keepRange();
    basket.draft.from = '882604150010';
    basket.draft.to = '882604150020';

    expect(basket.draftError.value).toContain('重叠');
    expect(basket.count.value).toBe(10);
  });

  it('refuses a range around a number that was scanned', () => {
    const basket = useCardBasket();
    basket.scan('882604150005');
    basket.draft.from = '882604150001';
    basket.draft.to = '882604150010';

    expect(basket.draftError.value).toBe('号段里已包含单独选的 882604150005');
    expect(basket.count.value).toBe(1);
  });

  it('refuses a card scanned twice, or scanned although its range is picked', () => {
    const basket = aBasketWithRange('882604150001', '882604150010');

    expect(basket.scan('8826 0415 0003')).toBe('882604150003 已经选过');
    expect(basket.scan('882604150099')).toBeNull();
    expect(basket.scan('882604150099')).toBe('882604150099 已经选过');
    expect(basket.count.value).toBe(11);
  });

  it('refuses what is no card number', () => {
    const basket = useCardBasket();

    expect(basket.scan('https://example.com/x')).toContain('不是卡号');
    expect(basket.count.value).toBe(0);
  });

  it('takes the last act back as a whole', () => {
    const basket = useCardBasket();
    basket.scan('882604150001');
    basket.paste('882604150002\n882604150003');

    basket.undo();

    expect(basket.selection.value.cardNos).toEqual(['882604150001']);
  });

  it('tells a pasted list apart into added, repeated and unreadable', () => {
    const basket = useCardBasket();
    basket.scan('882604150001');

    const answer = basket.paste('882604150001，882604150002、合计 2 张');

    expect(answer).toEqual({ isAdded: true, message: '已加入 1 张，重复 1 张，1 行不是卡号' });
  });

  it('never carries more than 10,000 cards', () => {
    const basket = aBasketWithRange('880000000001', '880000010000');

    expect(basket.scan('990000000001')).toBe('一次最多 10,000 张');
    expect(basket.count.value).toBe(10_000);
  });

  it('never names a card twice, whatever is scanned, pasted or undone in whatever order', () => {
    const number = fc
      .integer({ min: 0, max: 30 })
      .map((value) => `8826041500${String(value).padStart(2, '0')}`);
    const act = fc.oneof(
      fc.record({ kind: fc.constant('scan' as const), cardNo: number }),
      fc.record({ kind: fc.constant('paste' as const), cardNos: fc.array(number, { maxLength: 5 }) }),
      fc.record({ kind: fc.constant('range' as const), from: number, to: number }),
      fc.record({ kind: fc.constant('undo' as const) }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        const basket = useCardBasket();
        for (const one of acts) {
          if (one.kind === 'scan') basket.scan(one.cardNo);
          else if (one.kind === 'paste') basket.paste(one.cardNos.join('\n'));
          else if (one.kind === 'undo') basket.undo();
          else {
            basket.draft.from = one.from;
            basket.draft.to = one.to;
            basket.keepRange();
          }
        }
        const { ranges, cardNos } = basket.selection.value;
        const all = [...cardNos];
        for (const { from, to } of ranges) {
          for (let value = Number(from); value <= Number(to); value += 1) all.push(String(value));
        }
        expect(new Set(all).size).toBe(all.length);
        expect(basket.count.value).toBe(all.length);
      }),
    );
  });
});
