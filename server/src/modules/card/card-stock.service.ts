import { cardError } from '@lakeside/shared/card/card.errors';
import { CardStatus } from '@lakeside/shared/card/card.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { rawNumber } from '../../platform/database/raw-values';
import type { Tx } from '../../platform/database/transaction';
import { CardHoldService } from '../catalog/card-hold.service';

interface SoldCards {
  readonly productId: number;
  readonly quantity: number;
}

/**
 * Sells no more printed cards than lie in the platform's library, inactive and in no document. What members have ordered is
 * kept by its number until numbers are allotted. The product is locked before any of its cards.
 */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardStockService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly holds: CardHoldService;

  /** Keeps so many cards. Throws CARD_SOLD_OUT and must then be rolled back. Last in a use case: all buyers queue for the product. */
  async keep(tx: Tx, wanted: SoldCards): Promise<void> {
    const { productId, quantity } = wanted;
    const { name, kept } = await this.holds.lockKept(tx, productId);
    const free = await countFree(tx, productId, kept + quantity);
    if (free < kept + quantity) throw cardError('CARD_SOLD_OUT', { name, left: Math.max(0, free - kept) });
    await this.holds.changeKept(tx, { productId, by: quantity });
  }

  /** Ends the keeping of so many: numbers are allotted for them now, or nobody wants them any more. */
  async stopKeeping(tx: Tx, kept: SoldCards): Promise<void> {
    await this.holds.lockKept(tx, kept.productId);
    await this.holds.changeKept(tx, { productId: kept.productId, by: -kept.quantity });
  }

  /** Keeps so many again whose numbers come back to stock in the same transaction. */
  async keepAgain(tx: Tx, kept: SoldCards): Promise<void> {
    await this.holds.lockKept(tx, kept.productId);
    await this.holds.changeKept(tx, { productId: kept.productId, by: kept.quantity });
  }

  /** Waits until nobody else sells cards of a product or takes them out of stock. */
  async lockProduct(tx: Tx, productId: number): Promise<void> {
    await this.holds.lockKept(tx, productId);
  }

  /** Throws CARDS_KEPT_FOR_ORDERS when a document of so many cards has left less than members have ordered; the product is locked. */
  async assertKeptRemain(tx: Tx, taken: SoldCards): Promise<void> {
    const { productId, quantity } = taken;
    const { name, kept } = await this.holds.lockKept(tx, productId);
    const free = await countFree(tx, productId, kept);
    if (free >= kept) return;
    throw cardError('CARDS_KEPT_FOR_ORDERS', { name, kept, left: Math.max(0, quantity + free - kept) });
  }

  /** True when so many could be sold now. */
  async canSell(wanted: SoldCards): Promise<boolean> {
    const { manager } = this.dataSource;
    const { productId, quantity } = wanted;
    const kept = await this.holds.keptOf(manager, productId);
    return (await countFree(manager, productId, kept + quantity)) >= kept + quantity;
  }
}

/** How many cards of a product are free, counted no further than asked for: a library may hold a million. */
async function countFree(source: EntityManager, productId: number, enough: number): Promise<number> {
  const rows: { free: number | string }[] = await source.query(
    `SELECT COUNT(*) AS free FROM (
       SELECT 1 AS one FROM card
       WHERE holderChannelId IS NULL AND status = ? AND productId = ? AND lockDocumentId IS NULL LIMIT ${enough}
     ) AS counted`,
    [CardStatus.inactive, productId],
  );
  return rawNumber(rows[0]?.free);
}
