import type { CardProductView } from '@lakeside/shared/catalog/catalog.contract';
import { catalogError } from '@lakeside/shared/catalog/catalog.errors';
import type { Page } from '@lakeside/shared/kernel/page';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { isUniqueViolation, lockById, type Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { Actor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { CatalogQueries, type OfferFilter } from './catalog.queries';
import { cleanDetail } from './domain/clean-detail';
import { CardProduct } from './entities/card-product.entity';
import { assertCategory, type OfferInput, toOfferView } from './package.service';

export interface CardProductInput extends OfferInput {
  packageId: number;
  validityMonths: number;
}

/** Keeps the kinds of physical cards, each tied to its one package (AD-174 … AD-187, rules.md §6). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardProductService {
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly queries: CatalogQueries;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly clock: Clock;

  async listCardProducts(filter: OfferFilter): Promise<Page<CardProductView>> {
    const page = await this.queries.listCardProducts(filter);
    return { items: await this.toViews(null, page.items), total: page.total };
  }

  /** Throws CARD_PRODUCT_NOT_FOUND. */
  async requireCardProduct(id: number): Promise<CardProductView> {
    const found = (await this.queries.cardProductsByIds(null, [id])).get(id);
    if (!found) throw catalogError('CARD_PRODUCT_NOT_FOUND', { id });
    return this.toView(null, found);
  }

  /** Throws NAME_TAKEN, CATEGORY_NOT_FOUND, PACKAGE_NOT_FOUND. */
  async createCardProduct(actor: Actor, input: CardProductInput): Promise<CardProductView> {
    const createdAt = this.clock.now();
    return this.transactions.run(actor, async (tx) => {
      await this.assertParts(tx, input);
      const created = tx.create(CardProduct, { ...input, detail: cleanDetail(input.detail), createdAt });
      await orNameTaken(input.name, () => tx.insert(CardProduct, created));
      const view = await this.toView(tx, created);
      await this.record(tx, actor, { action: 'cardProduct.create', view });
      return view;
    });
  }

  /** Throws CARD_PRODUCT_NOT_FOUND and as `createCardProduct`. */
  async updateCardProduct(actor: Actor, id: number, input: CardProductInput): Promise<CardProductView> {
    return this.transactions.run(actor, async (tx) => {
      const [stored] = await lockById(tx, CardProduct, [id]);
      if (!stored) throw catalogError('CARD_PRODUCT_NOT_FOUND', { id });
      const before = await this.toView(tx, stored);
      await this.assertParts(tx, input);
      const changed = { ...input, detail: cleanDetail(input.detail) };
      await orNameTaken(input.name, () => tx.update(CardProduct, { id }, changed));
      const view = await this.toView(tx, { ...stored, ...changed });
      await this.record(tx, actor, { action: 'cardProduct.update', view, before });
      return view;
    });
  }

  private async assertParts(tx: Tx, input: CardProductInput): Promise<void> {
    await assertCategory(tx, this.queries, { id: input.categoryId, kind: 'cardProduct' });
    const packages = await this.queries.packagesByIds(tx, [input.packageId]);
    if (!packages.has(input.packageId)) throw catalogError('PACKAGE_NOT_FOUND', { id: input.packageId });
  }

  private async toView(tx: Tx | null, product: CardProduct): Promise<CardProductView> {
    const [view] = await this.toViews(tx, [product]);
    if (!view) throw new Error('one card product gives one view');
    return view;
  }

  private async toViews(tx: Tx | null, products: readonly CardProduct[]): Promise<CardProductView[]> {
    const packageIds = products.map((product) => product.packageId);
    const packages = await this.queries.packagesByIds(tx, packageIds);
    const items = await this.queries.itemsByPackage(tx, packageIds);
    const categories = await this.queries.categoriesByIds(
      tx,
      products.map((product) => product.categoryId),
    );
    return products.map((product) => ({
      ...toOfferView(product, categories.get(product.categoryId ?? 0)?.name),
      package: {
        id: product.packageId,
        name: packages.get(product.packageId)?.name ?? '',
        items: items.get(product.packageId) ?? [],
      },
      validityMonths: product.validityMonths,
    }));
  }

  private async record(
    tx: Tx,
    actor: Actor,
    entry: { action: string; view: CardProductView; before?: CardProductView },
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action: entry.action,
      targetKind: 'cardProduct',
      targetId: entry.view.id,
      targetLabel: entry.view.name,
      before: entry.before ?? null,
      after: entry.view,
    });
  }
}

async function orNameTaken(name: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw isUniqueViolation(error, 'ux_card_product_name') ? catalogError('NAME_TAKEN', { name }) : error;
  }
}
