import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { upsertIgnore } from '../database/dialect';
import { TransactionService } from '../database/transaction';
import { DocumentSequence } from './document-sequence.entity';

const blockSize = 20;

interface Block {
  day: string;
  next: number;
  end: number;
}

/**
 * Gives documents their numbers, `LZ20261006-0018`. Blocks of 20 are taken in a short transaction of their own, so that
 * documents do not queue for one counter row; a stopped server leaves a gap, never a duplicate.
 */
@Provide()
@Scope(ScopeEnum.Singleton)
export class DocumentNumbers {
  @Inject() private readonly transactions: TransactionService;
  private readonly blockByPrefix = new Map<string, Block>();
  private taking: Promise<unknown> = Promise.resolve();

  /**
   * The next number for a prefix (`documentPrefix` in the shared contract) on a business day `YYYY-MM-DD`.
   * Call it before the use case's transaction; throws inside one.
   */
  next(prefix: string, day: string): Promise<string> {
    this.transactions.refuseNesting();
    const number = this.taking.then(() => this.take(prefix, day));
    this.taking = number.catch(() => undefined);
    return number;
  }

  private async take(prefix: string, day: string): Promise<string> {
    let block = this.blockByPrefix.get(prefix);
    if (!block || block.day !== day || block.next === block.end) {
      const start = await this.reserve(prefix, day);
      block = { day, next: start, end: start + blockSize };
      this.blockByPrefix.set(prefix, block);
    }
    const value = block.next;
    block.next += 1;
    return `${prefix}${day.replaceAll('-', '')}-${String(value).padStart(4, '0')}`;
  }

  private reserve(prefix: string, day: string): Promise<number> {
    return this.transactions.retry(async (tx) => {
      await upsertIgnore(tx, DocumentSequence, [{ prefix, day, nextValue: 1 }]);
      await tx.increment(DocumentSequence, { prefix, day }, 'nextValue', blockSize);
      const { nextValue } = await tx.findOneByOrFail(DocumentSequence, { prefix, day });
      return nextValue - blockSize;
    });
  }
}
