import { fulfilmentError } from '@lakeside/shared/fulfilment/fulfilment.errors';
import type { ShipmentDetail } from '@lakeside/shared/fulfilment/fulfilment.contract';
import { ShipmentStatus, shipmentStatusName } from '@lakeside/shared/order/order.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { Actor } from '../../platform/http/actor';
import { CarrierService } from '../express/carrier.service';
import { ExpressWaybillService } from '../express/express-waybill.service';
import type { ShipmentRecord } from './shipment-record';
import { type ShipmentScope, ShipmentViewService } from './shipment-view.service';

/** Orders the e-waybill of a shipment that waits to be sent, so that nobody types a number (CH-077, AD-291). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ShipmentWaybillService {
  @Inject() private readonly views: ShipmentViewService;
  @Inject() private readonly carriers: CarrierService;
  @Inject() private readonly waybills: ExpressWaybillService;

  /** Asked again for the same carrier it changes nothing; for another carrier the first waybill is given back. Throws CARRIER_NOT_OFFERED. */
  async order(
    actor: Actor,
    input: { id: number; carrierCode: string; scope: ShipmentScope },
  ): Promise<ShipmentDetail> {
    const shipment = await this.requireToShip(input.id, input.scope);
    await this.carriers.requireOffered(null, input.carrierCode);
    const { label } = await this.views.detailOf(null, shipment);
    await this.waybills.order(actor, {
      shipmentNumber: shipment.number,
      carrierCode: input.carrierCode,
      sender: label.sender,
      receiver: label.receiver,
      goods: label.goods.map(({ name, quantity }) => `${name}×${quantity}`).join('，'),
      remark: label.remark,
    });
    return this.views.detailOf(null, shipment);
  }

  async cancel(actor: Actor, input: { id: number; scope: ShipmentScope }): Promise<ShipmentDetail> {
    const shipment = await this.requireToShip(input.id, input.scope);
    await this.waybills.cancel(actor, shipment.number);
    return this.views.detailOf(null, shipment);
  }

  private async requireToShip(id: number, scope: ShipmentScope): Promise<ShipmentRecord> {
    const shipment = await this.views.requireInScope(null, id, scope);
    const { status } = shipment;
    if (status === ShipmentStatus.toShip) return shipment;
    throw fulfilmentError('SHIPMENT_STATUS_CHANGED', { statusName: shipmentStatusName[status], status });
  }
}
