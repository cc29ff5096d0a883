import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type {
  freightAdminContract,
  FreightRule,
  FreightTemplate,
} from '@lakeside/shared/order/freight.contract';
import { freightError } from '@lakeside/shared/order/freight.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, Not } from 'typeorm';
import { Clock } from '../../platform/clock';
import { lockById } from '../../platform/database/dialect';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import type { AdminActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { FreightTemplateRow } from './entities/freight-template.entity';

type Body = ParsedInput<typeof freightAdminContract.createFreightTemplate>['body'];

const limit = 50;

/** Freight templates. One of them is in use; the others wait for their season (AD-352). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class FreightService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly audit: AuditService;

  /** What sending costs now; null when everything is sent free. */
  async currentRule(tx: Tx | null): Promise<FreightRule | null> {
    const row = await (tx ?? this.dataSource.manager).findOneBy(FreightTemplateRow, { isDefault: true });
    return row?.rule ?? null;
  }

  async listTemplates(): Promise<FreightTemplate[]> {
    const rows = await this.dataSource.getRepository(FreightTemplateRow).find({
      order: { isDefault: 'DESC', id: 'ASC' },
      take: limit,
    });
    return rows.map(toTemplate);
  }

  /** The first template is in use whatever was asked. Throws FREIGHT_TEMPLATE_LIMIT. */
  create(actor: AdminActor, body: Body): Promise<FreightTemplate> {
    return this.transactions.run(actor, async (tx) => {
      const count = await tx.count(FreightTemplateRow);
      if (count >= limit) throw freightError('FREIGHT_TEMPLATE_LIMIT', { limit });
      const isDefault = body.isDefault || count === 0;
      const row = tx.create(FreightTemplateRow, {
        ...toColumns(body),
        isDefault,
        createdAt: this.clock.now(),
      });
      await tx.insert(FreightTemplateRow, row);
      return this.finish(tx, actor, { row, action: 'freight.create', before: null });
    });
  }

  /** The template in use stays so until another takes over. Throws FREIGHT_TEMPLATE_NOT_FOUND. */
  update(actor: AdminActor, input: { id: number; body: Body }): Promise<FreightTemplate> {
    return this.transactions.run(actor, async (tx) => {
      const before = await this.lockTemplate(tx, input.id);
      const isDefault = before.isDefault || input.body.isDefault;
      const row = { ...before, ...toColumns(input.body), isDefault };
      await tx.update(FreightTemplateRow, { id: row.id }, { ...toColumns(input.body), isDefault });
      return this.finish(tx, actor, { row, action: 'freight.update', before: toTemplate(before) });
    });
  }

  /** Throws FREIGHT_TEMPLATE_NOT_FOUND, FREIGHT_TEMPLATE_IN_USE. */
  delete(actor: AdminActor, id: number): Promise<{ ok: true }> {
    return this.transactions.run(actor, async (tx) => {
      const row = await this.lockTemplate(tx, id);
      if (row.isDefault) throw freightError('FREIGHT_TEMPLATE_IN_USE');
      await tx.delete(FreightTemplateRow, { id });
      await this.audit.record(tx, actor, {
        action: 'freight.delete',
        targetKind: 'freightTemplate',
        targetId: id,
        targetLabel: row.name,
        before: toTemplate(row),
      });
      return { ok: true };
    });
  }

  private async lockTemplate(tx: Tx, id: number): Promise<FreightTemplateRow> {
    const [row] = await lockById(tx, FreightTemplateRow, [id]);
    if (!row) throw freightError('FREIGHT_TEMPLATE_NOT_FOUND');
    return row;
  }

  private async finish(
    tx: Tx,
    actor: AdminActor,
    saved: { row: FreightTemplateRow; action: string; before: FreightTemplate | null },
  ): Promise<FreightTemplate> {
    const { row, action, before } = saved;
    const after = toTemplate(row);
    if (row.isDefault) await tx.update(FreightTemplateRow, { id: Not(row.id) }, { isDefault: false });
    await this.audit.record(tx, actor, {
      action,
      targetKind: 'freightTemplate',
      targetId: row.id,
      targetLabel: row.name,
      ...(before ? { before } : {}),
      after,
    });
    return after;
  }
}

function toColumns({ name, elsewhere, zones, undelivered }: Body) {
  return { name, rule: { elsewhere, zones, undelivered } };
}

function toTemplate({ id, name, isDefault, rule }: FreightTemplateRow): FreightTemplate {
  return { id, name, isDefault, ...rule };
}
