import {
  fulfilmentAdminContract,
  fulfilmentChannelContract,
  settlementAdminContract,
  settlementChannelContract,
} from '@lakeside/shared/fulfilment/fulfilment.contract';
import { physicalCardAdminContract } from '@lakeside/shared/order/physical-card.contract';
import type { ServerModule } from '../../platform/server-module';
import { ChannelGuardsService } from '../channel/channel-guards.service';
import { OrderParcelsService } from '../order/order-parcels.service';
import { CardAllotmentService } from './card-allotment.service';
import { DispatchService } from './dispatch.service';
import { EnterWechatNumbers } from './enter-wechat-numbers.outbox-handler';
import { EnterWechatShipping } from './enter-wechat-shipping.outbox-handler';
import { ExchangeParcelService } from './exchange-parcel.service';
import { Settlement } from './entities/settlement.entity';
import { ShipmentItem } from './entities/shipment-item.entity';
import { Shipment } from './entities/shipment.entity';
import { FulfilmentChannelGuard } from './fulfilment-channel-guard';
import { FulfilmentAdminController } from './fulfilment.admin.controller';
import { FulfilmentChannelController } from './fulfilment.channel.controller';
import { CreateFulfilment1500000000000 } from './migrations/1500000000000-create-fulfilment';
import { SettleCompletedOrder } from './order-completed.handler';
import { PhysicalCardAdminController } from './physical-card.admin.controller';
import { SettlementListService } from './settlement-list.service';
import { SettlementService } from './settlement.service';
import { ShipmentParcelsService } from './shipment-parcels.service';
import { ShipmentViewService } from './shipment-view.service';
import { ShipmentWaybillService } from './shipment-waybill.service';
import { ShipmentQueries } from './shipment.queries';
import { ShippingService } from './shipping.service';

export const fulfilmentModule: ServerModule = {
  name: 'fulfilment',
  providers: [
    CardAllotmentService,
    DispatchService,
    ExchangeParcelService,
    FulfilmentChannelGuard,
    ShippingService,
    SettlementService,
    SettlementListService,
    ShipmentParcelsService,
    ShipmentViewService,
    ShipmentWaybillService,
    ShipmentQueries,
  ],
  controllers: [FulfilmentAdminController, FulfilmentChannelController, PhysicalCardAdminController],
  contracts: [
    fulfilmentAdminContract,
    fulfilmentChannelContract,
    physicalCardAdminContract,
    settlementAdminContract,
    settlementChannelContract,
  ],
  entities: [Shipment, ShipmentItem, Settlement],
  migrations: [CreateFulfilment1500000000000],
  outboxHandlers: [EnterWechatNumbers, EnterWechatShipping, SettleCompletedOrder],
  onBoot: async (container) => {
    const orderParcels = await container.get(OrderParcelsService);
    orderParcels.register(await container.get(ShipmentParcelsService));
    const guard = await container.get(FulfilmentChannelGuard);
    const guards = await container.get(ChannelGuardsService);
    guards.register((tx, move) => guard.check(tx, move.channelId));
    guards.registerStoreEnd((tx, channelId) => guard.check(tx, channelId));
  },
};
