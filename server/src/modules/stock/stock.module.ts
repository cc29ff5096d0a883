import { stockAdminContract, stockChannelContract } from '@lakeside/shared/stock/stock.contract';
import type { ServerModule } from '../../platform/server-module';
import { DeliveryDayService } from './delivery-day.service';
import { DeliveryDayRow } from './entities/delivery-day.entity';
import { PackageSupply } from './entities/package-supply.entity';
import { StockAdjustment } from './entities/stock-adjustment.entity';
import { StockMovement } from './entities/stock-movement.entity';
import { Stock } from './entities/stock.entity';
import { CreateStock1220000000000 } from './migrations/1220000000000-create-stock';
import { StockPlaces } from './stock-places';
import { StockAdminController } from './stock.admin.controller';
import { StockChannelController } from './stock.channel.controller';
import { StockListService } from './stock-list.service';
import { StockService } from './stock.service';

export const stockModule: ServerModule = {
  name: 'stock',
  providers: [DeliveryDayService, StockService, StockListService, StockPlaces],
  controllers: [StockAdminController, StockChannelController],
  contracts: [stockAdminContract, stockChannelContract],
  entities: [DeliveryDayRow, PackageSupply, Stock, StockMovement, StockAdjustment],
  migrations: [CreateStock1220000000000],
};
