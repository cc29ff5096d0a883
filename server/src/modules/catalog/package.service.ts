import type { PackageView } from '@lakeside/shared/catalog/catalog.contract';
import { catalogError } from '@lakeside/shared/catalog/catalog.errors';
import type { Page } from '@lakeside/shared/kernel/page';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { insertInChunks, isUniqueViolation, lockById, type Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { Actor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { SettingsService } from '../settings/settings.service';
import { CatalogQueries, type OfferFilter } from './catalog.queries';
import { Package } from './entities/package.entity';
import { PackageItem } from './entities/package-item.entity';
import { Sku } from './entities/sku.entity';
import { assertCategory, offerColumns, type OfferInput, toOfferView } from './offer-parts';

export interface PackageInput extends OfferInput {
  items: { skuId: number; quantity: number }[];
}

/** Keeps the packages (AD-161 … AD-168). Only the retail price is entered; every other price follows from it. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class PackageService {
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly queries: CatalogQueries;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly settings: SettingsService;
  @Inject() private readonly clock: Clock;

  async listPackages(filter: OfferFilter): Promise<Page<PackageView>> {
    const page = await this.queries.listPackages(filter);
    return { items: await this.toViews(null, page.items), total: page.total };
  }

  /** Throws PACKAGE_NOT_FOUND. */
  async requirePackage(id: number): Promise<PackageView> {
    const found = (await this.queries.packagesByIds(null, [id])).get(id);
    if (!found) throw catalogError('PACKAGE_NOT_FOUND', { id });
    return this.toView(null, found);
  }

  /** Throws NAME_TAKEN, CATEGORY_NOT_FOUND, SKU_NOT_FOUND. */
  async createPackage(actor: Actor, input: PackageInput): Promise<PackageView> {
    const createdAt = this.clock.now();
    return this.transactions.run(actor, async (tx) => {
      await this.assertParts(tx, input);
      const columns = offerColumns(input, await this.settings.get(tx));
      const fresh = { soldCount: 0, binnedAt: null, createdAt };
      const created = tx.create(Package, { ...columns, ...fresh });
      await orNameTaken(input.name, () => tx.insert(Package, created));
      await writeItems(tx, created.id, input.items);
      const view = await this.toView(tx, created);
      await this.record(tx, actor, { action: 'package.create', view });
      return view;
    });
  }

  /** Changes what is offered from now on; what was redeemed keeps its snapshot. Throws PACKAGE_NOT_FOUND, OFFER_BINNED and as `createPackage`. */
  async updatePackage(actor: Actor, id: number, input: PackageInput): Promise<PackageView> {
    return this.transactions.run(actor, async (tx) => {
      const [stored] = await lockById(tx, Package, [id]);
      if (!stored) throw catalogError('PACKAGE_NOT_FOUND', { id });
      const before = await this.toView(tx, stored);
      await this.assertParts(tx, input);
      if (stored.binnedAt !== null) throw catalogError('OFFER_BINNED', { id });
      const changed = offerColumns(input, stored);
      await orNameTaken(input.name, () => tx.update(Package, { id }, changed));
      await tx.delete(PackageItem, { packageId: id });
      await writeItems(tx, id, input.items);
      const view = await this.toView(tx, { ...stored, ...changed });
      await this.record(tx, actor, { action: 'package.update', view, before });
      return view;
    });
  }

  /** Locks the articles, so that none is deleted while a package takes it in. */
  private async assertParts(tx: Tx, input: PackageInput): Promise<void> {
    await assertCategory(tx, this.queries, { id: input.categoryId, kind: 'package' });
    const wanted = input.items.map((item) => item.skuId);
    const found = new Set((await lockById(tx, Sku, wanted)).map((sku) => sku.id));
    const missing = wanted.find((id) => !found.has(id));
    if (missing !== undefined) throw catalogError('SKU_NOT_FOUND', { id: missing });
  }

  private async toView(tx: Tx | null, found: Package): Promise<PackageView> {
    const [view] = await this.toViews(tx, [found]);
    if (!view) throw new Error('one package gives one view');
    return view;
  }

  private async toViews(tx: Tx | null, packages: readonly Package[]): Promise<PackageView[]> {
    const items = await this.queries.itemsByPackage(
      tx,
      packages.map((found) => found.id),
    );
    const categories = await this.queries.categoriesByIds(
      tx,
      packages.map((found) => found.categoryId),
    );
    return packages.map((found) => ({
      ...toOfferView(found, categories.get(found.categoryId ?? 0)?.name),
      items: items.get(found.id) ?? [],
    }));
  }

  private async record(
    tx: Tx,
    actor: Actor,
    entry: { action: string; view: PackageView; before?: PackageView },
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action: entry.action,
      targetKind: 'package',
      targetId: entry.view.id,
      targetLabel: entry.view.name,
      before: entry.before ?? null,
      after: entry.view,
    });
  }
}

async function writeItems(tx: Tx, packageId: number, items: PackageInput['items']): Promise<void> {
  await insertInChunks(
    tx,
    PackageItem,
    items.map((item) => ({ packageId, skuId: item.skuId, quantity: item.quantity })),
  );
}

async function orNameTaken(name: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw isUniqueViolation(error, 'ux_package_name') ? catalogError('NAME_TAKEN', { name }) : error;
  }
}
