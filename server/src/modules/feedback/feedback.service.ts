import {
  type Feedback,
  type feedbackAdminContract,
  feedbackError,
  type FeedbackKind,
} from '@lakeside/shared/feedback/feedback.contract';
import { addDays, startOfDay, toIso } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type { Page } from '@lakeside/shared/kernel/page';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock';
import { contains, containsPattern, lockById, type Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { AdminActor, MemberActor } from '../../platform/http/actor';
import { RateLimiter } from '../../platform/rate-limit/rate-limiter';
import { AuditService } from '../audit/audit.service';
import { MemberService } from '../member/member.service';
import { FeedbackRow } from './entities/feedback.entity';

type Query = ParsedInput<typeof feedbackAdminContract.listFeedback>['query'];

const dailyLimit = { points: 10, seconds: 24 * 60 * 60 };

/** What members tell the shop, and what comes of it (MB-071, AD-356). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class FeedbackService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly members: MemberService;
  @Inject() private readonly rateLimiter: RateLimiter;
  @Inject() private readonly transactions: TransactionService;

  /** Throws RATE_LIMITED after ten of a day. */
  async send(actor: MemberActor, input: { kind: FeedbackKind; text: string }): Promise<{ ok: true }> {
    await this.rateLimiter.consume(`feedback:member:${actor.memberId}`, dailyLimit);
    return this.transactions.run(actor, async (tx) => {
      const row = tx.create(FeedbackRow, {
        ...input,
        memberId: actor.memberId,
        createdAt: this.clock.now(),
        note: null,
        handledByName: null,
        handledAt: null,
      });
      await tx.insert(FeedbackRow, row);
      await this.audit.record(tx, actor, {
        action: 'feedback.send',
        targetKind: 'feedback',
        targetId: row.id,
        after: { kind: row.kind },
      });
      return { ok: true };
    });
  }

  /** Newest first. */
  async list(query: Query): Promise<Page<Feedback>> {
    const select = this.dataSource.getRepository(FeedbackRow).createQueryBuilder('feedback').where('1 = 1');
    const { kind, handled, search, from, to } = query;
    if (kind) select.andWhere('feedback.kind = :kind', { kind });
    if (handled) select.andWhere(`feedback.handledAt IS ${handled === 'true' ? 'NOT NULL' : 'NULL'}`);
    if (search) select.andWhere(contains('feedback.text', 'search'), { search: containsPattern(search) });
    if (from) select.andWhere('feedback.createdAt >= :from', { from: startOfDay(from) });
    if (to) select.andWhere('feedback.createdAt < :to', { to: startOfDay(addDays(to, 1)) });
    const [rows, total] = await select
      .orderBy('feedback.id', 'DESC')
      .skip((query.page - 1) * query.pageSize)
      .take(query.pageSize)
      .getManyAndCount();
    return { items: await this.viewsOf(null, rows), total };
  }

  /** Throws FEEDBACK_NOT_FOUND, FEEDBACK_ALREADY_HANDLED. */
  handle(actor: AdminActor, input: { id: number; note: string }): Promise<Feedback> {
    return this.transactions.run(actor, async (tx) => {
      const [row] = await lockById(tx, FeedbackRow, [input.id]);
      if (!row) throw feedbackError('FEEDBACK_NOT_FOUND');
      if (row.handledAt !== null) throw feedbackError('FEEDBACK_ALREADY_HANDLED');
      const handling = {
        note: input.note,
        handledByName: actor.name.slice(0, 80),
        handledAt: this.clock.now(),
      };
      await tx.update(FeedbackRow, { id: row.id }, handling);
      await this.audit.record(tx, actor, {
        action: 'feedback.handle',
        targetKind: 'feedback',
        targetId: row.id,
        after: { note: input.note },
      });
      const [view] = await this.viewsOf(tx, [{ ...row, ...handling }]);
      if (!view) throw new Error('one row gives one view');
      return view;
    });
  }

  private async viewsOf(tx: Tx | null, rows: readonly FeedbackRow[]): Promise<Feedback[]> {
    const members = await this.members.membersByIds(
      rows.map((row) => row.memberId),
      tx,
    );
    return rows.map((row) => {
      const member = members.get(row.memberId);
      const { id, kind, text, note, handledByName, handledAt } = row;
      return {
        id,
        kind,
        text,
        member: { id: row.memberId, nickname: member?.nickname ?? '', phone: member?.phone ?? '' },
        createdAt: toIso(row.createdAt),
        handling: handledAt && { note: note ?? '', byName: handledByName ?? '', at: toIso(handledAt) },
      };
    });
  }
}
