import { DocumentKind, documentPrefix } from '@lakeside/shared/document/document.contract';
import { toDay } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type { stockAdminContract, StockRow } from '@lakeside/shared/stock/stock.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, In } from 'typeorm';
import { Clock } from '../../platform/clock';
import { insertInChunks, lockById, upsertIgnore } from '../../platform/database/dialect';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import { DocumentNumbers } from '../../platform/document-number/document-numbers';
import type { Actor, AdminActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { CatalogService } from '../catalog/catalog.service';
import { DocumentService } from '../document/document.service';
import { applyStockChanges, levelKey, type StockChange } from './domain/apply-stock-changes';
import { StockAdjustment } from './entities/stock-adjustment.entity';
import { StockMovement } from './entities/stock-movement.entity';
import { platformPlaceId, Stock } from './entities/stock.entity';
import { type StockPlace, StockPlaces } from './stock-places';

type AdjustInput = ParsedInput<typeof stockAdminContract.adjustStock>['body'];

/** What the goods are moved for. */
export interface StockDocument {
  kind: DocumentKind;
  id: number;
  number: string;
}

export interface StockItem {
  skuId: number;
  name: string;
  quantity: number;
}

/** Goods at a place: `channelId` is the 专卖店, null the platform's own warehouse. */
export interface StockClaim {
  channelId: number | null;
  items: readonly StockItem[];
  document: StockDocument;
}

/** By place (`null` = platform), then by article: how many are free. */
export type Availability = ReadonlyMap<number | null, ReadonlyMap<number, number>>;

/** Goods on hand at the platform and the stores. Every change is locked, checked and written down as a movement here. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class StockService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly numbers: DocumentNumbers;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly catalog: CatalogService;
  @Inject() private readonly places: StockPlaces;

  /** How many of each article are free at each place that ever held one of them. */
  async availability(tx: Tx | null, skuIds: readonly number[]): Promise<Availability> {
    const where = { skuId: In([...skuIds]) };
    const rows = skuIds.length === 0 ? [] : await (tx ?? this.dataSource.manager).findBy(Stock, where);
    const byPlace = new Map<number | null, Map<number, number>>();
    for (const row of rows) {
      const place = row.placeChannelId === platformPlaceId ? null : row.placeChannelId;
      const bySku = byPlace.get(place) ?? new Map<number, number>();
      byPlace.set(place, bySku.set(row.skuId, row.onHand - row.reserved));
    }
    return byPlace;
  }

  /** How many of each article the platform's own warehouse holds. */
  async onHandAtPlatform(skuIds: readonly number[]): Promise<Map<number, number>> {
    const where = { placeChannelId: platformPlaceId, skuId: In([...skuIds]) };
    const rows = skuIds.length === 0 ? [] : await this.dataSource.getRepository(Stock).findBy(where);
    return new Map(rows.map((row) => [row.skuId, row.onHand]));
  }

  /** Keeps goods for a document. Throws STOCK_SHORT naming every article of which too few are free. */
  async reserve(tx: Tx, actor: Actor, claim: StockClaim): Promise<void> {
    await this.applyChanges(tx, actor, reservations(claim));
  }

  /** Gives back what was kept for a document. */
  async release(tx: Tx, actor: Actor, claim: StockClaim): Promise<void> {
    await this.applyChanges(tx, actor, releases(claim));
  }

  /** Keeps goods at one place and gives back those kept at another, with all rows locked in one order. */
  async moveReservation(tx: Tx, actor: Actor, move: { from: StockClaim; to: StockClaim }): Promise<void> {
    await this.applyChanges(tx, actor, [...releases(move.from), ...reservations(move.to)]);
  }

  /** Lets reserved goods leave the place. */
  async ship(tx: Tx, actor: Actor, claim: StockClaim): Promise<void> {
    await this.applyChanges(tx, actor, changesOf(claim, 'shipment', { onHand: -1, reserved: -1 }));
  }

  /** Goods have come to a place by a document: a store received what it ordered, or the platform what was sent back. */
  async receive(tx: Tx, actor: Actor, claim: StockClaim): Promise<void> {
    await this.applyChanges(tx, actor, changesOf(claim, 'receipt', { onHand: 1, reserved: 0 }));
  }

  /** Goods leave a place that were not kept for anybody, to go back where they came from. Throws STOCK_SHORT. */
  async sendBack(tx: Tx, actor: Actor, claim: StockClaim): Promise<void> {
    await this.applyChanges(tx, actor, changesOf(claim, 'return', { onHand: -1, reserved: 0 }));
  }

  /** Adds to or takes from what lies at a place, never below what is promised there (STOCK_BELOW_RESERVED). AD-159. */
  async adjust(actor: AdminActor, input: AdjustInput): Promise<StockRow> {
    const place = await this.places.requirePlace(input.channelId);
    const sku = await this.catalog.requireSku(null, input.skuId);
    const number = await this.numbers.next(documentPrefix.stockAdjustment, toDay(this.clock.now()));
    return this.transactions.run(actor, async (tx) => {
      const placeChannelId = input.channelId ?? platformPlaceId;
      const { delta, note, skuId } = input;
      await this.writeAdjustment(tx, actor, { place, placeChannelId, sku, delta, note, number });
      const row = await tx.findOneByOrFail(Stock, { placeChannelId, skuId });
      const { onHand, reserved } = row;
      return { place, sku, onHand, reserved, available: onHand - reserved };
    });
  }

  /**
   * Brings the platform's stock of one article to a count made elsewhere, less what `deduct` says has left since; it is asked
   * while the article is locked. Never falls below what is promised; answers by how many it would have (AD-158).
   */
  async takeCount(
    actor: Actor,
    count: { skuId: number; counted: number; note: string; deduct: (tx: Tx) => Promise<number> },
  ): Promise<{ short: number }> {
    const { skuId, counted, note } = count;
    const place = await this.places.requirePlace(null);
    const sku = await this.catalog.requireSku(null, skuId);
    const number = await this.numbers.next(documentPrefix.stockAdjustment, toDay(this.clock.now()));
    return this.transactions.run(actor, async (tx) => {
      const placeChannelId = platformPlaceId;
      const [level] = await lockLevels(tx, [{ placeChannelId, skuId }]);
      if (!level) throw new Error(`no stock row for article ${skuId}`);
      const left = Math.max(0, counted - (await count.deduct(tx)));
      const delta = Math.max(left, level.reserved) - level.onHand;
      if (delta !== 0) {
        await this.writeAdjustment(tx, actor, { place, placeChannelId, sku, delta, note, number });
      }
      return { short: Math.max(0, level.reserved - left) };
    });
  }

  private async writeAdjustment(tx: Tx, actor: Actor, adjustment: Adjustment): Promise<void> {
    const { place, placeChannelId, sku, delta, note, number } = adjustment;
    const paper = { number, placeChannelId, skuId: sku.id, delta, note, createdAt: this.clock.now() };
    const [id = 0] = await insertInChunks(tx, StockAdjustment, [paper]);
    const document = { kind: DocumentKind.stockAdjustment, id, number };
    await this.documents.register(tx, actor, { ...document, action: '调整库存', note });
    await this.applyChanges(tx, actor, [
      {
        placeChannelId,
        skuId: sku.id,
        skuName: sku.name,
        kind: 'adjustment',
        onHandDelta: delta,
        reservedDelta: 0,
        document,
        note,
      },
    ]);
    await this.audit.record(tx, actor, {
      action: 'stock.adjust',
      targetKind: 'stock',
      targetId: id,
      targetLabel: `${place.name} ${sku.name}`,
      after: { number, delta, note },
    });
  }

  private async applyChanges(tx: Tx, actor: Actor, changes: readonly DocumentedChange[]): Promise<void> {
    if (changes.length === 0) return;
    const rows = await lockLevels(tx, changes);
    const idByKey = new Map(rows.map((row) => [levelKey(row), row.id]));

    const levels = applyStockChanges(rows, changes);

    for (const level of levels) {
      const { onHand, reserved } = level;
      await tx.update(Stock, { id: idByKey.get(levelKey(level)) ?? 0 }, { onHand, reserved });
    }
    const createdAt = this.clock.now();
    const movements = changes.map(({ document, note, skuName: _skuName, ...change }) => ({
      ...change,
      documentKind: document.kind,
      documentId: document.id,
      documentNumber: document.number,
      note,
      actorName: actor.name,
      createdAt,
    }));
    await insertInChunks(tx, StockMovement, movements);
  }
}

interface Adjustment {
  place: StockPlace;
  placeChannelId: number;
  sku: { id: number; name: string };
  delta: number;
  note: string;
  number: string;
}

type DocumentedChange = StockChange & { document: StockDocument; note: string | null };

/** Locks the rows the changes touch in id order; rows that do not exist yet are made, so that there is something to lock. */
async function lockLevels(
  tx: Tx,
  changes: readonly { placeChannelId: number; skuId: number }[],
): Promise<Stock[]> {
  const keys = [...new Map(changes.map((change) => [levelKey(change), change])).values()];
  const where = keys.map(({ placeChannelId, skuId }) => ({ placeChannelId, skuId }));
  let found = await tx.find(Stock, { where });
  if (found.length < where.length) {
    await upsertIgnore(
      tx,
      Stock,
      where.map((key) => ({ ...key, onHand: 0, reserved: 0 })),
    );
    found = await tx.find(Stock, { where });
  }
  return lockById(
    tx,
    Stock,
    found.map((row) => row.id),
  );
}

function reservations(claim: StockClaim): DocumentedChange[] {
  return changesOf(claim, 'reservation', { onHand: 0, reserved: 1 });
}

function releases(claim: StockClaim): DocumentedChange[] {
  return changesOf(claim, 'release', { onHand: 0, reserved: -1 });
}

function changesOf(
  claim: StockClaim,
  kind: StockChange['kind'],
  sign: { onHand: number; reserved: number },
): DocumentedChange[] {
  return claim.items.map((item) => ({
    placeChannelId: claim.channelId ?? platformPlaceId,
    skuId: item.skuId,
    skuName: item.name,
    kind,
    onHandDelta: sign.onHand * item.quantity,
    reservedDelta: sign.reserved * item.quantity,
    document: claim.document,
    note: null,
  }));
}
