import {
  EntityManager,
  type EntityTarget,
  type FindManyOptions,
  type FindOneOptions,
  type FindOptionsWhere,
  type InsertResult,
  type ObjectLiteral,
  type QueryDeepPartialEntity,
  type UpdateResult,
} from 'typeorm';
import type { IsolationLevel } from 'typeorm/driver/types/IsolationLevel';
import { directCount, directFind, directInsert, directUpdate } from './direct-statements';
import { insideTransaction } from './transaction-scope';

type Work<Result> = (manager: EntityManager) => Promise<Result>;
type Where<Entity> = FindOptionsWhere<Entity> | FindOptionsWhere<Entity>[];

/** An entity manager whose transactions are known to the code inside them, and whose plain statements take the short way. */
export class ScopedEntityManager extends EntityManager {
  override transaction<Result>(work: Work<Result>): Promise<Result>;
  override transaction<Result>(isolation: IsolationLevel, work: Work<Result>): Promise<Result>;
  override transaction<Result>(first: IsolationLevel | Work<Result>, second?: Work<Result>): Promise<Result> {
    if (typeof first === 'function') return super.transaction(scoped(first));
    if (!second) throw new Error('transaction() needs a function');
    return super.transaction(first, scoped(second));
  }

  override async find<Entity extends ObjectLiteral>(
    target: EntityTarget<Entity>,
    options: FindManyOptions<Entity> = {},
  ): Promise<Entity[]> {
    const { lock, ...plain } = options;
    if (lock) return super.find(target, options);
    return directFind(this, target, plain) ?? super.find(target, options);
  }

  override async findBy<Entity extends ObjectLiteral>(
    target: EntityTarget<Entity>,
    where: Where<Entity>,
  ): Promise<Entity[]> {
    return directFind(this, target, { where }) ?? super.findBy(target, where);
  }

  override async findOne<Entity extends ObjectLiteral>(
    target: EntityTarget<Entity>,
    options: FindOneOptions<Entity>,
  ): Promise<Entity | null> {
    const { lock, ...plain } = options;
    const found = lock || !options.where ? null : directFind(this, target, { ...plain, take: 1 });
    return found ? ((await found)[0] ?? null) : super.findOne(target, options);
  }

  override async findOneBy<Entity extends ObjectLiteral>(
    target: EntityTarget<Entity>,
    where: Where<Entity>,
  ): Promise<Entity | null> {
    const found = directFind(this, target, { where, take: 1 });
    return found ? ((await found)[0] ?? null) : super.findOneBy(target, where);
  }

  override async findAndCount<Entity extends ObjectLiteral>(
    target: EntityTarget<Entity>,
    options: FindManyOptions<Entity> = {},
  ): Promise<[Entity[], number]> {
    const { lock, ...plain } = options;
    const total = lock ? null : directCount(this, target, plain.where);
    if (!total) return super.findAndCount(target, options);
    const count = await total;
    return [await this.find(target, options), count];
  }

  override async countBy<Entity extends ObjectLiteral>(
    target: EntityTarget<Entity>,
    where: Where<Entity>,
  ): Promise<number> {
    return directCount(this, target, where) ?? super.countBy(target, where);
  }

  override async insert<Entity extends ObjectLiteral>(
    target: EntityTarget<Entity>,
    entity: QueryDeepPartialEntity<Entity> | QueryDeepPartialEntity<Entity>[],
  ): Promise<InsertResult> {
    return directInsert(this, target, entity) ?? super.insert(target, entity);
  }

  override async update<Entity extends ObjectLiteral>(
    target: EntityTarget<Entity>,
    ...rest: [criteria: unknown, change: QueryDeepPartialEntity<Entity>, options?: UpdateOptions]
  ): Promise<UpdateResult> {
    const [criteria, change, options] = rest;
    const direct = options ? null : directUpdate(this, target, { criteria, change });
    return direct ?? super.update(target, criteria, change, options);
  }
}

type UpdateOptions = Parameters<EntityManager['update']>[3];

function scoped<Result>(work: Work<Result>): Work<Result> {
  return (manager) =>
    manager.queryRunner ? insideTransaction(manager.queryRunner, () => work(manager)) : work(manager);
}
