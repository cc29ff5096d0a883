import { catalogError } from '@lakeside/shared/catalog/catalog.errors';
import { OfferKind, type OfferRef } from '@lakeside/shared/catalog/offer-kind';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { IsNull } from 'typeorm';
import { Clock } from '../../platform/clock';
import { lockById, type Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { Actor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { kindOf } from './catalog.service';
import { CardProduct } from './entities/card-product.entity';
import { Package } from './entities/package.entity';

type OfferRow = Package | CardProduct;
type ShelfColumns = Pick<OfferRow, 'status' | 'isRecommended' | 'binnedAt'>;

/** What becomes of a locked row; nothing when it is as wanted. */
interface ShelfChange {
  action: string;
  decide(tx: Tx, row: OfferRow): Partial<ShelfColumns> | Promise<Partial<ShelfColumns>>;
}

/** Moves offers of any kind on and off the shelf, into the recycle bin and back (AD-170 … AD-173). Nothing is destroyed. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class OfferShelfService {
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly clock: Clock;

  /** Throws PACKAGE_NOT_FOUND, CARD_PRODUCT_NOT_FOUND, OFFER_BINNED. */
  async setShelf(actor: Actor, ref: OfferRef, status: OfferRow['status']): Promise<{ ok: true }> {
    return this.change(actor, ref, {
      action: 'offer.setShelf',
      decide: (_tx, row) => {
        assertNotBinned(row);
        return { status };
      },
    });
  }

  /** Throws as `setShelf`. */
  async setRecommended(actor: Actor, ref: OfferRef, isRecommended: boolean): Promise<{ ok: true }> {
    return this.change(actor, ref, {
      action: 'offer.setRecommended',
      decide: (_tx, row) => {
        assertNotBinned(row);
        return { isRecommended };
      },
    });
  }

  /**
   * Off the shelf and into the bin. What points to it stays good: cards, orders, favourites. A package that card products
   * outside the bin are redeemed for is refused with PACKAGE_IN_USE naming them. Again changes nothing.
   */
  async bin(actor: Actor, ref: OfferRef): Promise<{ ok: true }> {
    const binnedAt = this.clock.now();
    return this.change(actor, ref, {
      action: 'offer.bin',
      decide: async (tx, row) => {
        if (row.binnedAt !== null) return {};
        if (ref.kind === OfferKind.package) await assertNoProducts(tx, row.id);
        return { binnedAt, status: 'offShelf', isRecommended: false };
      },
    });
  }

  /** Out of the bin, still off the shelf: putting it up again is a decision of its own. Again changes nothing. */
  async restore(actor: Actor, ref: OfferRef): Promise<{ ok: true }> {
    return this.change(actor, ref, {
      action: 'offer.restore',
      decide: (_tx, row) => (row.binnedAt === null ? {} : { binnedAt: null }),
    });
  }

  private async change(
    actor: Actor,
    { kind, id }: OfferRef,
    { action, decide }: ShelfChange,
  ): Promise<{ ok: true }> {
    return this.transactions.run(actor, async (tx) => {
      const row = await lockOffer(tx, { kind, id });
      if (!row) throw offerNotFound({ kind, id });
      const changed = await decide(tx, row);
      if (Object.keys(changed).length === 0) return { ok: true };
      if (kind === OfferKind.package) await tx.update(Package, { id }, changed);
      else await tx.update(CardProduct, { id }, changed);
      await this.audit.record(tx, actor, {
        action,
        targetKind: kind,
        targetId: id,
        targetLabel: row.name,
        before: shelfOf(row),
        after: shelfOf({ ...row, ...changed }),
      });
      return { ok: true };
    });
  }
}

async function lockOffer(tx: Tx, { kind, id }: OfferRef): Promise<OfferRow | undefined> {
  if (kind === OfferKind.package) return (await lockById(tx, Package, [id]))[0];
  const [product] = await lockById(tx, CardProduct, [id]);
  return product && kindOf(product) === kind ? product : undefined;
}

function offerNotFound({ kind, id }: OfferRef): Error {
  return kind === OfferKind.package
    ? catalogError('PACKAGE_NOT_FOUND', { id })
    : catalogError('CARD_PRODUCT_NOT_FOUND', { id });
}

function assertNotBinned(row: OfferRow): void {
  if (row.binnedAt !== null) throw catalogError('OFFER_BINNED', { id: row.id });
}

async function assertNoProducts(tx: Tx, packageId: number): Promise<void> {
  const products = await tx.find(CardProduct, { where: { packageId, binnedAt: IsNull() }, take: 5 });
  if (products.length === 0) return;
  throw catalogError('PACKAGE_IN_USE', { productNames: products.map((product) => product.name).join('、') });
}

function shelfOf({ status, isRecommended, binnedAt }: OfferRow) {
  return { status, isRecommended, isBinned: binnedAt !== null };
}
