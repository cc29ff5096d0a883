import { documentPrefix } from '@lakeside/shared/document/document.contract';
import { ShipmentStatus } from '@lakeside/shared/order/order.status';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type EntityManager, In, Not } from 'typeorm';
import { contains, insertInChunks, lockById, type Tx } from '../../platform/database/dialect';
import { numberPattern } from '../../platform/document-number/number-pattern';
import { ShipmentItem } from './entities/shipment-item.entity';
import { Shipment } from './entities/shipment.entity';
import { type ShipmentItemRecord, type ShipmentRecord, toShipmentRecord } from './shipment-record';

export interface ShipmentFilter {
  /** A store's id, `platform`, or absent for every place. */
  place?: number | 'platform' | undefined;
  status?: ShipmentStatus | undefined;
  /** Part of the number of the shipment or of its order. */
  number?: string | undefined;
  deliveryDay?: string | undefined;
  page: number;
  pageSize: number;
}

/** Reads, locks and writes shipments together with their items. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ShipmentQueries {
  @InjectDataSource() private readonly dataSource: DataSource;

  async find(tx: Tx | null, id: number): Promise<ShipmentRecord | null> {
    const source = tx ?? this.dataSource.manager;
    const [record] = await withItems(source, await source.findBy(Shipment, { id }));
    return record ?? null;
  }

  async byIds(tx: Tx | null, ids: readonly number[]): Promise<ShipmentRecord[]> {
    const source = tx ?? this.dataSource.manager;
    return withItems(source, await source.findBy(Shipment, { id: In([...ids]) }));
  }

  /** All shipments of an order but those taken back, oldest first. */
  async ofOrder(tx: Tx | null, orderId: number): Promise<ShipmentRecord[]> {
    const source = tx ?? this.dataSource.manager;
    const where = { orderId, status: Not(ShipmentStatus.cancelled) };
    return withItems(source, await source.find(Shipment, { where, order: { id: 'ASC' } }));
  }

  /** Locks a shipment; its order must be locked before it. */
  async lock(tx: Tx, id: number): Promise<ShipmentRecord | null> {
    const [record] = await withItems(tx, await lockById(tx, Shipment, [id]));
    return record ?? null;
  }

  /** The shipment of a locked order that waits to be sent, locked, or null. */
  async lockOpen(tx: Tx, orderId: number): Promise<ShipmentRecord | null> {
    const open = await tx.findOneBy(Shipment, { orderId, status: ShipmentStatus.toShip });
    return open && this.lock(tx, open.id);
  }

  async insert(tx: Tx, shipment: Omit<ShipmentRecord, 'id'>): Promise<ShipmentRecord> {
    const { items, channelId, ...row } = shipment;
    const [id] = await insertInChunks(tx, Shipment, [
      { ...row, fulfillerChannelId: channelId, receivedAt: null },
    ]);
    if (id === undefined) throw new Error('the new shipment got no id');
    const record = { ...shipment, id };
    await this.writeItems(tx, record, items);
    return record;
  }

  /** Replaces what a shipment sends. */
  async writeItems(tx: Tx, shipment: ShipmentRecord, items: readonly ShipmentItemRecord[]): Promise<void> {
    await tx.delete(ShipmentItem, { shipmentId: shipment.id });
    await insertInChunks(
      tx,
      ShipmentItem,
      items.map((item) => ({ ...item, shipmentId: shipment.id })),
    );
  }

  async countOpen(channelId: number): Promise<number> {
    const where = { fulfillerChannelId: channelId, status: ShipmentStatus.toShip };
    return this.dataSource.getRepository(Shipment).countBy(where);
  }

  /** Newest first. */
  async list(filter: ShipmentFilter): Promise<{ items: ShipmentRecord[]; total: number }> {
    const query = this.dataSource.getRepository(Shipment).createQueryBuilder('shipment').where('1 = 1');
    if (filter.place === 'platform') query.andWhere('shipment.fulfillerChannelId IS NULL');
    else if (filter.place !== undefined) {
      query.andWhere('shipment.fulfillerChannelId = :channelId', { channelId: filter.place });
    }
    if (filter.status) query.andWhere('shipment.status = :status', { status: filter.status });
    if (filter.deliveryDay) query.andWhere('shipment.deliveryDay = :day', { day: filter.deliveryDay });
    if (filter.number)
      query.andWhere(numberCondition(filter.number), { number: numberPattern(filter.number) });
    const [rows, total] = await query
      .orderBy('shipment.id', 'DESC')
      .skip((filter.page - 1) * filter.pageSize)
      .take(filter.pageSize)
      .getManyAndCount();
    return { items: await withItems(this.dataSource.manager, rows), total };
  }
}

/** The letters of a number say whose it is, and then one index answers; digits alone may be of either. */
function numberCondition(typed: string): string {
  const isShipmentNumber = contains('shipment.number', 'number');
  const isOrderNumber = contains('shipment.orderNumber', 'number');
  if (!/^[A-Z]/i.test(typed.trim())) return `(${isShipmentNumber} OR ${isOrderNumber})`;
  return typed.trim().toUpperCase().startsWith(documentPrefix.shipment) ? isShipmentNumber : isOrderNumber;
}

async function withItems(source: EntityManager, rows: readonly Shipment[]): Promise<ShipmentRecord[]> {
  if (rows.length === 0) return [];
  const items = await source.find(ShipmentItem, {
    where: { shipmentId: In(rows.map((row) => row.id)) },
    order: { id: 'ASC' },
  });
  return rows.map((row) =>
    toShipmentRecord(
      row,
      items.filter((item) => item.shipmentId === row.id),
    ),
  );
}
