import type {
  AgreementSummary,
  AgreementVersion,
  AgreementView,
} from '@lakeside/shared/agreement/agreement.contract';
import { agreementError } from '@lakeside/shared/agreement/agreement.errors';
import { AgreementKind, agreementKindName } from '@lakeside/shared/agreement/agreement.kind';
import { toIso } from '@lakeside/shared/kernel/date';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock';
import { isUniqueViolation } from '../../platform/database/dialect';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import type { AdminActor } from '../../platform/http/actor';
import { sanitizeRichText } from '../../platform/web/sanitize-rich-text';
import { AuditService } from '../audit/audit.service';
import { AgreementVersionRow } from './entities/agreement-version.entity';

/** The texts people agree to. A version is published once and kept; the newest of a kind is in force (AD-342, AD-343). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class AgreementService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly audit: AuditService;

  /** The agreements in force, without their texts. */
  async listInForce(tx: Tx | null): Promise<AgreementSummary[]> {
    const found: AgreementSummary[] = [];
    for (const kind of Object.values(AgreementKind)) {
      const [row] = await (tx ?? this.dataSource.manager).find(AgreementVersionRow, {
        select: { kind: true, version: true, publishedAt: true },
        where: { kind },
        order: { version: 'DESC' },
        take: 1,
      });
      if (row) found.push({ kind, version: row.version, publishedAt: toIso(row.publishedAt) });
    }
    return found;
  }

  /** Which versions somebody agrees to who registers now: `{ registration: 3, privacy: 1 }`. */
  async versionsInForce(tx: Tx): Promise<Partial<Record<AgreementKind, number>>> {
    const inForce = await this.listInForce(tx);
    return Object.fromEntries(inForce.map(({ kind, version }) => [kind, version]));
  }

  /** The text in force. Throws AGREEMENT_NOT_FOUND. */
  async get(kind: AgreementKind): Promise<AgreementView> {
    const row = await this.findNewest(null, kind);
    if (!row) throw agreementError('AGREEMENT_NOT_FOUND');
    return toView(row);
  }

  async listVersions(kind: AgreementKind, { page, pageSize }: PageQuery): Promise<Page<AgreementVersion>> {
    const [rows, total] = await this.dataSource.getRepository(AgreementVersionRow).findAndCount({
      select: { id: true, version: true, publishedAt: true, publishedBy: true },
      where: { kind },
      order: { version: 'DESC' },
      skip: (page - 1) * pageSize,
      take: pageSize,
    });
    const items = rows.map(({ id, version, publishedAt, publishedBy }) => ({
      id,
      version,
      publishedAt: toIso(publishedAt),
      publishedBy,
    }));
    return { items, total };
  }

  /** Throws AGREEMENT_NOT_FOUND. */
  async getVersion(kind: AgreementKind, version: number): Promise<AgreementView> {
    const row = await this.dataSource.manager.findOneBy(AgreementVersionRow, { kind, version });
    if (!row) throw agreementError('AGREEMENT_NOT_FOUND');
    return toView(row);
  }

  /** Puts a new version into force. Throws AGREEMENT_EMPTY, and AGREEMENT_CHANGED when another came in between. */
  publish(
    actor: AdminActor,
    input: { kind: AgreementKind; detail: string; basedOn: number },
  ): Promise<AgreementView> {
    const { kind, basedOn } = input;
    const detail = sanitizeRichText(input.detail);
    if (detail === null) throw agreementError('AGREEMENT_EMPTY');
    return this.transactions.run(actor, async (tx) => {
      const newest = (await this.findNewest(tx, kind))?.version ?? 0;
      if (newest !== basedOn) throw agreementError('AGREEMENT_CHANGED', { version: newest });
      const row = tx.create(AgreementVersionRow, {
        kind,
        version: newest + 1,
        detail,
        publishedBy: actor.name.slice(0, 80),
        publishedAt: this.clock.now(),
      });
      await this.insert(tx, row);
      await this.audit.record(tx, actor, {
        action: 'agreement.publish',
        targetKind: 'agreement',
        targetId: row.id,
        targetLabel: `${agreementKindName[kind]} 第 ${row.version} 版`,
        after: { kind, version: row.version },
      });
      return toView(row);
    });
  }

  /** Of two who publish at the same moment, the index lets one through. */
  private async insert(tx: Tx, row: AgreementVersionRow): Promise<void> {
    try {
      await tx.insert(AgreementVersionRow, row);
    } catch (error) {
      if (!isUniqueViolation(error, 'ux_agreement_version_kind')) throw error;
      throw agreementError('AGREEMENT_CHANGED', { version: row.version });
    }
  }

  private async findNewest(tx: Tx | null, kind: AgreementKind): Promise<AgreementVersionRow | null> {
    const [row] = await (tx ?? this.dataSource.manager).find(AgreementVersionRow, {
      where: { kind },
      order: { version: 'DESC' },
      take: 1,
    });
    return row ?? null;
  }
}

function toView({ kind, version, detail, publishedAt }: AgreementVersionRow): AgreementView {
  return { kind, version, detail, publishedAt: toIso(publishedAt) };
}
