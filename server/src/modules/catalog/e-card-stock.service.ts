import { catalogError } from '@lakeside/shared/catalog/catalog.errors';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { affectedRows, type Tx } from '../../platform/database/dialect';
import { CardProduct } from './entities/card-product.entity';

/** Counts the e-cards of a product that are sold or kept for an order: never more than its total (AD-239). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ECardStockService {
  /**
   * Keeps so many cards, or throws E_CARD_SOLD_OUT and must then be rolled back. Last in a use case: all buyers of one product
   * queue for its row.
   */
  async take(tx: Tx, wanted: { productId: number; quantity: number }): Promise<void> {
    const { productId, quantity } = wanted;
    const result = await tx
      .createQueryBuilder()
      .update(CardProduct)
      .set({ stockTaken: () => `stockTaken + ${quantity}` })
      .where('id = :productId AND form = :form', { productId, form: 'electronic' })
      .andWhere('stockTaken + :quantity <= stockTotal', { quantity })
      .execute();
    if (affectedRows(result) > 0) return;
    const product = await tx.findOneBy(CardProduct, { id: productId });
    if (!product) throw catalogError('CARD_PRODUCT_NOT_FOUND', { id: productId });
    const left = Math.max(0, (product.stockTotal ?? 0) - product.stockTaken);
    throw catalogError('E_CARD_SOLD_OUT', { name: product.name, left });
  }

  /** Gives back what was kept and not sold. */
  async giveBack(tx: Tx, kept: { productId: number; quantity: number }): Promise<void> {
    await tx.decrement(CardProduct, { id: kept.productId }, 'stockTaken', kept.quantity);
  }
}
