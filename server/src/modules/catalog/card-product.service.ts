import type { CardForm, CardProductView } from '@lakeside/shared/catalog/catalog.contract';
import { catalogError } from '@lakeside/shared/catalog/catalog.errors';
import type { Page } from '@lakeside/shared/kernel/page';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { isUniqueViolation, lockById, type Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { Actor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { SettingsService } from '../settings/settings.service';
import { CatalogQueries, type OfferFilter } from './catalog.queries';
import { kindOf } from './catalog.service';
import { CardProduct } from './entities/card-product.entity';
import { Package } from './entities/package.entity';
import { assertCategory, offerColumns, type OfferInput, toOfferView } from './offer-parts';

export interface CardProductInput extends OfferInput {
  packageId: number;
  validityMonths: number;
  form: CardForm;
  stockTotal: number | null;
}

/** Keeps the kinds of cards, printed and electronic, each tied to its one package (AD-174 … AD-187, AD-229 … AD-241, rules.md §6). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardProductService {
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly queries: CatalogQueries;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly settings: SettingsService;
  @Inject() private readonly clock: Clock;

  async listCardProducts(
    filter: OfferFilter & { form?: CardForm | undefined },
  ): Promise<Page<CardProductView>> {
    const page = await this.queries.listCardProducts(filter);
    return { items: await this.toViews(null, page.items), total: page.total };
  }

  /** Throws CARD_PRODUCT_NOT_FOUND. */
  async requireCardProduct(id: number): Promise<CardProductView> {
    const found = (await this.queries.cardProductsByIds(null, [id])).get(id);
    if (!found) throw catalogError('CARD_PRODUCT_NOT_FOUND', { id });
    return this.toView(null, found);
  }

  /** Throws NAME_TAKEN, CATEGORY_NOT_FOUND, PACKAGE_NOT_FOUND, CARD_STOCK_REQUIRED. */
  async createCardProduct(actor: Actor, input: CardProductInput): Promise<CardProductView> {
    const createdAt = this.clock.now();
    return this.transactions.run(actor, async (tx) => {
      await this.assertParts(tx, input);
      const columns = cardProductColumns(input, await this.settings.get(tx));
      const fresh = { soldCount: 0, stockTaken: 0, binnedAt: null, createdAt };
      const created = tx.create(CardProduct, { ...columns, ...fresh });
      await orNameTaken(input.name, () => tx.insert(CardProduct, created));
      const view = await this.toView(tx, created);
      await this.record(tx, actor, { action: 'cardProduct.create', view });
      return view;
    });
  }

  /** Throws CARD_PRODUCT_NOT_FOUND, CARD_FORM_FIXED, OFFER_BINNED and as `createCardProduct`. */
  async updateCardProduct(actor: Actor, id: number, input: CardProductInput): Promise<CardProductView> {
    return this.transactions.run(actor, async (tx) => {
      const [stored] = await lockById(tx, CardProduct, [id]);
      if (!stored) throw catalogError('CARD_PRODUCT_NOT_FOUND', { id });
      if (stored.binnedAt !== null) throw catalogError('OFFER_BINNED', { id });
      if (input.form !== stored.form) throw catalogError('CARD_FORM_FIXED');
      const before = await this.toView(tx, stored);
      await this.assertParts(tx, input);
      const changed = cardProductColumns(input, stored);
      await orNameTaken(input.name, () => tx.update(CardProduct, { id }, changed));
      const view = await this.toView(tx, { ...stored, ...changed });
      await this.record(tx, actor, { action: 'cardProduct.update', view, before });
      return view;
    });
  }

  private async assertParts(tx: Tx, input: CardProductInput): Promise<void> {
    await assertCategory(tx, this.queries, { id: input.categoryId, kind: kindOf(input) });
    // Locked, so that it does not go into the bin while a card product takes it.
    const [pack] = await lockById(tx, Package, [input.packageId]);
    if (!pack || pack.binnedAt !== null) throw catalogError('PACKAGE_NOT_FOUND', { id: input.packageId });
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
      form: product.form,
      stockTotal: product.stockTotal,
      stockTaken: product.stockTaken,
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

function cardProductColumns(input: CardProductInput, known: Parameters<typeof offerColumns>[1]) {
  const { packageId, validityMonths, form } = input;
  const isElectronic = form === 'electronic';
  if (isElectronic && input.stockTotal === null) throw catalogError('CARD_STOCK_REQUIRED');
  const stockTotal = isElectronic ? input.stockTotal : null;
  return { ...offerColumns(input, known), packageId, validityMonths, form, stockTotal };
}

async function orNameTaken(name: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw isUniqueViolation(error, 'ux_card_product_name') ? catalogError('NAME_TAKEN', { name }) : error;
  }
}
