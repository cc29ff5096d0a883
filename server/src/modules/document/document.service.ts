import type { DocumentKind, DocumentStep } from '@lakeside/shared/document/document.contract';
import { commonError } from '@lakeside/shared/kernel/app-error';
import { toIso } from '@lakeside/shared/kernel/date';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, type EntityManager, In } from 'typeorm';
import { Clock } from '../../platform/clock';
import type { Tx } from '../../platform/database/dialect';
import type { Actor } from '../../platform/http/actor';
import { DocumentRow } from './entities/document.entity';
import { DocumentStepRow } from './entities/document-step.entity';

export interface DocumentRef {
  readonly kind: DocumentKind;
  readonly id: number;
}

export interface NewDocumentStep extends DocumentRef {
  /** A Chinese verb phrase fit to show: 提交, 确认收卡. */
  readonly action: string;
  readonly note?: string | null;
}

/** Makes documents findable by number and keeps who did each of their steps. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class DocumentService {
  @Inject() private readonly clock: Clock;
  @InjectDataSource() private readonly dataSource: DataSource;

  /** Enters a new document under its number, with its first step, which it answers. */
  async register(
    tx: Tx,
    actor: Actor,
    document: NewDocumentStep & { number: string },
  ): Promise<DocumentStep> {
    await tx.insert(DocumentRow, {
      kind: document.kind,
      documentId: document.id,
      number: document.number,
      createdAt: this.clock.now(),
    });
    return this.addStep(tx, actor, document);
  }

  /** Answers the step as it will be shown. */
  async addStep(tx: Tx, actor: Actor, step: NewDocumentStep): Promise<DocumentStep> {
    const row = {
      kind: step.kind,
      documentId: step.id,
      action: step.action,
      actorName: actor.name.slice(0, 80),
      note: step.note?.slice(0, 200) ?? null,
      at: this.clock.now(),
    };
    await tx.insert(DocumentStepRow, row);
    return toStep(row);
  }

  /** The steps of one document, oldest first. Pass `tx` inside a transaction. */
  async stepsOf(kind: DocumentKind, id: number, tx: Tx | null = null): Promise<DocumentStep[]> {
    const steps = await this.manager(tx).find(DocumentStepRow, {
      where: { kind, documentId: id },
      order: { id: 'ASC' },
    });
    return steps.map(toStep);
  }

  /** The steps of several documents by `<kind>:<id>`, oldest first; documents without steps are absent. */
  async stepsOfMany(
    refs: readonly DocumentRef[],
    tx: Tx | null = null,
  ): Promise<Map<string, DocumentStep[]>> {
    const steps = new Map<string, DocumentStep[]>();
    for (const [kind, ids] of idsByKind(refs)) {
      const rows = await this.manager(tx).find(DocumentStepRow, {
        where: { kind, documentId: In(ids) },
        order: { id: 'ASC' },
      });
      for (const row of rows) {
        const key = `${kind}:${row.documentId}`;
        steps.set(key, [...(steps.get(key) ?? []), toStep(row)]);
      }
    }
    return steps;
  }

  /** Numbers by `<kind>:<id>`; documents that do not exist are absent. */
  async numbersOf(refs: readonly DocumentRef[], tx: Tx | null = null): Promise<Map<string, string>> {
    const numbers = new Map<string, string>();
    for (const [kind, ids] of idsByKind(refs)) {
      const rows = await this.manager(tx).findBy(DocumentRow, { kind, documentId: In(ids) });
      for (const row of rows) numbers.set(`${row.kind}:${row.documentId}`, row.number);
    }
    return numbers;
  }

  /** The document of a number, however it was typed; throws NOT_FOUND. */
  async requireByNumber(number: string): Promise<{ kind: DocumentKind; id: number; number: string }> {
    const row = await this.manager(null).findOneBy(DocumentRow, { number: number.trim().toUpperCase() });
    if (!row) throw commonError('NOT_FOUND');
    return { kind: row.kind, id: row.documentId, number: row.number };
  }

  private manager(tx: Tx | null): EntityManager {
    return tx ?? this.dataSource.manager;
  }
}

function toStep({ action, actorName, note, at }: Omit<DocumentStepRow, 'id'>): DocumentStep {
  return { action, actorName, note, at: toIso(at) };
}

function idsByKind(refs: readonly DocumentRef[]): Map<DocumentKind, number[]> {
  const ids = new Map<DocumentKind, Set<number>>();
  for (const { kind, id } of refs) ids.set(kind, (ids.get(kind) ?? new Set<number>()).add(id));
  return new Map([...ids].map(([kind, found]) => [kind, [...found]]));
}
