import { orderAdminContract, orderMemberContract } from '@lakeside/shared/order/order.contract';
import type { ServerModule } from '../../platform/server-module';
import { AutoConfirmJob } from './auto-confirm.job';
import { OrderItemRow } from './entities/order-item.entity';
import { Order } from './entities/order.entity';
import { CreateOrder1400000000000 } from './migrations/1400000000000-create-order';
import { OrderListService } from './order-list.service';
import { OrderParcelsService } from './order-parcels.service';
import { OrderReceiptService } from './order-receipt.service';
import { OrderRescheduleService } from './order-reschedule.service';
import { OrderAdminController } from './order.admin.controller';
import { OrderMemberController } from './order.member.controller';
import { OrderService } from './order.service';
import { RedemptionService } from './redemption.service';

export const orderModule: ServerModule = {
  name: 'order',
  providers: [
    OrderService,
    OrderListService,
    OrderParcelsService,
    OrderReceiptService,
    OrderRescheduleService,
    RedemptionService,
  ],
  controllers: [OrderMemberController, OrderAdminController],
  contracts: [orderMemberContract, orderAdminContract],
  entities: [Order, OrderItemRow],
  migrations: [CreateOrder1400000000000],
  jobs: [AutoConfirmJob],
};
