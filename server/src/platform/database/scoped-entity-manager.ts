import { EntityManager } from 'typeorm';
import type { IsolationLevel } from 'typeorm/driver/types/IsolationLevel';
import { insideTransaction } from './transaction-scope';

type Work<Result> = (manager: EntityManager) => Promise<Result>;

/** An entity manager whose transactions are known to the code inside them, see `currentTransaction`. */
export class ScopedEntityManager extends EntityManager {
  override transaction<Result>(work: Work<Result>): Promise<Result>;
  override transaction<Result>(isolation: IsolationLevel, work: Work<Result>): Promise<Result>;
  override transaction<Result>(first: IsolationLevel | Work<Result>, second?: Work<Result>): Promise<Result> {
    if (typeof first === 'function') return super.transaction(scoped(first));
    if (!second) throw new Error('transaction() needs a function');
    return super.transaction(first, scoped(second));
  }
}

function scoped<Result>(work: Work<Result>): Work<Result> {
  return (manager) =>
    manager.queryRunner ? insideTransaction(manager.queryRunner, () => work(manager)) : work(manager);
}
