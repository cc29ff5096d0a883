import { sumFen } from '@lakeside/shared/kernel/money';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type { Cart, CartLine, cartMemberContract } from '@lakeside/shared/order/cart.contract';
import { cartError } from '@lakeside/shared/order/cart.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, In, IsNull, LessThan } from 'typeorm';
import { Clock } from '../../platform/clock';
import { insertInChunks } from '../../platform/database/dialect';
import { rawNumber } from '../../platform/database/raw-values';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import type { MemberActor } from '../../platform/http/actor';
import { MemberService } from '../member/member.service';
import { assertFits, leftAfterOrder, mergedQuantity, restoreMs } from './domain/cart-rules';
import { freeFreight } from './domain/freight';
import { pricePurchase } from './domain/price-purchase';
import { shortOffers } from './domain/short-offers';
import { CartLineRow } from './entities/cart-line.entity';
import { PurchaseOffersService, type Wish } from './purchase-offers.service';
import { PurchaseQuoteService, toQuoteLine } from './purchase-quote.service';

type AddInput = ParsedInput<typeof cartMemberContract.addToCart>['body'];

/**
 * Carts of members. All writes of one member wait for each other, so two phones cannot lose each other's lines; what is
 * bought, at which price, is decided by the quote and the order alone.
 */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CartService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly members: MemberService;
  @Inject() private readonly offers: PurchaseOffersService;
  @Inject() private readonly quotes: PurchaseQuoteService;

  /** The own cart, newest line first, at today's prices (MB-018, MB-022). */
  getCart(actor: MemberActor): Promise<Cart> {
    return this.view(null, actor);
  }

  async countCart(actor: MemberActor): Promise<{ pieces: number }> {
    return { pieces: await this.countPieces(null, actor.memberId) };
  }

  /** Puts so many into the cart; the same offer is one line of at most 999. Throws OFFER_OFF_SHELF, CART_FULL (MB-017). */
  async add(actor: MemberActor, input: AddInput): Promise<{ pieces: number; quantity: number }> {
    return this.transactions.run(actor, async (tx) => {
      const { memberId } = actor;
      await this.members.lockMember(tx, memberId);
      const seenPriceFen = await this.priceOf(tx, actor, input);
      const { kind: offerKind, id: offerId } = input;
      const rows = await tx.findBy(CartLineRow, { memberId });
      const known = rows.find((row) => row.offerKind === offerKind && row.offerId === offerId);
      const inCart = rows.filter(isInCart);
      if (!known || !isInCart(known)) assertFits(inCart.length, 1);
      const quantity = mergedQuantity(known && isInCart(known) ? known.quantity : 0, input.quantity);
      const line = { quantity, seenPriceFen, isChosen: true, addedAt: this.clock.now(), removedAt: null };
      if (known) await tx.update(CartLineRow, { id: known.id }, line);
      else await insertInChunks(tx, CartLineRow, [{ ...line, memberId, offerKind, offerId }]);
      return { pieces: await this.countPieces(tx, memberId), quantity };
    });
  }

  /** Throws CART_LINE_NOT_FOUND (MB-021). */
  async setQuantity(actor: MemberActor, input: { id: number; quantity: number }): Promise<Cart> {
    return this.change(actor, async (tx, rows) => {
      const { id, quantity } = input;
      if (!rows.some((row) => row.id === id && isInCart(row))) throw cartError('CART_LINE_NOT_FOUND');
      await tx.update(CartLineRow, { id }, { quantity });
    });
  }

  /** Lines that are no longer there are passed over. */
  async choose(actor: MemberActor, input: { lineIds: readonly number[]; isChosen: boolean }): Promise<Cart> {
    return this.change(actor, async (tx, rows) => {
      const ids = idsOf(rows.filter(isInCart), input.lineIds);
      if (ids.length > 0) await tx.update(CartLineRow, { id: In(ids) }, { isChosen: input.isChosen });
    });
  }

  /** Takes lines out, so that they can be put back for ten minutes. */
  async remove(actor: MemberActor, lineIds: readonly number[]): Promise<Cart> {
    return this.change(actor, async (tx, rows) => {
      const now = this.clock.now();
      const { memberId } = actor;
      const removedAt = LessThan(new Date(now.getTime() - restoreMs));
      await tx.delete(CartLineRow, { memberId, removedAt });
      const ids = idsOf(rows.filter(isInCart), lineIds);
      if (ids.length > 0) await tx.update(CartLineRow, { id: In(ids) }, { removedAt: now });
    });
  }

  /** Puts lines back that were taken out. Throws CART_FULL. */
  async restore(actor: MemberActor, lineIds: readonly number[]): Promise<Cart> {
    return this.change(actor, async (tx, rows) => {
      const ids = idsOf(
        rows.filter((row) => !isInCart(row)),
        lineIds,
      );
      assertFits(rows.filter(isInCart).length, ids.length);
      if (ids.length > 0) await tx.update(CartLineRow, { id: In(ids) }, { removedAt: null });
    });
  }

  /** Takes what was ordered out of the cart of a locked member, in the transaction of the order. */
  async takeOrdered(tx: Tx, memberId: number, ordered: readonly Wish[]): Promise<void> {
    const rows = await tx.findBy(CartLineRow, { memberId, removedAt: IsNull() });
    for (const { kind, id, quantity } of ordered) {
      const row = rows.find((line) => line.offerKind === kind && line.offerId === id);
      if (!row) continue;
      const left = leftAfterOrder(row.quantity, quantity);
      if (left === 0) await tx.delete(CartLineRow, { id: row.id });
      else await tx.update(CartLineRow, { id: row.id }, { quantity: left });
    }
  }

  private change(
    actor: MemberActor,
    work: (tx: Tx, rows: readonly CartLineRow[]) => Promise<void>,
  ): Promise<Cart> {
    return this.transactions.run(actor, async (tx) => {
      await this.members.lockMember(tx, actor.memberId);
      await work(tx, await tx.findBy(CartLineRow, { memberId: actor.memberId }));
      return this.view(tx, actor);
    });
  }

  /** Today's price of an offer that can be bought at all; whether enough is there is said in the cart. */
  private async priceOf(tx: Tx, actor: MemberActor, wish: Wish): Promise<number> {
    const rateBp = await this.offers.rateOf(tx, actor.memberId);
    const offered = await this.offers.offersOf(tx, [wish]);
    this.offers.assertOnShelf(offered);
    const [line] = pricePurchase(offered, { rateBp, freight: freeFreight }).lines;
    if (!line) throw new Error('one wish gives one price');
    return line.unitPriceFen;
  }

  private async view(tx: Tx | null, actor: MemberActor): Promise<Cart> {
    const rateBp = await this.offers.rateOf(tx, actor.memberId);
    const rows = await this.source(tx).find(CartLineRow, {
      where: { memberId: actor.memberId, removedAt: IsNull() },
      order: { addedAt: 'DESC', id: 'DESC' },
    });
    const wishes = rows.map((row) => ({ kind: row.offerKind, id: row.offerId, quantity: row.quantity }));
    const priced = pricePurchase(await this.offers.offersOf(tx, wishes), {
      rateBp,
      freight: freeFreight,
    }).lines;
    const free = await this.quotes.freeGoods(tx, priced);
    const chosen = shortOffers(
      priced.filter((_, index) => rows[index]?.isChosen),
      free,
    );
    const lines = rows.flatMap((row, index): CartLine[] => {
      const line = priced[index];
      if (!line) return [];
      const isShort = (row.isChosen ? chosen : shortOffers([line], free)).has(line.offerId);
      const problem = line.isOnShelf ? (isShort ? '库存不足' : null) : '已下架';
      const quoted = toQuoteLine(line, { problem, seenFen: row.seenPriceFen });
      return [
        { ...quoted, kind: row.offerKind, lineId: row.id, isChosen: row.isChosen, isOnShelf: line.isOnShelf },
      ];
    });
    return {
      lines,
      pieces: lines.reduce((sum, line) => sum + line.quantity, 0),
      chosenFen: sumFen(lines.filter(isBuyable).map((line) => line.amountFen)),
    };
  }

  private async countPieces(tx: Tx | null, memberId: number): Promise<number> {
    const row = await this.source(tx)
      .createQueryBuilder(CartLineRow, 'line')
      .select('SUM(line.quantity)', 'pieces')
      .where('line.memberId = :memberId AND line.removedAt IS NULL', { memberId })
      .getRawOne<{ pieces: number | string | null }>();
    return rawNumber(row?.pieces);
  }

  private source(tx: Tx | null) {
    return tx ?? this.dataSource.manager;
  }
}

function isInCart(row: CartLineRow): boolean {
  return row.removedAt === null;
}

function isBuyable(line: CartLine): boolean {
  return line.isChosen && line.problem === null;
}

/** Those of the wanted ids that are among the member's own rows. */
function idsOf(rows: readonly CartLineRow[], wanted: readonly number[]): number[] {
  return rows.map((row) => row.id).filter((id) => wanted.includes(id));
}
