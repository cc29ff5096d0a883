import type { ErpPushView } from '@lakeside/shared/erp/erp.contract';
import { erpError } from '@lakeside/shared/erp/erp.errors';
import { ErpPushKind, ErpPushStatus } from '@lakeside/shared/erp/erp.status';
import { toIso } from '@lakeside/shared/kernel/date';
import type { Page } from '@lakeside/shared/kernel/page';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, In } from 'typeorm';
import { Clock } from '../../platform/clock';
import { upsertIgnore } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import { type Actor, systemActor } from '../../platform/http/actor';
import { ShipmentViewService } from '../fulfilment/shipment-view.service';
import { OrderService } from '../order/order.service';
import { ErpPush } from './entities/erp-push.entity';
import { ErpSku } from './entities/erp-sku.entity';
import { ErpClient, type ErpDocument, ErpRefusal } from './erp.client';

const reasonLength = 200;

/** Tells the ERP about orders and parcels of the platform's warehouse (IF-007, IF-008). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ErpPushService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly client: ErpClient;
  @Inject() private readonly orders: OrderService;
  @Inject() private readonly shipments: ShipmentViewService;

  /** Sends a document; without an ERP nothing happens. Throws when the ERP gave no usable answer, so that it is sent again. */
  async push(kind: ErpPushKind, documentId: number): Promise<void> {
    if (!this.client.isOn) return;
    const actor = systemActor('erp push');
    const document = await this.documentOf(kind, documentId);
    // A parcel of printed cards holds no articles the ERP could know.
    if (document.lines.length === 0) return;
    const { number } = document;
    const createdAt = this.clock.now();
    const status = ErpPushStatus.waiting;
    await this.transactions.run(actor, (tx) =>
      upsertIgnore(tx, ErpPush, [
        { kind, documentId, number, status, reason: null, createdAt, sentAt: null },
      ]),
    );
    await this.send(actor, kind, document);
  }

  /** Sends a refused document again. Throws ERP_OFF, ERP_PUSH_NOT_FOUND, ERP_UNREACHABLE; a new refusal is shown in the answer. */
  async pushAgain(actor: Actor, id: number): Promise<ErpPushView> {
    if (!this.client.isOn) throw erpError('ERP_OFF');
    const row = await this.dataSource.getRepository(ErpPush).findOneBy({ id });
    if (!row) throw erpError('ERP_PUSH_NOT_FOUND');
    try {
      await this.send(actor, row.kind, await this.documentOf(row.kind, row.documentId));
    } catch {
      throw erpError('ERP_UNREACHABLE');
    }
    return toView(await this.dataSource.getRepository(ErpPush).findOneByOrFail({ id }));
  }

  /** Newest first. */
  async list(filter: {
    page: number;
    pageSize: number;
    status?: ErpPushStatus | undefined;
  }): Promise<Page<ErpPushView>> {
    const [rows, total] = await this.dataSource.getRepository(ErpPush).findAndCount({
      where: filter.status ? { status: filter.status } : {},
      order: { id: 'DESC' },
      skip: (filter.page - 1) * filter.pageSize,
      take: filter.pageSize,
    });
    return { items: rows.map(toView), total };
  }

  private async send(actor: Actor, kind: ErpPushKind, document: ErpDocument): Promise<void> {
    const outcome = await this.ask(kind, document);
    await this.transactions.run(actor, (tx) =>
      tx.update(ErpPush, { kind, number: document.number }, outcome),
    );
  }

  private async ask(
    kind: ErpPushKind,
    document: ErpDocument,
  ): Promise<{ status: ErpPushStatus; reason: string | null; sentAt: Date | null }> {
    try {
      if (kind === ErpPushKind.order) await this.client.putOrder(document);
      else await this.client.putShipment(document);
      return { status: ErpPushStatus.done, reason: null, sentAt: this.clock.now() };
    } catch (error) {
      if (!(error instanceof ErpRefusal)) throw error;
      return {
        status: ErpPushStatus.refused,
        reason: error.reason.slice(0, reasonLength),
        sentAt: null,
      };
    }
  }

  private async documentOf(kind: ErpPushKind, id: number): Promise<ErpDocument> {
    return kind === ErpPushKind.order ? this.orderDocument(id) : this.shipmentDocument(id);
  }

  private async orderDocument(id: number): Promise<ErpDocument> {
    const order = await this.orders.requireOrder(null, id);
    const { name, phone, province, city, district, detail } = order.receiver;
    return {
      number: order.number,
      deliveryDay: order.deliveryDay,
      receiver: { name, phone, province, city, district, detail },
      remark: order.remark,
      /** `platform`: to be packed in the central warehouse; else the parcel comes from a store and the ERP drops the order. */
      shipsFrom: order.fulfiller?.kind ?? null,
      lines: await this.lines(order.items),
    };
  }

  private async shipmentDocument(id: number): Promise<ErpDocument> {
    const [shipment] = await this.shipments.shipmentsByIds(null, [id]);
    if (!shipment) throw new Error(`no shipment ${id}`);
    const { number, orderNumber, carrierCode, waybillNo, shippedAt, items } = shipment;
    return {
      number,
      orderNumber,
      carrierCode,
      waybillNo,
      shippedAt: shippedAt && toIso(shippedAt),
      lines: await this.lines(items),
    };
  }

  /** Articles nobody has connected go under our own id, which the ERP then refuses with its reason. */
  private async lines(items: readonly { skuId: number; quantity: number }[]): Promise<ErpDocument['lines']> {
    const skuId = In(items.map((item) => item.skuId));
    const goods = await this.dataSource.getRepository(ErpSku).findBy({ skuId });
    const codeBySku = new Map(goods.map((good) => [good.skuId, good.code]));
    return items.map((item) => ({
      code: codeBySku.get(item.skuId) ?? `lakeside-${item.skuId}`,
      quantity: item.quantity,
    }));
  }
}

function toView(row: ErpPush): ErpPushView {
  const { id, kind, number, status, reason } = row;
  return {
    id,
    kind,
    number,
    status,
    reason,
    createdAt: toIso(row.createdAt),
    sentAt: row.sentAt && toIso(row.sentAt),
  };
}
