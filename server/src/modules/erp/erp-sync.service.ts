import { erpError } from '@lakeside/shared/erp/erp.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, IsNull, Not } from 'typeorm';
import { Clock } from '../../platform/clock';
import { upsertIgnore } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import { type Actor, systemActor } from '../../platform/http/actor';
import { StockService } from '../stock/stock.service';
import { ErpSku } from './entities/erp-sku.entity';
import { ErpSync } from './entities/erp-sync.entity';
import { ErpClient, ErpRefusal } from './erp.client';
import { UnknownToErpService } from './unknown-to-erp.service';

export const syncRowId = 1;
/** A catalogue is some hundreds of articles; an ERP that never ends its pages is cut off here. */
const maxPages = 200;
const reasonLength = 200;

/** Takes goods and central stock over from the ERP (IF-005, IF-006, AD-158). Repeating it changes nothing. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ErpSyncService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly client: ErpClient;
  @Inject() private readonly stock: StockService;
  @Inject() private readonly unknown: UnknownToErpService;

  /** Throws ERP_OFF, ERP_UNREACHABLE, ERP_REFUSED; how it went is written down either way. */
  async synchronise(actor: Actor = systemActor('erp synchronisation')): Promise<void> {
    if (!this.client.isOn) throw erpError('ERP_OFF');
    try {
      await this.takeGoods(actor);
      await this.takeCounts(actor);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      await this.note(actor, { error: reason.slice(0, reasonLength) });
      if (error instanceof ErpRefusal) throw erpError('ERP_REFUSED', { reason: error.reason });
      throw erpError('ERP_UNREACHABLE');
    }
    await this.note(actor, { error: null, syncedAt: this.clock.now() });
  }

  private async takeGoods(actor: Actor): Promise<void> {
    for await (const goods of pages((cursor) => this.client.listGoods(cursor))) {
      await this.transactions.run(actor, async (tx) => {
        const fresh = goods.map((good) => ({
          ...good,
          skuId: null,
          onHand: null,
          short: 0,
          countedAt: null,
        }));
        if (fresh.length > 0) await upsertIgnore(tx, ErpSku, fresh);
        for (const { code, ...facts } of goods) await tx.update(ErpSku, { code }, facts);
      });
    }
  }

  private async takeCounts(actor: Actor): Promise<void> {
    const begunAt = this.clock.now();
    const unknownBefore = await this.unknown.shipmentIds(this.dataSource.manager, begunAt);
    const countByCode = new Map<string, number>();
    for await (const counts of pages((cursor) => this.client.listCounts(cursor))) {
      for (const { code, onHand } of counts) countByCode.set(code, onHand);
    }
    const linked = await this.dataSource.getRepository(ErpSku).findBy({ skuId: Not(IsNull()) });
    for (const good of linked) {
      const counted = countByCode.get(good.code);
      const { skuId } = good;
      if (counted === undefined || skuId === null) continue;
      const { short } = await this.stock.takeCount(actor, {
        skuId,
        counted,
        note: `ERP ${good.code} 盘存 ${counted}`,
        deduct: (tx) => this.unknown.quantity(tx, { skuId, known: unknownBefore, begunAt }),
      });
      await this.transactions.run(actor, (tx) => tx.update(ErpSku, { id: good.id }, { short }));
    }
    await this.transactions.run(actor, async (tx) => {
      const countedAt = this.clock.now();
      for (const [code, onHand] of countByCode) await tx.update(ErpSku, { code }, { onHand, countedAt });
    });
  }

  private async note(actor: Actor, outcome: { error: string | null; syncedAt?: Date }): Promise<void> {
    await this.transactions.run(actor, async (tx) => {
      await upsertIgnore(tx, ErpSync, [{ id: syncRowId, syncedAt: null, error: null }]);
      await tx.update(ErpSync, { id: syncRowId }, outcome);
    });
  }
}

/** Every page of a list, one after another. */
async function* pages<Item>(
  load: (cursor: string | null) => Promise<{ items: Item[]; nextCursor: string | null }>,
): AsyncGenerator<Item[]> {
  let cursor: string | null = null;
  for (let count = 0; count < maxPages; count += 1) {
    const page: { items: Item[]; nextCursor: string | null } = await load(cursor);
    yield page.items;
    if (page.nextCursor === null) return;
    cursor = page.nextCursor;
  }
  throw new Error('the ERP lists more pages than there can be');
}
