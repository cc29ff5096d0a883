import type {
  AfterSaleAdminDetail,
  AfterSaleDetail,
  AfterSaleView,
} from '@lakeside/shared/after-sale/after-sale.contract';
import { AfterSaleKind, AfterSaleStatus } from '@lakeside/shared/after-sale/after-sale.status';
import { DocumentKind } from '@lakeside/shared/document/document.contract';
import { toIso } from '@lakeside/shared/kernel/date';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { Tx } from '../../platform/database/transaction';
import { DocumentService } from '../document/document.service';
import { CarrierService } from '../express/carrier.service';
import { MemberService } from '../member/member.service';
import { OrderParcelsService } from '../order/order-parcels.service';
import { type OrderRecord, OrderService, toOrderView } from '../order/order.service';
import { PaymentRefundService } from '../payment/payment-refund.service';
import { SettingsService } from '../settings/settings.service';
import { AfterSaleChangeService } from './after-sale-change.service';
import { leftOf, refundableFor } from './domain/refundable';
import type { AfterSale } from './entities/after-sale.entity';

/** Shows a case to its buyer and to the shop. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class AfterSaleViewService {
  @Inject() private readonly carriers: CarrierService;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly members: MemberService;
  @Inject() private readonly orders: OrderService;
  @Inject() private readonly parcels: OrderParcelsService;
  @Inject() private readonly refunds: PaymentRefundService;
  @Inject() private readonly settings: SettingsService;
  @Inject() private readonly cases: AfterSaleChangeService;

  /** As its buyer sees it. */
  async detailOf(tx: Tx | null, row: AfterSale): Promise<AfterSaleDetail> {
    return {
      ...toAfterSaleView(row),
      description: row.description,
      pictures: row.pictures,
      decisionNote: row.decisionNote,
      returnUntil: row.status === AfterSaleStatus.toReturn && row.returnUntil ? toIso(row.returnUntil) : null,
      returnAddress: await this.returnAddressOf(tx, row),
      carriers: await this.carriers.offered(tx),
      returnWaybill: await this.returnWaybillOf(tx, row),
      exchangeWaybill: await this.exchangeWaybillOf(tx, row),
      refund: await this.refundOf(tx, row),
      steps: await this.documents.stepsOf(DocumentKind.afterSale, row.id, tx),
    };
  }

  /** As the shop sees it: with the order and what may go back today. Pass what is known of the order inside a transaction. */
  async adminDetailOf(
    tx: Tx | null,
    row: AfterSale,
    known: OrderRecord | null = null,
  ): Promise<AfterSaleAdminDetail> {
    const order = known ?? (await this.orders.requireOrder(tx, row.orderId));
    const member = (await this.members.membersByIds([row.memberId], tx)).get(row.memberId);
    const { kind, status, items } = toOrderView(order);
    return {
      ...(await this.detailOf(tx, row)),
      memberId: row.memberId,
      memberPhone: member?.phone ?? '',
      order: {
        kind,
        status,
        paidFen: order.purchase?.paidFen ?? 0,
        refundedFen: order.purchase?.refundedFen ?? 0,
        items,
      },
      refundableFen: await this.refundableOf(tx, row, order),
    };
  }

  /** The most that may go back for a case today; 0 when its line is settled or its order was sent meanwhile. */
  async refundableOf(tx: Tx | null, row: AfterSale, order: OrderRecord): Promise<number> {
    if (row.kind === AfterSaleKind.exchange || row.refundId !== null) return 0;
    const left = leftOf(order, await this.cases.givenBack(tx, order.id), row.orderLineId);
    if (left === null || left.quantity === 0) return 0;
    return refundableFor(left, Math.min(row.quantity, left.quantity));
  }

  private async returnAddressOf(tx: Tx | null, row: AfterSale): Promise<AfterSaleDetail['returnAddress']> {
    if (row.status !== AfterSaleStatus.toReturn) return null;
    const { warehouse } = await this.settings.get(tx);
    return { name: warehouse.name, phone: warehouse.phone, address: warehouse.address };
  }

  private async exchangeWaybillOf(
    tx: Tx | null,
    row: AfterSale,
  ): Promise<AfterSaleDetail['exchangeWaybill']> {
    if (row.shipmentId === null) return null;
    const parcels = await this.parcels.parcelsOf(tx, row.orderId);
    const parcel = parcels.find((one) => one.shipmentId === row.shipmentId);
    if (!parcel || parcel.carrierCode === null || parcel.waybillNo === null) return null;
    const { carrierCode, waybillNo } = parcel;
    return { carrierCode, carrierName: parcel.carrierName ?? carrierCode, waybillNo };
  }

  private async returnWaybillOf(tx: Tx | null, row: AfterSale): Promise<AfterSaleDetail['returnWaybill']> {
    const { returnCarrierCode: carrierCode, returnWaybillNo: waybillNo } = row;
    if (carrierCode === null || waybillNo === null) return null;
    const nameOf = await this.carriers.names(tx);
    return { carrierCode, carrierName: nameOf(carrierCode), waybillNo };
  }

  private async refundOf(tx: Tx | null, row: AfterSale): Promise<AfterSaleDetail['refund']> {
    if (row.refundId === null) return null;
    const { id, number, status } = await this.refunds.requireRefund(row.refundId, tx);
    return { id, number, status };
  }
}

/** A case as a line of a list. */
export function toAfterSaleView(row: AfterSale): AfterSaleView {
  return {
    id: row.id,
    number: row.number,
    orderId: row.orderId,
    orderNumber: row.orderNumber,
    orderedAt: toIso(row.orderedAt),
    kind: row.kind,
    reason: row.reason,
    status: row.status,
    title: row.title,
    pictureUrl: row.pictureUrl,
    quantity: row.quantity,
    askedFen: row.askedFen,
    approvedFen: row.approvedFen,
    createdAt: toIso(row.createdAt),
  };
}
