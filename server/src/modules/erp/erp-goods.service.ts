import type { ErpSkuView, ErpState } from '@lakeside/shared/erp/erp.contract';
import { erpError } from '@lakeside/shared/erp/erp.errors';
import { ErpPushStatus } from '@lakeside/shared/erp/erp.status';
import { toIso } from '@lakeside/shared/kernel/date';
import type { Page } from '@lakeside/shared/kernel/page';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { contains, containsPattern, isUniqueViolation, lockById } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { AdminActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { CatalogService } from '../catalog/catalog.service';
import { StockService } from '../stock/stock.service';
import { ErpPush } from './entities/erp-push.entity';
import { ErpSku } from './entities/erp-sku.entity';
import { ErpSync } from './entities/erp-sync.entity';
import { ErpClient } from './erp.client';
import { syncRowId } from './erp-sync.service';

export interface ErpSkuFilter {
  page: number;
  pageSize: number;
  search?: string | undefined;
  linked?: 'true' | 'false' | undefined;
}

/** Shows the goods of the ERP and says which of ours they are (IF-005, AD-158). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ErpGoodsService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly client: ErpClient;
  @Inject() private readonly catalog: CatalogService;
  @Inject() private readonly stock: StockService;
  @Inject() private readonly audit: AuditService;

  async state(): Promise<ErpState> {
    const { manager } = this.dataSource;
    const sync = await manager.findOneBy(ErpSync, { id: syncRowId });
    return {
      isOn: this.client.isOn,
      syncedAt: sync?.syncedAt ? toIso(sync.syncedAt) : null,
      syncError: sync?.error ?? null,
      refusedPushes: await manager.countBy(ErpPush, { status: ErpPushStatus.refused }),
    };
  }

  /** By code. */
  async list(filter: ErpSkuFilter): Promise<Page<ErpSkuView>> {
    const query = this.dataSource.getRepository(ErpSku).createQueryBuilder('good').where('1 = 1');
    if (filter.search) {
      const typed = { typed: containsPattern(filter.search) };
      query.andWhere(`(${contains('good.code', 'typed')} OR ${contains('good.name', 'typed')})`, typed);
    }
    if (filter.linked) query.andWhere(`good.skuId IS ${filter.linked === 'true' ? 'NOT NULL' : 'NULL'}`);
    const [rows, total] = await query
      .orderBy('good.code', 'ASC')
      .skip((filter.page - 1) * filter.pageSize)
      .take(filter.pageSize)
      .getManyAndCount();
    return { items: await this.toViews(rows), total };
  }

  /** Throws ERP_SKU_NOT_FOUND, SKU_NOT_FOUND, ERP_SKU_TAKEN when the article stands for another code already. */
  async link(actor: AdminActor, input: { id: number; skuId: number | null }): Promise<ErpSkuView> {
    const { id, skuId } = input;
    if (skuId !== null) await this.catalog.requireSku(null, skuId);
    const linked = await this.transactions.run(actor, async (tx) => {
      const [row] = await lockById(tx, ErpSku, [id]);
      if (!row) throw erpError('ERP_SKU_NOT_FOUND');
      try {
        await tx.update(ErpSku, { id }, { skuId, short: 0 });
      } catch (error) {
        if (!isUniqueViolation(error, 'ux_erp_sku_sku') || skuId === null) throw error;
        const other = await tx.findOneBy(ErpSku, { skuId });
        throw erpError('ERP_SKU_TAKEN', { code: other?.code ?? '' });
      }
      await this.audit.record(tx, actor, {
        action: 'erp.linkSku',
        targetKind: 'erpSku',
        targetId: id,
        targetLabel: row.code,
        before: { skuId: row.skuId },
        after: { skuId },
      });
      return { ...row, skuId, short: 0 };
    });
    const [view] = await this.toViews([linked]);
    if (!view) throw erpError('ERP_SKU_NOT_FOUND');
    return view;
  }

  private async toViews(rows: readonly ErpSku[]): Promise<ErpSkuView[]> {
    const skuIds = rows.flatMap((row) => (row.skuId === null ? [] : [row.skuId]));
    const skus = await this.catalog.skusByIds(skuIds);
    const levels = await this.stock.onHandAtPlatform(skuIds);
    return rows.map((row) => {
      const sku = row.skuId === null ? undefined : skus.get(row.skuId);
      const { id, code, name, spec, unit, onHand, short } = row;
      return {
        id,
        code,
        name,
        spec,
        unit,
        onHand,
        short,
        countedAt: row.countedAt && toIso(row.countedAt),
        sku: sku ? { id: sku.id, name: sku.name, spec: sku.spec } : null,
        ownOnHand: sku ? (levels.get(sku.id) ?? 0) : null,
      };
    });
  }
}
