import { addDays, formatInstantFull, startOfDay, toDay, toIso } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type { Page } from '@lakeside/shared/kernel/page';
import { normalizePhone } from '@lakeside/shared/kernel/schemas';
import type { orderAdminContract } from '@lakeside/shared/order/order.contract';
import type { Buyer, DeliveryOrder, DeskOrderDetail } from '@lakeside/shared/order/order.schemas';
import {
  DeliveryType,
  deliveryTypeName,
  deliveryTypeOf,
  OrderKind,
  OrderStage,
  orderStageStatuses,
  OrderStatus,
  orderStatusName,
} from '@lakeside/shared/order/order.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import { Clock } from '../../platform/clock';
import { contains, prefixPattern } from '../../platform/database/dialect';
import { rawNumber } from '../../platform/database/raw-values';
import { rowsById } from '../../platform/database/rows-by-id';
import { numberPattern } from '../../platform/document-number/number-pattern';
import type { FileDownload } from '../../platform/http/serve';
import { type SpreadsheetCell, spreadsheetDownload } from '../../platform/spreadsheet/write-spreadsheet';
import { CatalogService } from '../catalog/catalog.service';
import { type MemberRecord, MemberService } from '../member/member.service';
import { PaymentService } from '../payment/payment.service';
import { Order } from './entities/order.entity';
import { type OrderRecord, OrderService, toOrderView } from './order.service';

type Query = ParsedInput<typeof orderAdminContract.listOrders>['query'];
type Filter = ParsedInput<typeof orderAdminContract.exportOrders>['query'];
type Counts = Record<OrderStage | 'all', number>;

/** What the list delivers; card numbers are sent by nobody and have a list of their own. */
const deliveredKinds = [OrderKind.purchase, OrderKind.redemption];
/** So many goods of each kind a typed name may mean. */
const namesLimit = 100;
const exportBatchSize = 1000;
const exportColumns = [
  { title: '单号', width: 20 },
  { title: '类型', width: 12 },
  { title: '商品', width: 36 },
  { title: '数量', width: 8 },
  { title: '订单金额（元）', width: 14 },
  { title: '实付（元）', width: 12 },
  { title: '已退（元）', width: 12 },
  { title: '状态', width: 10 },
  { title: '下单人', width: 16 },
  { title: '下单手机', width: 14 },
  { title: '收货人', width: 16 },
  { title: '收货手机', width: 14 },
  { title: '收货地址', width: 44 },
  { title: '送达日期', width: 12 },
  { title: '发货方', width: 20 },
  { title: '备注', width: 24 },
  { title: '下单时间', width: 20 },
  { title: '付款时间', width: 20 },
];

/** Delivery orders as the back office searches, counts, exports and opens them (AD-271 … AD-273, AD-281 … AD-284). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class OrderDeskService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly catalog: CatalogService;
  @Inject() private readonly members: MemberService;
  @Inject() private readonly payments: PaymentService;
  @Inject() private readonly orders: OrderService;

  /** Newest first. */
  async listOrders(query: Query): Promise<Page<DeliveryOrder>> {
    const select = await this.select(query);
    const total = await select.clone().getCount();
    const rows = await select
      .select('o.id', 'id')
      .orderBy('o.id', 'DESC')
      .offset((query.page - 1) * query.pageSize)
      .limit(query.pageSize)
      .getRawMany<{ id: number }>();
    const records = await this.orders.ordersByIds(
      null,
      rows.map((row) => Number(row.id)),
    );
    const buyers = await this.buyersOf(records);
    return { items: records.reverse().map((order) => toDeliveryOrder(order, buyers)), total };
  }

  /** How many orders of a filter are in each stage (AD-282). */
  async countOrders(filter: Omit<Filter, 'stage'>): Promise<Counts> {
    const select = await this.select(filter);
    const rows = await select
      .select('o.status', 'status')
      .addSelect('COUNT(*)', 'orders')
      // In the order of ix_order_type, which then answers alone.
      .groupBy('o.kind')
      .addGroupBy('o.cardKind')
      .addGroupBy('o.status')
      .getRawMany<{ status: OrderStatus; orders: number | string }>();
    const countOf = (stage: OrderStage) =>
      rows
        .filter(({ status }) => orderStageStatuses[stage].includes(status))
        .reduce((sum, { orders }) => sum + rawNumber(orders), 0);
    return {
      all: rows.reduce((sum, { orders }) => sum + rawNumber(orders), 0),
      toPay: countOf(OrderStage.toPay),
      toShip: countOf(OrderStage.toShip),
      partlyShipped: countOf(OrderStage.partlyShipped),
      toReceive: countOf(OrderStage.toReceive),
      ended: countOf(OrderStage.ended),
    };
  }

  /** The filtered orders, oldest first, as a spreadsheet that is written while it is read. */
  async exportOrders(filter: Filter): Promise<FileDownload> {
    const select = await this.select(filter);
    return spreadsheetDownload(`订单-${toDay(this.clock.now())}.xlsx`, {
      sheetName: '订单',
      columns: exportColumns,
      rows: this.exportRows(select),
    });
  }

  /** One order of any kind with who made it and how it was paid. Throws ORDER_NOT_FOUND. */
  async getOrder(id: number): Promise<DeskOrderDetail> {
    const order = await this.orders.requireOrder(null, id);
    const paymentId = order.purchase?.paymentId ?? null;
    return {
      ...(await this.orders.detailOf(null, order)),
      type: deliveryTypeOf(order),
      buyer: buyerOf(order, await this.buyersOf([order])),
      payment: paymentId === null ? null : await this.payments.findNumbers(paymentId),
    };
  }

  private async *exportRows(select: SelectQueryBuilder<Order>): AsyncGenerator<SpreadsheetCell[]> {
    const batches = rowsById(exportBatchSize, async (after) => {
      const rows = await select
        .clone()
        .select('o.id', 'id')
        .andWhere('o.id > :after', { after })
        .orderBy('o.id', 'ASC')
        .limit(exportBatchSize)
        .getRawMany<{ id: number }>();
      return this.orders.ordersByIds(
        null,
        rows.map((row) => Number(row.id)),
      );
    });
    for await (const batch of batches) {
      const buyers = await this.buyersOf(batch);
      for (const order of batch) yield toExportRow(order, buyerOf(order, buyers));
    }
  }

  private buyersOf(orders: readonly OrderRecord[]): Promise<Map<number, MemberRecord>> {
    return this.members.membersByIds(orders.flatMap((order) => order.memberId ?? []));
  }

  private async select(filter: Filter): Promise<SelectQueryBuilder<Order>> {
    const { number, type, stage, channelId, deliveryDay, from, to } = filter;
    const select = this.dataSource.getRepository(Order).createQueryBuilder('o').where('1 = 1');
    if (filter.product) await this.onlyWithProduct(select, filter.product);
    if (type) onlyOfType(select, type);
    else select.andWhere('o.kind IN (:...deliveredKinds)', { deliveredKinds });
    if (number) select.andWhere(contains('o.number', 'number'), { number: numberPattern(number) });
    if (stage) select.andWhere('o.status IN (:...statuses)', { statuses: orderStageStatuses[stage] });
    onlyOfShipper(select, filter);
    if (filter.receiver) onlyOfReceiver(select, filter.receiver);
    if (filter.buyerPhone) {
      const memberId = (await this.members.findIdByPhone(normalizePhone(filter.buyerPhone))) ?? 0;
      select.andWhere('o.memberId = :memberId', { memberId });
    }
    if (channelId) select.andWhere(this.members.ofChannelSql('o.memberId', 'channelId'), { channelId });
    if (deliveryDay) select.andWhere('o.deliveryDay = :deliveryDay', { deliveryDay });
    if (from) select.andWhere('o.createdAt >= :from', { from: startOfDay(from) });
    if (to) select.andWhere('o.createdAt < :to', { to: startOfDay(addDays(to, 1)) });
    return select;
  }

  /** Orders of a package, a card or an article whose name contains what was typed; names as they are today. */
  private async onlyWithProduct(select: SelectQueryBuilder<Order>, typed: string): Promise<void> {
    const { skuIds, packageIds, cardProductIds } = await this.catalog.findByName(typed, namesLimit);
    const found = [
      ...(skuIds.length > 0 ? ['SELECT orderId FROM order_item WHERE skuId IN (:...skuIds)'] : []),
      ...(packageIds.length > 0
        ? ['SELECT orderId FROM order_line WHERE packageId IN (:...packageIds)']
        : []),
      ...(cardProductIds.length > 0
        ? ['SELECT id AS orderId FROM `order` WHERE productId IN (:...cardProductIds)']
        : []),
    ];
    if (found.length === 0) {
      select.andWhere('1 = 0');
      return;
    }
    // One list of ids, made once through the indexes; a condition with OR would read every order.
    select.innerJoin(`(${found.join(' UNION ')})`, 'found', 'found.orderId = o.id', {
      skuIds,
      packageIds,
      cardProductIds,
    });
  }
}

function onlyOfType(select: SelectQueryBuilder<Order>, type: DeliveryType): void {
  if (type === DeliveryType.package) {
    select.andWhere('o.kind = :kind', { kind: OrderKind.purchase });
  } else {
    select.andWhere('o.kind = :kind AND o.cardKind = :cardKind', {
      kind: OrderKind.redemption,
      cardKind: type,
    });
  }
}

function onlyOfShipper(select: SelectQueryBuilder<Order>, { shipper, storeId }: Filter): void {
  if (storeId) {
    select.andWhere('o.fulfillerKind = :store AND o.fulfillerChannelId = :storeId', {
      store: 'store',
      storeId,
    });
  }
  if (shipper === 'none') {
    select.andWhere('o.status = :toShip AND o.dispatchedAt IS NULL', { toShip: OrderStatus.toShip });
  } else if (shipper) {
    select.andWhere('o.fulfillerKind = :shipper', { shipper });
  }
}

/** Digits begin a phone number, anything else a name; either has its index. */
function onlyOfReceiver(select: SelectQueryBuilder<Order>, typed: string): void {
  const phone = normalizePhone(typed);
  if (/^\d+$/.test(phone)) {
    select.andWhere(contains('o.receiverPhone', 'receiver'), { receiver: prefixPattern(phone) });
  } else {
    select.andWhere(contains('o.receiverName', 'receiver'), { receiver: prefixPattern(typed) });
  }
}

function buyerOf(order: OrderRecord, buyers: ReadonlyMap<number, MemberRecord>): Buyer {
  const member = buyers.get(order.memberId ?? 0);
  return member ? { id: member.id, nickname: member.nickname, phone: member.phone } : null;
}

function toDeliveryOrder(order: OrderRecord, buyers: ReadonlyMap<number, MemberRecord>): DeliveryOrder {
  return { ...toOrderView(order), type: deliveryTypeOf(order), buyer: buyerOf(order, buyers) };
}

function toExportRow(order: OrderRecord, buyer: Buyer): SpreadsheetCell[] {
  const type = deliveryTypeOf(order);
  const { receiver, purchase } = order;
  const amountFen = purchase ? purchase.payableFen : order.retailPriceFen * order.quantity;
  return [
    order.number,
    type ? deliveryTypeName[type] : '',
    purchase ? purchase.lines.map((line) => `${line.title} ×${line.quantity}`).join('，') : order.title,
    order.quantity,
    amountFen / 100,
    purchase ? purchase.paidFen / 100 : '',
    purchase ? purchase.refundedFen / 100 : '',
    orderStatusName[order.status],
    buyer?.nickname ?? '电话代提货',
    buyer?.phone ?? '',
    receiver.name,
    receiver.phone,
    `${receiver.province}${receiver.city}${receiver.district}${receiver.detail}`,
    order.deliveryDay,
    order.fulfiller?.name ?? '',
    order.remark ?? '',
    formatInstantFull(toIso(order.createdAt)),
    purchase?.paidAt ? formatInstantFull(toIso(purchase.paidAt)) : '',
  ];
}
