import type {
  AfterSaleDetail,
  afterSaleMemberContract,
  AfterSaleOptions,
  AfterSaleTarget,
} from '@lakeside/shared/after-sale/after-sale.contract';
import { afterSaleError } from '@lakeside/shared/after-sale/after-sale.errors';
import { AfterSaleStatus } from '@lakeside/shared/after-sale/after-sale.status';
import { DocumentKind, documentPrefix } from '@lakeside/shared/document/document.contract';
import { toDay, toIso } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { orderError } from '@lakeside/shared/order/order.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock';
import { insertInChunks } from '../../platform/database/dialect';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import { DocumentNumbers } from '../../platform/document-number/document-numbers';
import type { MemberActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { DocumentService } from '../document/document.service';
import { type OrderRecord, OrderService } from '../order/order.service';
import { SettingsService } from '../settings/settings.service';
import { AfterSaleChangeService } from './after-sale-change.service';
import { AfterSaleViewService, toAfterSaleView } from './after-sale-view.service';
import { applyUntil, kindsFor, needsPictures, planApplication, reasonsFor } from './domain/after-sale-rules';
import { type GivenBack, isWholeOnly, leftOf } from './domain/refundable';
import { AfterSale } from './entities/after-sale.entity';

type ApplyBody = ParsedInput<typeof afterSaleMemberContract.apply>['body'];

/** A buyer sees what may be asked, asks for it, and may take it back (MB-064). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class AfterSaleApplicationService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly numbers: DocumentNumbers;
  @Inject() private readonly orders: OrderService;
  @Inject() private readonly settings: SettingsService;
  @Inject() private readonly documents: DocumentService;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly cases: AfterSaleChangeService;
  @Inject() private readonly views: AfterSaleViewService;

  /** What may be asked for an own order today; kinds and reasons whose time is over are left out. */
  async optionsOf(actor: MemberActor, orderId: number): Promise<AfterSaleOptions> {
    const order = await this.orders.requireOrder(null, orderId);
    if (order.memberId !== actor.memberId) throw orderError('ORDER_NOT_FOUND');
    const terms = await this.settings.get();
    const now = this.clock.now();
    const rows = await this.dataSource
      .getRepository(AfterSale)
      .find({ where: { orderId }, order: { id: 'DESC' }, take: 100 });
    const given = await this.cases.givenBack(null, orderId);
    const kinds = kindsFor(order).map((kind) => ({
      kind,
      reasons: reasonsFor(order, kind)
        .map((reason) => ({ reason, until: applyUntil(order.completedAt, reason, terms) }))
        .filter(({ until }) => until === null || now.getTime() <= until.getTime())
        .map(({ reason, until }) => ({
          reason,
          needsPictures: needsPictures(reason),
          until: until && toIso(until),
        })),
    }));
    return {
      targets: kinds.length === 0 ? [] : targetsOf(order, given, rows),
      kinds: kinds.filter(({ reasons }) => reasons.length > 0),
      cases: rows.map(toAfterSaleView),
    };
  }

  /**
   * Opens a case about one line of an own order, or about the whole of it. The locked order and the unique open case hold
   * two applications at once apart. Throws what `planApplication` throws, and AFTER_SALE_OPEN.
   */
  async apply(actor: MemberActor, input: { orderId: number; body: ApplyBody }): Promise<AfterSaleDetail> {
    const number = await this.numbers.next(documentPrefix.afterSale, toDay(this.clock.now()));
    return this.transactions.run(actor, async (tx) => {
      const order = await this.orders.lockOrder(tx, input.orderId);
      if (order.memberId !== actor.memberId) throw orderError('ORDER_NOT_FOUND');
      const terms = await this.settings.get(tx);
      const given = await this.cases.givenBack(tx, order.id);
      const { body } = input;
      const openKey = openKeyOf(order.id, body.lineId);
      const open = await tx.findOneBy(AfterSale, { openKey });
      if (open) throw afterSaleError('AFTER_SALE_OPEN', { id: open.id, number: open.number });
      const { askedFen } = planApplication(order, body, { given, terms, now: this.clock.now() });
      const row = await this.insert(tx, { actor, order, body, number, openKey, askedFen });
      await this.record(tx, actor, row);
      return this.views.detailOf(tx, row);
    });
  }

  /** Takes an own case back as long as nothing has moved. */
  async withdraw(actor: MemberActor, id: number): Promise<AfterSaleDetail> {
    const found = await this.cases.requireOwn(actor.memberId, id);
    return this.transactions.run(actor, async (tx) => {
      const { row } = await this.cases.lock(tx, found);
      const status = AfterSaleStatus.withdrawn;
      const after = await this.cases.move(tx, actor, {
        row,
        status,
        action: '撤销售后',
        verb: 'withdraw',
      });
      return this.views.detailOf(tx, after);
    });
  }

  private async insert(
    tx: Tx,
    made: {
      actor: MemberActor;
      order: OrderRecord;
      body: ApplyBody;
      number: string;
      openKey: string;
      askedFen: number | null;
    },
  ): Promise<AfterSale> {
    const { actor, order, body, number, openKey, askedFen } = made;
    const line = order.purchase?.lines.find(({ id }) => id === body.lineId);
    const row = {
      number,
      orderId: order.id,
      orderNumber: order.number,
      orderedAt: order.createdAt,
      memberId: actor.memberId,
      orderLineId: body.lineId,
      title: (line ?? order).title,
      pictureUrl: (line ?? order).pictureUrl,
      kind: body.kind,
      reason: body.reason,
      quantity: body.quantity,
      description: body.description,
      pictures: body.pictures,
      status: AfterSaleStatus.applied,
      openKey,
      askedFen,
      approvedFen: null,
      decisionNote: null,
      refundId: null,
      settledQuantity: 0,
      returnUntil: null,
      returnCarrierCode: null,
      returnWaybillNo: null,
      shipmentId: null,
      exchangeSentAt: null,
      createdAt: this.clock.now(),
      endedAt: null,
    };
    const [id] = await insertInChunks(tx, AfterSale, [row]);
    if (id === undefined) throw new Error('the new case got no id');
    return { ...row, id };
  }

  private async record(tx: Tx, actor: MemberActor, row: AfterSale): Promise<void> {
    const { id, number, kind, reason, askedFen, orderNumber } = row;
    await this.documents.register(tx, actor, {
      kind: DocumentKind.afterSale,
      id,
      number,
      action: '申请售后',
      note: row.description,
    });
    await this.audit.record(tx, actor, {
      action: 'afterSale.apply',
      targetKind: 'afterSale',
      targetId: id,
      targetLabel: number,
      after: { order: orderNumber, kind, reason, askedFen },
    });
    await this.cases.tell(tx, row);
  }
}

function openKeyOf(orderId: number, lineId: number | null): string {
  return `${orderId}:${lineId ?? 'whole'}`;
}

/** The lines a case may be about, or the whole order; what is settled is left out. */
function targetsOf(
  order: OrderRecord,
  given: readonly GivenBack[],
  rows: readonly AfterSale[],
): AfterSaleTarget[] {
  const isWhole = isWholeOnly(order);
  const candidates =
    isWhole || order.purchase === null
      ? [{ id: null, title: order.title, pictureUrl: order.pictureUrl }]
      : order.purchase.lines;
  return candidates.flatMap(({ id: lineId, title, pictureUrl }) => {
    const left = leftOf(order, given, lineId);
    if (left === null || left.quantity === 0 || (order.purchase !== null && left.fen === 0)) return [];
    const openKey = openKeyOf(order.id, lineId);
    const openCaseId = rows.find((row) => row.openKey === openKey)?.id ?? null;
    const { quantity, fen: refundableFen } = left;
    return [{ lineId, title, pictureUrl, quantity, refundableFen, isWhole, openCaseId }];
  });
}
