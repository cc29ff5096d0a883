import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { stockAdminContract } from '@lakeside/shared/stock/stock.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { DeliveryDayService } from './delivery-day.service';
import { StockListService } from './stock-list.service';
import { StockService } from './stock.service';

type Input<Name extends keyof typeof stockAdminContract> = ParsedInput<(typeof stockAdminContract)[Name]>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class StockAdminController {
  @Inject() private readonly stock: StockService;
  @Inject() private readonly lists: StockListService;
  @Inject() private readonly deliveryDays: DeliveryDayService;

  @Serve(stockAdminContract.getDeliveryCalendar)
  async getDeliveryCalendar(_actor: AdminActor, input: Input<'getDeliveryCalendar'>) {
    return this.deliveryDays.getCalendar(input.query.packageId, input.query.month);
  }

  @Serve(stockAdminContract.setDeliveryDays)
  async setDeliveryDays(actor: AdminActor, input: Input<'setDeliveryDays'>) {
    return this.deliveryDays.setDays(actor, input.body);
  }

  @Serve(stockAdminContract.listStock)
  async listStock(_actor: AdminActor, input: Input<'listStock'>) {
    return this.lists.listStock(input.query);
  }

  @Serve(stockAdminContract.adjustStock)
  async adjustStock(actor: AdminActor, input: Input<'adjustStock'>) {
    return this.stock.adjust(actor, input.body);
  }

  @Serve(stockAdminContract.getStockAdjustment)
  async getStockAdjustment(_actor: AdminActor, input: Input<'getStockAdjustment'>) {
    return this.lists.requireAdjustment(input.params.id);
  }

  @Serve(stockAdminContract.listStockMovements)
  async listStockMovements(_actor: AdminActor, input: Input<'listStockMovements'>) {
    return this.lists.listMovements(input.query);
  }
}
