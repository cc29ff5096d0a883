import { erpAdminContract } from '@lakeside/shared/erp/erp.contract';
import type { ServerModule } from '../../platform/server-module';
import { ErpPush } from './entities/erp-push.entity';
import { ErpSku } from './entities/erp-sku.entity';
import { ErpSync } from './entities/erp-sync.entity';
import { ErpGoodsService } from './erp-goods.service';
import { ErpPushService } from './erp-push.service';
import { ErpSyncJob } from './erp-sync.job';
import { ErpSyncService } from './erp-sync.service';
import { ErpAdminController } from './erp.admin.controller';
import { ErpClient } from './erp.client';
import { CreateErp1600000000000 } from './migrations/1600000000000-create-erp';
import { PushOrderOutboxHandler } from './push-order.outbox-handler';
import { PushShipmentOutboxHandler } from './push-shipment.outbox-handler';
import { UnknownToErpService } from './unknown-to-erp.service';

export const erpModule: ServerModule = {
  name: 'erp',
  providers: [ErpClient, ErpGoodsService, ErpPushService, ErpSyncService, UnknownToErpService],
  controllers: [ErpAdminController],
  contracts: [erpAdminContract],
  entities: [ErpPush, ErpSku, ErpSync],
  migrations: [CreateErp1600000000000],
  jobs: [ErpSyncJob],
  outboxHandlers: [PushOrderOutboxHandler, PushShipmentOutboxHandler],
};
