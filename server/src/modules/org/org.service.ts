import { crmError } from '@lakeside/shared/crm/crm.contract';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, In } from 'typeorm';
import { Clock } from '../../platform/clock';
import { contains, containsPattern, lockById, type Tx } from '../../platform/database/dialect';
import { SalespersonRow, type SalespersonStatus } from './entities/salesperson.entity';

export interface SalespersonRecord {
  readonly id: number;
  readonly name: string;
  readonly phone: string;
  readonly departmentName: string | null;
  readonly status: SalespersonStatus;
  readonly createdAt: Date;
}

/** The sales team: who they are. Their figures and screens are the crm module's. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class OrgService {
  @Inject() private readonly clock: Clock;
  @InjectDataSource() private readonly dataSource: DataSource;

  /** Throws SALESPERSON_NOT_FOUND. Pass `tx` inside a transaction. */
  async requireSalesperson(tx: Tx | null, id: number): Promise<SalespersonRecord> {
    const salesperson = await (tx ?? this.dataSource.manager).findOneBy(SalespersonRow, { id });
    if (!salesperson) throw crmError('SALESPERSON_NOT_FOUND');
    return salesperson;
  }

  /** Names by id; ids that do not exist are absent. */
  async namesOf(ids: readonly number[], tx: Tx | null = null): Promise<Map<number, string>> {
    if (ids.length === 0) return new Map();
    const rows = await (tx ?? this.dataSource.manager).findBy(SalespersonRow, { id: In([...new Set(ids)]) });
    return new Map(rows.map((row) => [row.id, row.name]));
  }

  /** The team by name or phone, newest first. */
  async listSalespeople(
    query: PageQuery & { search?: string | undefined },
  ): Promise<Page<SalespersonRecord>> {
    const rows = this.dataSource.getRepository(SalespersonRow).createQueryBuilder('person');
    if (query.search) {
      rows.where(`${contains('person.name', 'search')} OR ${contains('person.phone', 'search')}`, {
        search: containsPattern(query.search),
      });
    }
    const [items, total] = await rows
      .orderBy('person.id', 'DESC')
      .skip((query.page - 1) * query.pageSize)
      .take(query.pageSize)
      .getManyAndCount();
    return { items, total };
  }

  async addSalesperson(
    tx: Tx,
    person: { name: string; phone: string; departmentName?: string | null },
  ): Promise<SalespersonRecord> {
    const row: SalespersonRow = tx.create(SalespersonRow, {
      name: person.name,
      phone: person.phone,
      departmentName: person.departmentName ?? null,
      status: 'active',
      createdAt: this.clock.now(),
    });
    await tx.insert(SalespersonRow, row);
    return row;
  }

  /** Locks and closes; closing twice changes nothing. Throws SALESPERSON_NOT_FOUND. */
  async closeSalesperson(tx: Tx, id: number): Promise<SalespersonRecord> {
    const [person] = await lockById(tx, SalespersonRow, [id]);
    if (!person) throw crmError('SALESPERSON_NOT_FOUND');
    await tx.update(SalespersonRow, { id }, { status: 'closed' });
    return { ...person, status: 'closed' };
  }
}
