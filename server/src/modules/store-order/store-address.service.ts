import type { StoreAddress, storeAddressBody } from '@lakeside/shared/store-order/store-shop.contract';
import { storeOrderError } from '@lakeside/shared/store-order/store-order.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, Not } from 'typeorm';
import type { InferOutput } from 'valibot';
import { insertInChunks } from '../../platform/database/dialect';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import type { ChannelActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { ChannelService } from '../channel/channel.service';
import { StoreAddressRow } from './entities/store-address.entity';

type AddressBody = InferOutput<typeof storeAddressBody>;

const maxAddresses = 20;

/** Delivery addresses of stores. There is a default as soon as there is one; writes of one store wait for each other (CH-063). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class StoreAddressService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly channels: ChannelService;
  @Inject() private readonly audit: AuditService;

  /** The default first, then the newest. */
  async list(actor: ChannelActor): Promise<StoreAddress[]> {
    const rows = await this.dataSource.getRepository(StoreAddressRow).find({
      where: { channelId: actor.channelId },
      order: { isDefault: 'DESC', id: 'DESC' },
      take: maxAddresses,
    });
    return rows.map(toAddress);
  }

  /** One own address. Throws STORE_ADDRESS_NOT_FOUND. */
  async require(tx: Tx, channelId: number, id: number): Promise<StoreAddressRow> {
    const row = await tx.findOneBy(StoreAddressRow, { id, channelId });
    if (!row) throw storeOrderError('STORE_ADDRESS_NOT_FOUND');
    return row;
  }

  /** Throws STORE_ADDRESS_LIMIT. */
  create(actor: ChannelActor, body: AddressBody): Promise<StoreAddress> {
    return this.change(actor, async (tx, known) => {
      if (known.length >= maxAddresses) throw storeOrderError('STORE_ADDRESS_LIMIT', { limit: maxAddresses });
      const isDefault = body.isDefault || known.length === 0;
      const [id = 0] = await insertInChunks(tx, StoreAddressRow, [
        { ...body, isDefault, channelId: actor.channelId },
      ]);
      return this.finish(tx, actor, { id, isDefault, action: 'storeOrder.createAddress' });
    });
  }

  /** The default stays one until another becomes it. Throws STORE_ADDRESS_NOT_FOUND. */
  update(actor: ChannelActor, id: number, body: AddressBody): Promise<StoreAddress> {
    return this.change(actor, async (tx, known) => {
      const own = known.find((address) => address.id === id);
      if (!own) throw storeOrderError('STORE_ADDRESS_NOT_FOUND');
      const isDefault = body.isDefault || own.isDefault;
      await tx.update(StoreAddressRow, { id }, { ...body, isDefault });
      return this.finish(tx, actor, { id, isDefault, action: 'storeOrder.updateAddress' });
    });
  }

  /** The newest of the others inherits being the default. Throws STORE_ADDRESS_NOT_FOUND. */
  remove(actor: ChannelActor, id: number): Promise<{ ok: true }> {
    return this.change(actor, async (tx, known) => {
      const own = known.find((address) => address.id === id);
      if (!own) throw storeOrderError('STORE_ADDRESS_NOT_FOUND');
      await tx.delete(StoreAddressRow, { id });
      const heir = known.filter((address) => address.id !== id).at(-1);
      if (own.isDefault && heir) await tx.update(StoreAddressRow, { id: heir.id }, { isDefault: true });
      await this.record(tx, actor, { id, action: 'storeOrder.deleteAddress' });
      return { ok: true as const };
    });
  }

  private change<Result>(
    actor: ChannelActor,
    work: (tx: Tx, known: readonly StoreAddressRow[]) => Promise<Result>,
  ): Promise<Result> {
    return this.transactions.run(actor, async (tx) => {
      const { channelId } = actor;
      await this.channels.lockChannel(tx, channelId);
      return work(tx, await tx.find(StoreAddressRow, { where: { channelId }, order: { id: 'ASC' } }));
    });
  }

  private async finish(
    tx: Tx,
    actor: ChannelActor,
    saved: { id: number; isDefault: boolean; action: string },
  ): Promise<StoreAddress> {
    const { channelId } = actor;
    if (saved.isDefault) {
      await tx.update(StoreAddressRow, { channelId, id: Not(saved.id) }, { isDefault: false });
    }
    await this.record(tx, actor, saved);
    return toAddress(await tx.findOneByOrFail(StoreAddressRow, { id: saved.id }));
  }

  private record(tx: Tx, actor: ChannelActor, change: { id: number; action: string }): Promise<void> {
    return this.audit.record(tx, actor, {
      action: change.action,
      targetKind: 'storeAddress',
      targetId: change.id,
    });
  }
}

function toAddress(row: StoreAddressRow): StoreAddress {
  const { id, name, phone, province, city, district, detail, isDefault } = row;
  return { id, name, phone, province, city, district, detail, isDefault };
}
