import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import * as v from 'valibot';
import type { OutboxDelivery, OutboxHandler } from '../../platform/outbox/outbox-handler';
import { financeBookedTopic, financeNewsPayload, financeReversedTopic } from '../ledger/ledger.events';
import {
  paymentNewsPayload,
  paymentPaidTopic,
  refundDoneTopic,
  refundNewsPayload,
} from '../payment/payment.events';
import { SplitLineService } from './split-line.service';
import { SplitSendService } from './split-send.service';
import { splitToSendPayload, splitToSendTopic } from './split.events';

@Provide()
@Scope(ScopeEnum.Singleton)
export class SplitPaymentHandler implements OutboxHandler {
  readonly topic = paymentPaidTopic;
  @Inject() private readonly lines: SplitLineService;

  async handle(message: OutboxDelivery): Promise<void> {
    const { paymentId } = v.parse(paymentNewsPayload, message.payload);
    await this.lines.recordPayment(paymentId);
  }
}

@Provide()
@Scope(ScopeEnum.Singleton)
export class SplitRefundHandler implements OutboxHandler {
  readonly topic = refundDoneTopic;
  @Inject() private readonly lines: SplitLineService;

  async handle(message: OutboxDelivery): Promise<void> {
    const { refundId } = v.parse(refundNewsPayload, message.payload);
    await this.lines.recordRefund(refundId);
  }
}

/** Credit is no money, so only top-ups of stored value and offline money of store orders are split. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class SplitTopUpHandler implements OutboxHandler {
  readonly topic = financeBookedTopic;
  @Inject() private readonly lines: SplitLineService;

  async handle(message: OutboxDelivery): Promise<void> {
    const { kind, documentId } = v.parse(financeNewsPayload, message.payload);
    if (kind === 'topUp') await this.lines.recordTopUp(documentId);
    if (kind === 'goodsPayment' || kind === 'goodsRefund')
      await this.lines.recordGoodsMoney(kind, documentId);
  }
}

@Provide()
@Scope(ScopeEnum.Singleton)
export class SplitTopUpReversalHandler implements OutboxHandler {
  readonly topic = financeReversedTopic;
  @Inject() private readonly lines: SplitLineService;

  async handle(message: OutboxDelivery): Promise<void> {
    const { kind, documentId, at } = v.parse(financeNewsPayload, message.payload);
    if (kind === 'topUp') await this.lines.recordTopUpReversal(documentId, new Date(at));
  }
}

/** Sends a line to Sand as soon as it is written down. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class SendSplitHandler implements OutboxHandler {
  readonly topic = splitToSendTopic;
  @Inject() private readonly splits: SplitSendService;

  async handle(message: OutboxDelivery): Promise<void> {
    const { lineId } = v.parse(splitToSendPayload, message.payload);
    await this.splits.advance(lineId);
  }
}
