import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { CronJob } from '../../platform/jobs/job';
import { StoreOrderChangeService } from './store-order-change.service';
import { StoreShipmentService } from './store-shipment.service';

/** Gives the goods of unpaid store orders back to the others. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CloseUnpaidStoreOrders implements CronJob {
  readonly name = 'storeOrder.closeOverdue';
  readonly cron = '*/5 * * * *';
  @Inject() private readonly changes: StoreOrderChangeService;

  async run(): Promise<void> {
    await this.changes.closeOverdue();
  }
}

/** Confirms receipt for stores that forget it. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ReceiveStoreShipments implements CronJob {
  readonly name = 'storeOrder.autoReceive';
  readonly cron = '23 * * * *';
  @Inject() private readonly shipments: StoreShipmentService;

  async run(): Promise<void> {
    await this.shipments.receiveOverdue();
  }
}
