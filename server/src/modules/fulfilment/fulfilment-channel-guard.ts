import { channelError } from '@lakeside/shared/channel/channel.errors';
import { ShipmentStatus } from '@lakeside/shared/order/order.status';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { Tx } from '../../platform/database/transaction';
import { Settlement } from './entities/settlement.entity';
import { Shipment } from './entities/shipment.entity';

/** Keeps a 专卖店 what it is while it has goods to send or money to come: only a store ships, only an L1 has stored value. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class FulfilmentChannelGuard {
  /** Throws CHANNEL_HAS_SHIPMENTS while the channel has a shipment to ship or a settlement open. */
  async check(tx: Tx, channelId: number): Promise<void> {
    const hasShipments = await tx.existsBy(Shipment, {
      fulfillerChannelId: channelId,
      status: ShipmentStatus.toShip,
    });
    const hasSettlements = await tx.existsBy(Settlement, { channelId, status: 'unsettled' });
    if (hasShipments || hasSettlements) throw channelError('CHANNEL_HAS_SHIPMENTS');
  }
}
