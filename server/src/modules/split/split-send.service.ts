import { canTransit } from '@lakeside/shared/kernel/status';
import type { SplitLineView } from '@lakeside/shared/split/split.contract';
import { splitError } from '@lakeside/shared/split/split.errors';
import { SplitState, splitStateName, splitTransitions } from '@lakeside/shared/split/split.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, In, LessThanOrEqual } from 'typeorm';
import { Clock } from '../../platform/clock';
import { affectedRows, lockById, type Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import { type AdminActor, systemActor } from '../../platform/http/actor';
import { Logger } from '../../platform/observability/logger';
import { Outbox } from '../../platform/outbox/outbox';
import { AuditService } from '../audit/audit.service';
import {
  nextAskAt,
  orderCodeOf,
  readOrderCode,
  type SplitReport,
  stateByOutcome,
} from './domain/split-report';
import { SplitLine } from './entities/split-line.entity';
import { SandClient, SandRefusal } from './sand.client';
import { toSplitLineView } from './split-views';
import { splitToSendTopic } from './split.events';

const sand = systemActor('杉德');
const openStates: SplitState[] = [SplitState.waiting, SplitState.submitted];
/** What one run takes on; the rest is due in the next minute. */
const batchSize = 200;
const failureLength = 200;

/** Brings lines to Sand and to their end: by an answer, a notice, or by asking. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class SplitSendService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly client: SandClient;
  @Inject() private readonly logger: Logger;

  /** Sends a line that Sand does not have, asks about one that it has. What fails, the job tries again. */
  async advance(lineId: number): Promise<void> {
    const line = await this.dataSource.getRepository(SplitLine).findOneBy({ id: lineId });
    if (!this.client.isOn || !line || !openStates.includes(line.state)) return;
    const origin = await this.originOf(line);
    if (!(await this.claim(line)) || (origin && origin.state !== SplitState.succeeded)) return;
    try {
      await this.takeReport(await this.ask(line, origin));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.logger.warn('a split could not be brought on', { number: line.number, reason });
    }
  }

  /** Sends and asks for everything that is due. */
  async advanceDue(): Promise<void> {
    if (!this.client.isOn) return;
    const due = await this.dataSource.getRepository(SplitLine).find({
      select: { id: true },
      where: { state: In(openStates), checkAt: LessThanOrEqual(this.clock.now()) },
      order: { checkAt: 'ASC', id: 'ASC' },
      take: batchSize,
    });
    for (const { id } of due) await this.advance(id);
  }

  /** Writes down what Sand says; repeated, late or about an earlier try it changes nothing. Throws SPLIT_CALLBACK_MISMATCH. */
  async takeReport(report: SplitReport): Promise<void> {
    const named = readOrderCode(report.orderCode);
    const found =
      named && (await this.dataSource.getRepository(SplitLine).findOneBy({ number: named.number }));
    if (!named || !found || Math.abs(found.amountFen) !== report.amountFen) {
      this.logger.error('a report of Sand fits no split', { orderCode: report.orderCode });
      throw splitError('SPLIT_CALLBACK_MISMATCH');
    }
    await this.transactions.run(sand, async (tx) => {
      const [line] = await lockById(tx, SplitLine, [found.id]);
      if (line && line.attempt === named.attempt) await this.write(tx, line, report);
    });
  }

  /** The back office sends a failed line again. Throws SPLIT_NOT_FOUND, SPLIT_STATE_CHANGED. */
  async retry(actor: AdminActor, id: number): Promise<SplitLineView> {
    return this.transactions.run(actor, async (tx) => {
      const [line] = await lockById(tx, SplitLine, [id]);
      if (!line) throw splitError('SPLIT_NOT_FOUND');
      if (!canTransit(splitTransitions, line.state, SplitState.waiting)) {
        throw splitError('SPLIT_STATE_CHANGED', { stateName: splitStateName[line.state] });
      }
      const change = {
        state: SplitState.waiting,
        attempt: line.attempt + 1,
        asks: 0,
        checkAt: this.clock.now(),
        sandNo: null,
        failure: null,
        finishedAt: null,
      };
      await tx.update(SplitLine, { id }, change);
      await this.audit.record(tx, actor, {
        action: 'split.retry',
        targetKind: 'split',
        targetId: id,
        targetLabel: line.number,
        before: { failure: line.failure },
      });
      await this.askToSend(tx, id);
      return toSplitLineView({ ...line, ...change });
    });
  }

  private async originOf(line: SplitLine): Promise<SplitLine | null> {
    if (line.originId === null) return null;
    return this.dataSource.getRepository(SplitLine).findOneByOrFail({ id: line.originId });
  }

  /** Only one asks at a time, and a call that fails is not made again at once. */
  private async claim(line: SplitLine): Promise<boolean> {
    const { id, state, attempt, asks } = line;
    const checkAt = nextAskAt(this.clock.now(), asks);
    return this.transactions.run(sand, async (tx) => {
      const result = await tx.update(SplitLine, { id, state, attempt, asks }, { asks: asks + 1, checkAt });
      return affectedRows(result) === 1;
    });
  }

  private async ask(line: SplitLine, origin: SplitLine | null): Promise<SplitReport> {
    const orderCode = orderCodeOf(line);
    // An earlier call may have arrived although its answer was lost.
    const known = line.asks > 0 ? await this.client.find(orderCode) : null;
    if (known) return known;
    const { party, amountFen } = line;
    try {
      return await this.client.submit({
        orderCode,
        party,
        amountFen,
        originCode: origin && orderCodeOf(origin),
      });
    } catch (error) {
      if (!(error instanceof SandRefusal)) throw error;
      const reason = error.reason || error.code;
      return { orderCode, outcome: 'failed', amountFen: Math.abs(amountFen), sandNo: null, reason };
    }
  }

  private async write(tx: Tx, line: SplitLine, report: SplitReport): Promise<void> {
    const state = stateByOutcome[report.outcome];
    if (!canTransit(splitTransitions, line.state, state)) return;
    const hasEnded = state !== SplitState.submitted;
    await tx.update(
      SplitLine,
      { id: line.id },
      {
        state,
        sandNo: report.sandNo,
        failure: state === SplitState.failed ? (report.reason ?? '未说明原因').slice(0, failureLength) : null,
        checkAt: hasEnded ? null : line.checkAt,
        finishedAt: hasEnded ? this.clock.now() : null,
      },
    );
    if (state !== SplitState.succeeded) return;
    const followers = await tx.findBy(SplitLine, { originId: line.id, state: SplitState.waiting });
    for (const { id } of followers) await this.askToSend(tx, id);
  }

  private async askToSend(tx: Tx, lineId: number): Promise<void> {
    await this.outbox.add(tx, { topic: splitToSendTopic, payload: { lineId } });
  }
}
