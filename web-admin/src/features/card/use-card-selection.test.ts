import { describe, expect, it } from 'vitest';
import { useCardSelection } from './use-card-selection';

describe('card numbers typed in the back office', () => {
  it('takes ranges and pasted numbers together and counts them', () => {
    const { model, selection, count, problem } = useCardSelection();
    model.ranges = [{ from: '8826 0415 0001', to: '8826 0415 0100' }];
    model.pasted = '8826 0416 0001\n882604160002，';

    expect(count.value).toBe(102);
    expect(problem.value).toBe('');
    expect(selection.value).toEqual({
      ranges: [{ from: '882604150001', to: '882604150100' }],
      cardNos: ['882604160001', '882604160002'],
    });
  });

  it('names a pasted word that is no card number instead of dropping it', () => {
    const { model, selection, problem } = useCardSelection();
    model.pasted = '882604150001\n家宴';

    expect(problem.value).toBe('“家宴”不是卡号');
    expect(selection.value).toBeNull();
  });

  it('refuses a number that already lies in a range', () => {
    const { model, selection, problem } = useCardSelection();
    model.ranges = [{ from: '882604150001', to: '882604150100' }];
    model.pasted = '882604150050';

    expect(selection.value).toBeNull();
    expect(problem.value).toContain('号段');
  });

  it('is silent while nothing is filled in', () => {
    const { problem, selection } = useCardSelection();

    expect(problem.value).toBe('');
    expect(selection.value).toBeNull();
  });
});
