import {
  storeOrderAdminContract,
  storeOrderChannelContract,
} from '@lakeside/shared/store-order/store-order.contract';
import { storeShopContract } from '@lakeside/shared/store-order/store-shop.contract';
import type { ServerModule } from '../../platform/server-module';
import { ChannelGuardsService } from '../channel/channel-guards.service';
import { StoreAddressRow } from './entities/store-address.entity';
import { StoreAfterSaleRow } from './entities/store-after-sale.entity';
import { StoreCartLineRow } from './entities/store-cart-line.entity';
import { StoreFavouriteRow } from './entities/store-favourite.entity';
import { StoreOrderItemRow } from './entities/store-order-item.entity';
import { StoreOrderLineRow } from './entities/store-order-line.entity';
import { StoreOrderRow } from './entities/store-order.entity';
import { StoreShipmentItemRow } from './entities/store-shipment-item.entity';
import { StoreShipmentRow } from './entities/store-shipment.entity';
import { CreateStoreOrder1806000000200 } from './migrations/1806000000200-create-store-order';
import { StoreAddressService } from './store-address.service';
import { StoreAfterSaleService } from './store-after-sale.service';
import { StoreCartService } from './store-cart.service';
import { StoreGoodsService } from './store-goods.service';
import { StoreOrderAdminController } from './store-order.admin.controller';
import { StoreOrderChangeService } from './store-order-change.service';
import { StoreOrderChannelController } from './store-order.channel.controller';
import { StoreOrderChannelGuard } from './store-order-channel-guard';
import { CloseUnpaidStoreOrders, ReceiveStoreShipments } from './store-order-jobs';
import { StoreOrderPaidService } from './store-order-paid.service';
import { StoreOrderService } from './store-order.service';
import { StoreOrderViewService } from './store-order-view.service';
import { StoreShipmentService } from './store-shipment.service';
import { StoreShopChannelController } from './store-shop.channel.controller';

/** Goods that a 专卖店 orders from the platform (CH-050 … CH-065, AD-260 … AD-270). */
export const storeOrderModule: ServerModule = {
  name: 'store-order',
  providers: [
    StoreAddressService,
    StoreAfterSaleService,
    StoreCartService,
    StoreGoodsService,
    StoreOrderChangeService,
    StoreOrderChannelGuard,
    StoreOrderPaidService,
    StoreOrderService,
    StoreOrderViewService,
    StoreShipmentService,
  ],
  controllers: [StoreShopChannelController, StoreOrderChannelController, StoreOrderAdminController],
  contracts: [storeShopContract, storeOrderChannelContract, storeOrderAdminContract],
  entities: [
    StoreAddressRow,
    StoreCartLineRow,
    StoreFavouriteRow,
    StoreOrderRow,
    StoreOrderLineRow,
    StoreOrderItemRow,
    StoreShipmentRow,
    StoreShipmentItemRow,
    StoreAfterSaleRow,
  ],
  migrations: [CreateStoreOrder1806000000200],
  jobs: [CloseUnpaidStoreOrders, ReceiveStoreShipments],
  onBoot: async (container) => {
    const guard = await container.get(StoreOrderChannelGuard);
    const guards = await container.get(ChannelGuardsService);
    guards.register((tx, move) => guard.check(tx, move.channelId));
    guards.registerStoreEnd((tx, channelId) => guard.check(tx, channelId));
  },
};
