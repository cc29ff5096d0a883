import type { AuditEntry } from '@lakeside/shared/audit/audit.contract';
import type { Page } from '@lakeside/shared/kernel/page';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import type { Tx } from '../../platform/database/dialect';
import type { Actor } from '../../platform/http/actor';
import { AuditQueries, type AuditQuery } from './audit.queries';
import { AuditEntryRow } from './entities/audit-entry.entity';

/** One change for the audit log. `before` and `after` hold only the fields that tell the change, never a secret. */
export interface AuditRecord {
  /** `<module>.<verb>`, for instance `channel.changeRate`. */
  readonly action: string;
  readonly targetKind: string;
  readonly targetId: number | string | null;
  readonly targetLabel?: string | null;
  readonly before?: Record<string, unknown> | null;
  readonly after?: Record<string, unknown> | null;
}

/** Writes the audit log. Every use case that changes something calls `record` once, in its own transaction. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class AuditService {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly queries: AuditQueries;

  async record(tx: Tx, actor: Actor, entry: AuditRecord): Promise<void> {
    const { request } = actor;
    await tx.insert(AuditEntryRow, {
      actorKind: actor.kind,
      actorId: idOf(actor),
      actorName: actor.name.slice(0, 80),
      action: entry.action,
      targetKind: entry.targetKind,
      targetId: entry.targetId === null ? null : String(entry.targetId),
      targetLabel: entry.targetLabel?.slice(0, 120) ?? null,
      before: entry.before ?? null,
      after: entry.after ?? null,
      requestId: request.requestId,
      ip: request.ip === '' ? null : request.ip,
      at: this.clock.now(),
    });
  }

  /** Who changed what, newest first. */
  listEntries(query: AuditQuery): Promise<Page<AuditEntry>> {
    return this.queries.listEntries(query);
  }
}

/** The id by which the reader of the log finds the actor again: of the staff member rather than the channel. */
function idOf(actor: Actor): number | null {
  switch (actor.kind) {
    case 'member':
      return actor.memberId;
    case 'channel':
      return actor.staffId ?? actor.channelId;
    case 'sales':
      return actor.salespersonId;
    case 'admin':
      return actor.adminUserId;
    case 'system':
    case 'anonymous':
      return null;
  }
}

/** 138****0000: how a phone number appears in the audit log. */
export function maskPhone(phone: string): string {
  return phone.replace(/^(\d{3})\d+(\d{4})$/, '$1****$2');
}
