import { catalogError } from '@lakeside/shared/catalog/catalog.errors';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { EntityManager } from 'typeorm';
import { lockById, type Tx } from '../../platform/database/dialect';
import { CardProduct } from './entities/card-product.entity';

/** Counts the printed cards of a product that are kept for orders of members and have no numbers yet. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardHoldService {
  /** How many are kept; nobody else changes it until the transaction ends. Throws CARD_PRODUCT_NOT_FOUND. */
  async lockKept(tx: Tx, productId: number): Promise<{ name: string; kept: number }> {
    const [product] = await lockById(tx, CardProduct, [productId]);
    if (!product) throw catalogError('CARD_PRODUCT_NOT_FOUND', { id: productId });
    return { name: product.name, kept: product.stockTaken };
  }

  /** Keeps so many more, or with a negative number so many fewer. */
  async changeKept(tx: Tx, change: { productId: number; by: number }): Promise<void> {
    await tx.increment(CardProduct, { id: change.productId }, 'stockTaken', change.by);
  }

  /** How many are kept at the moment. */
  async keptOf(source: EntityManager, productId: number): Promise<number> {
    return (await source.findOneBy(CardProduct, { id: productId }))?.stockTaken ?? 0;
  }
}
