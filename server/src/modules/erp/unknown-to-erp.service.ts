import { ErpPushKind, ErpPushStatus } from '@lakeside/shared/erp/erp.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import * as v from 'valibot';
import { Brackets, type EntityManager } from 'typeorm';
import { rawNumber } from '../../platform/database/raw-values';
import { Outbox } from '../../platform/outbox/outbox';
import { shipmentShippedPayload } from '../fulfilment/fulfilment.events';
import { ShipmentViewService } from '../fulfilment/shipment-view.service';
import { ErpPush } from './entities/erp-push.entity';
import { PushShipmentOutboxHandler } from './push-shipment.outbox-handler';

/**
 * Parcels that have left the platform's warehouse here and that a count of the ERP may not know: news still waiting in the
 * outbox, notes not taken, and notes taken while the count was being read.
 */
@Provide()
@Scope(ScopeEnum.Singleton)
export class UnknownToErpService {
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly handler: PushShipmentOutboxHandler;
  @Inject() private readonly shipments: ShipmentViewService;

  async shipmentIds(source: EntityManager, begunAt: Date): Promise<Set<number>> {
    const waiting = (await this.outbox.undelivered(source, this.handler))
      .map((payload) => v.parse(shipmentShippedPayload, payload))
      .filter(({ channelId }) => channelId === null)
      .map(({ shipmentId }) => shipmentId);
    const rows = await source
      .createQueryBuilder(ErpPush, 'push')
      .select('push.documentId', 'id')
      .where('push.kind = :kind', { kind: ErpPushKind.shipment })
      .andWhere(
        new Brackets((either) =>
          either
            .where('push.status <> :done', { done: ErpPushStatus.done })
            .orWhere('push.sentAt >= :begunAt', { begunAt }),
        ),
      )
      .getRawMany<{ id: unknown }>();
    return new Set([...waiting, ...rows.map((row) => rawNumber(row.id))]);
  }

  /** How many of an article those parcels took. */
  async quantity(
    tx: EntityManager,
    article: { skuId: number; known: ReadonlySet<number>; begunAt: Date },
  ): Promise<number> {
    const ids = new Set([...article.known, ...(await this.shipmentIds(tx, article.begunAt))]);
    const shipments = await this.shipments.shipmentsByIds(tx, [...ids]);
    return shipments
      .flatMap((shipment) => shipment.items)
      .filter((item) => item.skuId === article.skuId)
      .reduce((sum, item) => sum + item.quantity, 0);
  }
}
