import { sumFen } from '@lakeside/shared/kernel/money';
import { storeOrderError } from '@lakeside/shared/store-order/store-order.errors';
import { maxStoreCartLines, type StoreCart } from '@lakeside/shared/store-order/store-shop.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, In } from 'typeorm';
import { Clock } from '../../platform/clock';
import { insertInChunks } from '../../platform/database/dialect';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import type { ChannelActor } from '../../platform/http/actor';
import { ChannelService } from '../channel/channel.service';
import { priceStoreOrder } from './domain/price-store-order';
import { StoreCartLineRow } from './entities/store-cart-line.entity';
import { StoreGoodsService } from './store-goods.service';

const maxQuantity = 999;

/** Carts of stores, one a store. All writes of one store wait for each other; prices are those of the day (CH-059 … CH-062). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class StoreCartService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly channels: ChannelService;
  @Inject() private readonly goods: StoreGoodsService;

  getCart(actor: ChannelActor): Promise<StoreCart> {
    return this.view(null, actor);
  }

  /** Throws STORE_GOODS_NOT_FOUND, STORE_GOODS_OFF_SHELF, STORE_CART_FULL. */
  async add(
    actor: ChannelActor,
    wish: { packageId: number; quantity: number },
  ): Promise<{ pieces: number; quantity: number }> {
    const { channelId } = actor;
    const { packageId } = wish;
    return this.transactions.run(actor, async (tx) => {
      await this.channels.lockChannel(tx, channelId);
      const [offered] = await this.goods.offered(tx, [wish]);
      if (!offered?.isOnShelf) throw storeOrderError('STORE_GOODS_OFF_SHELF', { name: offered?.name ?? '' });
      const lines = await tx.findBy(StoreCartLineRow, { channelId });
      const known = lines.find((line) => line.packageId === packageId);
      if (!known && lines.length >= maxStoreCartLines) {
        throw storeOrderError('STORE_CART_FULL', { limit: maxStoreCartLines });
      }
      const quantity = Math.min(maxQuantity, (known?.quantity ?? 0) + wish.quantity);
      const line = { quantity, isChosen: true, addedAt: this.clock.now() };
      if (known) await tx.update(StoreCartLineRow, { id: known.id }, line);
      else await insertInChunks(tx, StoreCartLineRow, [{ ...line, channelId, packageId }]);
      const before = lines.reduce((sum, each) => sum + each.quantity, 0);
      return { pieces: before - (known?.quantity ?? 0) + quantity, quantity };
    });
  }

  /** Throws STORE_GOODS_NOT_FOUND for a package that is not in the cart. */
  async setLine(
    actor: ChannelActor,
    packageId: number,
    change: { quantity?: number | undefined; isChosen?: boolean | undefined },
  ): Promise<StoreCart> {
    return this.change(actor, async (tx) => {
      const line = await tx.findOneBy(StoreCartLineRow, { channelId: actor.channelId, packageId });
      if (!line) throw storeOrderError('STORE_GOODS_NOT_FOUND');
      const { quantity = line.quantity, isChosen = line.isChosen } = change;
      await tx.update(StoreCartLineRow, { id: line.id }, { quantity, isChosen });
    });
  }

  /** Packages that are no longer there are passed over. */
  async remove(actor: ChannelActor, packageIds: readonly number[]): Promise<StoreCart> {
    return this.change(actor, async (tx) => {
      const { channelId } = actor;
      await tx.delete(StoreCartLineRow, { channelId, packageId: In([...packageIds]) });
    });
  }

  /** Takes what was ordered out of the cart of a locked store: pieces added on another phone meanwhile stay. */
  async takeOrdered(
    tx: Tx,
    channelId: number,
    ordered: readonly { packageId: number; quantity: number }[],
  ): Promise<void> {
    const lines = await tx.findBy(StoreCartLineRow, { channelId });
    for (const { packageId, quantity } of ordered) {
      const line = lines.find((each) => each.packageId === packageId);
      if (!line) continue;
      const left = line.quantity - quantity;
      if (left > 0) await tx.update(StoreCartLineRow, { id: line.id }, { quantity: left });
      else await tx.delete(StoreCartLineRow, { id: line.id });
    }
  }

  private change(actor: ChannelActor, work: (tx: Tx) => Promise<void>): Promise<StoreCart> {
    return this.transactions.run(actor, async (tx) => {
      await this.channels.lockChannel(tx, actor.channelId);
      await work(tx);
      return this.view(tx, actor);
    });
  }

  private async view(tx: Tx | null, actor: ChannelActor): Promise<StoreCart> {
    const rows = await (tx ?? this.dataSource.manager).find(StoreCartLineRow, {
      where: { channelId: actor.channelId },
      order: { addedAt: 'DESC', id: 'DESC' },
      take: maxStoreCartLines,
    });
    const { rateBp } = await this.goods.store(tx, actor);
    const offered = await this.goods.offered(tx, rows);
    const chosen = new Set(rows.filter((row) => row.isChosen).map((row) => row.packageId));
    const together = offered.filter((each) => chosen.has(each.packageId));
    const problems = await this.goods.problemsOf(tx, together);
    for (const each of offered.filter((other) => !chosen.has(other.packageId))) {
      for (const [id, problem] of await this.goods.problemsOf(tx, [each])) problems.set(id, problem);
    }
    const lines = priceStoreOrder(offered, rateBp).lines.map(({ isOnShelf: _isOnShelf, ...line }) => ({
      ...line,
      items: [...line.items],
      isChosen: chosen.has(line.packageId),
      problem: problems.get(line.packageId) ?? null,
    }));
    const buyable = lines.filter((line) => line.isChosen && line.problem === null);
    return {
      lines,
      pieces: lines.reduce((sum, line) => sum + line.quantity, 0),
      chosenFen: sumFen(buyable.map((line) => line.amountFen)),
    };
  }
}
