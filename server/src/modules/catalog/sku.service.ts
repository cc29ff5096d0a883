import type { Sku as SkuView } from '@lakeside/shared/catalog/catalog.contract';
import { catalogError } from '@lakeside/shared/catalog/catalog.errors';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { In } from 'typeorm';
import { isUniqueViolation, lockById, type Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { Actor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { SettingsService } from '../settings/settings.service';
import { CatalogQueries } from './catalog.queries';
import { Package } from './entities/package.entity';
import { PackageItem } from './entities/package-item.entity';
import { Sku } from './entities/sku.entity';

export type SkuInput = Omit<SkuView, 'id' | 'alertStock'> & { alertStock?: number | undefined };

/** Keeps the list of articles. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class SkuService {
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly queries: CatalogQueries;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly settings: SettingsService;

  async listSkus(filter: PageQuery & { search?: string | undefined }): Promise<Page<SkuView>> {
    const page = await this.queries.listSkus(filter);
    return { items: page.items.map(toSkuView), total: page.total };
  }

  /** Throws NAME_TAKEN when name and size together exist. */
  async createSku(actor: Actor, input: SkuInput): Promise<SkuView> {
    return this.transactions.run(actor, async (tx) => {
      const alertStock = input.alertStock ?? (await this.settings.get(tx)).defaultAlertStock;
      const sku = tx.create(Sku, { ...input, alertStock });
      await orNameTaken(input, () => tx.insert(Sku, sku));
      await this.record(tx, actor, { action: 'sku.create', sku, after: toSkuView(sku) });
      return toSkuView(sku);
    });
  }

  /** Throws SKU_NOT_FOUND, NAME_TAKEN. */
  async updateSku(actor: Actor, id: number, input: SkuInput): Promise<SkuView> {
    return this.transactions.run(actor, async (tx) => {
      const before = await requireSku(tx, id);
      const changed = { ...input, alertStock: input.alertStock ?? before.alertStock };
      await orNameTaken(input, () => tx.update(Sku, { id }, changed));
      await this.record(tx, actor, {
        action: 'sku.update',
        sku: before,
        before: toSkuView(before),
        after: changed,
      });
      return { id, ...changed };
    });
  }

  /** Throws SKU_NOT_FOUND, SKU_IN_USE naming the packages. */
  async deleteSku(actor: Actor, id: number): Promise<{ ok: true }> {
    return this.transactions.run(actor, async (tx) => {
      const sku = await requireSku(tx, id);
      const items = await tx.findBy(PackageItem, { skuId: id });
      if (items.length > 0) {
        const packages = await tx.findBy(Package, { id: In(items.map((item) => item.packageId)) });
        throw catalogError('SKU_IN_USE', { packageNames: packages.map((found) => found.name).join('、') });
      }
      await tx.delete(Sku, { id });
      await this.record(tx, actor, { action: 'sku.delete', sku, before: toSkuView(sku) });
      return { ok: true };
    });
  }

  private async record(
    tx: Tx,
    actor: Actor,
    entry: { action: string; sku: Sku; before?: Record<string, unknown>; after?: Record<string, unknown> },
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action: entry.action,
      targetKind: 'sku',
      targetId: entry.sku.id,
      targetLabel: `${entry.sku.name} ${entry.sku.spec}`,
      before: entry.before ?? null,
      after: entry.after ?? null,
    });
  }
}

async function requireSku(tx: Tx, id: number): Promise<Sku> {
  const [sku] = await lockById(tx, Sku, [id]);
  if (!sku) throw catalogError('SKU_NOT_FOUND', { id });
  return sku;
}

async function orNameTaken(input: SkuInput, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!isUniqueViolation(error, 'ux_sku_name_spec')) throw error;
    throw catalogError('NAME_TAKEN', { name: `${input.name} ${input.spec}` });
  }
}

function toSkuView(sku: Sku): SkuView {
  return { id: sku.id, name: sku.name, spec: sku.spec, unit: sku.unit, alertStock: sku.alertStock };
}
