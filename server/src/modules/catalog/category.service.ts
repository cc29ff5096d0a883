import type { categorySchema } from '@lakeside/shared/catalog/catalog.contract';
import { catalogError } from '@lakeside/shared/catalog/catalog.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { InferOutput } from 'valibot';
import { isUniqueViolation, lockById, type Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { Actor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { CatalogQueries } from './catalog.queries';
import { CardProduct } from './entities/card-product.entity';
import { Category } from './entities/category.entity';
import { Package } from './entities/package.entity';

export type CategoryView = InferOutput<typeof categorySchema>;
export type CategoryInput = Omit<CategoryView, 'id'>;

/** Categories of packages and of card products, two levels deep (AD-143, AD-144, AD-160, AD-174). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CategoryService {
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly queries: CatalogQueries;
  @Inject() private readonly audit: AuditService;

  async listCategories(kind: Category['kind'] | undefined): Promise<CategoryView[]> {
    return (await this.queries.listCategories(kind)).map(toView);
  }

  /** Throws NAME_TAKEN, CATEGORY_PARENT_REFUSED. */
  async createCategory(actor: Actor, input: CategoryInput): Promise<CategoryView> {
    return this.transactions.run(actor, async (tx) => {
      await assertParent(tx, input);
      const category = tx.create(Category, { ...input });
      await orNameTaken(input.name, () => tx.insert(Category, category));
      await this.audit.record(tx, actor, {
        action: 'category.create',
        ...targetOf(category),
        after: { ...input },
      });
      return toView(category);
    });
  }

  /**
   * Throws CATEGORY_NOT_FOUND, NAME_TAKEN, CATEGORY_PARENT_REFUSED, and CATEGORY_IN_USE when its kind would change under
   * what is in it.
   */
  async updateCategory(actor: Actor, id: number, input: CategoryInput): Promise<CategoryView> {
    return this.transactions.run(actor, async (tx) => {
      const before = await requireCategory(tx, id);
      if (before.kind !== input.kind) await assertEmpty(tx, id);
      await assertParent(tx, { ...input, id });
      await orNameTaken(input.name, () => tx.update(Category, { id }, input));
      await this.audit.record(tx, actor, {
        action: 'category.update',
        ...targetOf(before),
        before: toView(before),
        after: { ...input },
      });
      return { id, ...input };
    });
  }

  /** Throws CATEGORY_NOT_FOUND, CATEGORY_IN_USE. */
  async deleteCategory(actor: Actor, id: number): Promise<{ ok: true }> {
    return this.transactions.run(actor, async (tx) => {
      const category = await requireCategory(tx, id);
      await assertEmpty(tx, id);
      await tx.delete(Category, { id });
      await this.audit.record(tx, actor, {
        action: 'category.delete',
        ...targetOf(category),
        before: toView(category),
      });
      return { ok: true };
    });
  }
}

async function requireCategory(tx: Tx, id: number): Promise<Category> {
  const [category] = await lockById(tx, Category, [id]);
  if (!category) throw catalogError('CATEGORY_NOT_FOUND', { id });
  return category;
}

async function assertEmpty(tx: Tx, categoryId: number): Promise<void> {
  const inUse =
    (await tx.existsBy(Package, { categoryId })) ||
    (await tx.existsBy(CardProduct, { categoryId })) ||
    (await tx.existsBy(Category, { parentId: categoryId }));
  if (inUse) throw catalogError('CATEGORY_IN_USE', { id: categoryId });
}

/** A parent is another first-level category of the same kind, and who has children gets none: two levels, no more. */
async function assertParent(tx: Tx, input: CategoryInput & { id?: number }): Promise<void> {
  const { id, kind, parentId } = input;
  if (parentId === null) return;
  // Locked, so that the parent cannot become a child, or go, at the same time.
  const [parent] = await lockById(tx, Category, [parentId]);
  const isFirstLevel = parent?.kind === kind && parent.parentId === null && parent.id !== id;
  const hasChildren = id !== undefined && (await tx.existsBy(Category, { parentId: id }));
  if (!isFirstLevel || hasChildren) throw catalogError('CATEGORY_PARENT_REFUSED', { parentId });
}

async function orNameTaken(name: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw isUniqueViolation(error, 'ux_category_kind_name') ? catalogError('NAME_TAKEN', { name }) : error;
  }
}

function targetOf(category: Category) {
  return { targetKind: 'category', targetId: category.id, targetLabel: category.name };
}

function toView(category: Category): CategoryView {
  const { id, kind, parentId, name, sortOrder } = category;
  return { id, kind, parentId, name, sortOrder };
}
