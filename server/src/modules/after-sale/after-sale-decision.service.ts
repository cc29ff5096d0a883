import type { AfterSaleAdminDetail } from '@lakeside/shared/after-sale/after-sale.contract';
import { afterSaleError } from '@lakeside/shared/after-sale/after-sale.errors';
import { AfterSaleKind, AfterSaleStatus } from '@lakeside/shared/after-sale/after-sale.status';
import { DocumentKind, documentPrefix } from '@lakeside/shared/document/document.contract';
import { toDay } from '@lakeside/shared/kernel/date';
import { formatYuan } from '@lakeside/shared/kernel/money';
import { OrderKind } from '@lakeside/shared/order/order.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import { DocumentNumbers } from '../../platform/document-number/document-numbers';
import type { AdminActor } from '../../platform/http/actor';
import { CardSaleService } from '../card/card-sale.service';
import type { OrderRecord } from '../order/order.service';
import { PurchaseRefundService } from '../order/purchase-refund.service';
import { SettingsService } from '../settings/settings.service';
import { AfterSaleChangeService } from './after-sale-change.service';
import { AfterSaleViewService } from './after-sale-view.service';
import { assertCaseCanBecome } from './domain/after-sale-rules';
import { decideAmount, isWholeOnly, settledUnits } from './domain/refundable';
import type { AfterSale } from './entities/after-sale.entity';

interface Decision {
  readonly amountFen: number | null;
  readonly note: string | null;
}

/** A case with its order, both locked. */
interface LockedCase {
  readonly order: OrderRecord;
  readonly row: AfterSale;
}

const dayMs = 24 * 60 * 60 * 1000;

/** The shop agrees or refuses, and gives the money back (AD-287). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class AfterSaleDecisionService {
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly numbers: DocumentNumbers;
  @Inject() private readonly settings: SettingsService;
  @Inject() private readonly refunds: PurchaseRefundService;
  @Inject() private readonly sales: CardSaleService;
  @Inject() private readonly cases: AfterSaleChangeService;
  @Inject() private readonly views: AfterSaleViewService;

  /**
   * Agrees to a case: the money leaves at once, or the goods come back first, or a new parcel is to be sent. Of two people at
   * once the second meets a case that has moved on. Throws AFTER_SALE_STATUS_CHANGED, AFTER_SALE_AMOUNT,
   * AFTER_SALE_NOTE_NEEDED, AFTER_SALE_ALREADY_SHIPPED, REFUND_ABOVE_PAID.
   */
  async approve(actor: AdminActor, input: { id: number; decision: Decision }): Promise<AfterSaleAdminDetail> {
    const found = await this.cases.requireCase(input.id);
    const number = found.kind === AfterSaleKind.refundOnly ? await this.refundNumber() : null;
    return this.transactions.run(actor, async (tx) => {
      const locked = await this.cases.lock(tx, found);
      if (number !== null) {
        assertCaseCanBecome(locked.row.status, AfterSaleStatus.refunding);
        return this.giveBack(tx, actor, { ...locked, decision: input.decision, number, action: '同意退款' });
      }
      if (locked.row.kind === AfterSaleKind.returnRefund) {
        return this.askForReturn(tx, actor, { ...locked, decision: input.decision });
      }
      const after = await this.cases.move(tx, actor, {
        row: locked.row,
        status: AfterSaleStatus.toExchange,
        action: '同意换货',
        note: input.decision.note,
        verb: 'approve',
      });
      return this.views.adminDetailOf(tx, after, locked.order);
    });
  }

  /**
   * The goods have come back: the agreed amount, or less with a reason, goes back. Printed cards are named by their numbers; throws
   * AFTER_SALE_CARDS_NEEDED, CARD_NOT_OF_ORDER, CARD_USED for them.
   */
  async confirmReturn(
    actor: AdminActor,
    input: { id: number; decision: Decision; cardNos: readonly string[] },
  ): Promise<AfterSaleAdminDetail> {
    const found = await this.cases.requireCase(input.id);
    const number = await this.refundNumber();
    return this.transactions.run(actor, async (tx) => {
      const locked = await this.cases.lock(tx, found);
      // A case that waits for a decision may become this, too, but not by this door.
      if (locked.row.kind !== AfterSaleKind.returnRefund || locked.row.status === AfterSaleStatus.applied) {
        throw afterSaleError('AFTER_SALE_NOT_OFFERED');
      }
      assertCaseCanBecome(locked.row.status, AfterSaleStatus.refunding);
      const after = await this.giveBack(tx, actor, {
        ...locked,
        decision: input.decision,
        number,
        action: '收到退货，退款',
      });
      await this.takeCards(tx, actor, { ...locked, cardNos: input.cardNos });
      return after;
    });
  }

  async reject(actor: AdminActor, input: { id: number; reason: string }): Promise<AfterSaleAdminDetail> {
    const found = await this.cases.requireCase(input.id);
    return this.transactions.run(actor, async (tx) => {
      const { order, row } = await this.cases.lock(tx, found);
      const after = await this.cases.move(tx, actor, {
        row,
        status: AfterSaleStatus.rejected,
        action: '驳回售后',
        note: input.reason,
        verb: 'reject',
        fields: { decisionNote: input.reason },
      });
      return this.views.adminDetailOf(tx, after, order);
    });
  }

  /** Cards that have come back go to stock while they are inactive, and are voided once they are active (rules.md §5). */
  private async takeCards(
    tx: Tx,
    actor: AdminActor,
    back: LockedCase & { cardNos: readonly string[] },
  ): Promise<void> {
    const { order, row, cardNos } = back;
    if (order.kind !== OrderKind.physicalCard) return;
    const { id, number, quantity } = row;
    if (cardNos.length !== quantity) throw afterSaleError('AFTER_SALE_CARDS_NEEDED', { quantity });
    const document = { kind: DocumentKind.afterSale, id };
    await this.sales.takeReturned(tx, actor, {
      orderId: order.id,
      document,
      cardNos,
      note: `售后 ${number}`,
    });
  }

  private async askForReturn(
    tx: Tx,
    actor: AdminActor,
    wish: LockedCase & { decision: Decision },
  ): Promise<AfterSaleAdminDetail> {
    const { order, row, decision } = wish;
    const maxFen = await this.views.refundableOf(tx, row, order);
    const approvedFen = decideAmount(row.askedFen ?? 0, decision, maxFen);
    const { returnDays } = await this.settings.get(tx);
    const after = await this.cases.move(tx, actor, {
      row,
      status: AfterSaleStatus.toReturn,
      action: '同意退货',
      note: noteOf(approvedFen, decision),
      verb: 'approve',
      fields: {
        approvedFen,
        decisionNote: decision.note,
        returnUntil: new Date(this.clock.now().getTime() + returnDays * dayMs),
      },
    });
    return this.views.adminDetailOf(tx, after, order);
  }

  /** Sends the money on its way by the route it came, in the same transaction as the case moves: exactly one refund a case. */
  private async giveBack(
    tx: Tx,
    actor: AdminActor,
    wish: LockedCase & { decision: Decision; number: string; action: string },
  ): Promise<AfterSaleAdminDetail> {
    const { order, row, decision, number, action } = wish;
    // A case about the whole order gives all of it back, or goods would leave that are paid back in part.
    const isWhole = row.orderLineId === null;
    if (isWhole && !isWholeOnly(order)) throw afterSaleError('AFTER_SALE_ALREADY_SHIPPED');
    const maxFen = await this.views.refundableOf(tx, row, order);
    const agreedFen = row.approvedFen ?? row.askedFen ?? 0;
    const approvedFen = isWhole ? maxFen : decideAmount(agreedFen, decision, maxFen);
    const reason = `售后 ${row.number}`;
    const refund = await this.refunds.refundOrder(tx, actor, {
      order,
      number,
      amountFen: approvedFen,
      reason,
    });
    const isReturned = row.kind === AfterSaleKind.returnRefund;
    const after = await this.cases.move(tx, actor, {
      row,
      status: AfterSaleStatus.refunding,
      action,
      note: noteOf(approvedFen, decision),
      verb: 'refund',
      fields: {
        approvedFen,
        refundId: refund.refundId,
        settledQuantity: settledUnits({ isReturned, quantity: row.quantity, amountFen: approvedFen }, maxFen),
        ...(decision.note === null ? {} : { decisionNote: decision.note }),
      },
    });
    return this.views.adminDetailOf(tx, after, refund.order);
  }

  private async refundNumber(): Promise<string> {
    return this.numbers.next(documentPrefix.refund, toDay(this.clock.now()));
  }
}

function noteOf(amountFen: number, decision: Decision): string {
  return [formatYuan(amountFen), decision.note].filter((part) => part !== null).join(' ');
}
