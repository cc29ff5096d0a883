import { DocumentKind } from '@lakeside/shared/document/document.contract';
import { ShipmentStatus } from '@lakeside/shared/order/order.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { In } from 'typeorm';
import { Clock } from '../../platform/clock';
import type { Tx } from '../../platform/database/transaction';
import type { Actor } from '../../platform/http/actor';
import { CardSaleService } from '../card/card-sale.service';
import { DocumentService } from '../document/document.service';
import { CarrierService } from '../express/carrier.service';
import { ExpressTrackService } from '../express/express-track.service';
import type { ParcelRecord, ParcelScan, ParcelSource } from '../order/order-parcels.service';
import { StockService } from '../stock/stock.service';
import { toClaim } from './dispatch.service';
import { Shipment } from './entities/shipment.entity';
import { ShipmentQueries } from './shipment.queries';

/** Tells orders about their parcels; registered with the order module at boot. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ShipmentParcelsService implements ParcelSource {
  @Inject() private readonly shipments: ShipmentQueries;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly carriers: CarrierService;
  @Inject() private readonly tracks: ExpressTrackService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly stock: StockService;
  @Inject() private readonly cards: CardSaleService;

  async parcelsOf(tx: Tx | null, orderId: number): Promise<ParcelRecord[]> {
    const shipments = await this.shipments.ofOrder(tx, orderId);
    const nameOf = await this.carriers.names(tx);
    return shipments.map((shipment) => ({
      shipmentId: shipment.id,
      shipmentNumber: shipment.number,
      status: shipment.status,
      carrierCode: shipment.carrierCode,
      carrierName: shipment.carrierCode === null ? null : nameOf(shipment.carrierCode),
      waybillNo: shipment.waybillNo,
      shippedAt: shipment.shippedAt,
      items: shipment.items.map(({ skuId, name, quantity }) => ({ skuId, name, quantity })),
    }));
  }

  async scansOf(parcels: readonly ParcelRecord[]): Promise<ParcelScan[]> {
    const waybills = parcels.flatMap(({ carrierCode, waybillNo }) =>
      carrierCode === null || waybillNo === null ? [] : [{ carrierCode, waybillNo }],
    );
    const tracks = await this.tracks.tracksOf(null, waybills);
    return tracks.flatMap(({ waybillNo, scans }) => scans.map((scan) => ({ ...scan, waybillNo })));
  }

  async cancelOpen(tx: Tx, actor: Actor, orderId: number): Promise<void> {
    const open = await this.shipments.lockOpen(tx, orderId);
    if (!open) return;
    await tx.update(Shipment, { id: open.id }, { status: ShipmentStatus.cancelled });
    await this.stock.release(tx, actor, toClaim(open));
    await this.cards.takeBack(tx, actor, {
      document: { kind: DocumentKind.shipment, id: open.id },
      note: '订单已全额退款',
    });
    await this.documents.addStep(tx, actor, {
      kind: DocumentKind.shipment,
      id: open.id,
      action: '取消',
      note: '订单已全额退款',
    });
  }

  async receiveAll(tx: Tx, actor: Actor, orderId: number): Promise<void> {
    const shipments = await this.shipments.ofOrder(tx, orderId);
    const sent = shipments.filter((shipment) => shipment.status === ShipmentStatus.shipped);
    const ids = sent.map((shipment) => shipment.id);
    const receivedAt = this.clock.now();
    await tx.update(Shipment, { id: In(ids) }, { status: ShipmentStatus.received, receivedAt });
    for (const id of ids) {
      await this.documents.addStep(tx, actor, { kind: DocumentKind.shipment, id, action: '签收' });
      await this.cards.activate(tx, actor, { kind: DocumentKind.shipment, id });
    }
  }
}
