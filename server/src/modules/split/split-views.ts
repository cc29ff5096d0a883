import { toIso } from '@lakeside/shared/kernel/date';
import type { SplitLineView } from '@lakeside/shared/split/split.contract';
import type { SplitLine } from './entities/split-line.entity';

export function toSplitLineView(line: SplitLine): SplitLineView {
  const { id, number, source, sourceNumber, party, amountFen, state, sandNo, failure } = line;
  return {
    id,
    number,
    source,
    sourceNumber,
    party,
    amountFen,
    state,
    sandNo,
    failure,
    happenedAt: toIso(line.happenedAt),
    finishedAt: line.finishedAt && toIso(line.finishedAt),
  };
}
