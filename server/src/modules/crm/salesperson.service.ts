import { crmError, type Salesperson } from '@lakeside/shared/crm/crm.contract';
import { toIso } from '@lakeside/shared/kernel/date';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { TransactionService } from '../../platform/database/transaction';
import type { AdminActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { ChannelService } from '../channel/channel.service';
import { IdentityService } from '../identity/identity.service';
import { OrgService, type SalespersonRecord } from '../org/org.service';

/** The sales team as the back office manages it. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class SalespersonService {
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly channels: ChannelService;
  @Inject() private readonly identity: IdentityService;
  @Inject() private readonly org: OrgService;
  @Inject() private readonly transactions: TransactionService;

  async listSalespeople(query: PageQuery & { search?: string | undefined }): Promise<Page<Salesperson>> {
    const page = await this.org.listSalespeople(query);
    const countById = await this.channels.l1CountsBySalesperson(page.items.map((person) => person.id));
    return {
      total: page.total,
      items: page.items.map((person) => toView(person, countById.get(person.id) ?? 0)),
    };
  }

  /** Adds a salesperson whose phone is the login. Throws SALESPERSON_PHONE_TAKEN. */
  async createSalesperson(actor: AdminActor, person: { name: string; phone: string }): Promise<Salesperson> {
    return this.transactions.run(actor, async (tx) => {
      const record = await this.org.addSalesperson(tx, person);
      await this.identity.createCredential(tx, {
        audience: 'sales',
        loginName: person.phone,
        subject: { kind: 'salesperson', id: record.id },
        takenError: crmError('SALESPERSON_PHONE_TAKEN'),
      });
      await this.audit.record(tx, actor, {
        action: 'salesperson.create',
        targetKind: 'salesperson',
        targetId: record.id,
        targetLabel: record.name,
      });
      return toView(record, 0);
    });
  }

  /**
   * Ends the account and frees its phone; the customers stay with the closed account until they are given away. Throws SALESPERSON_NOT_FOUND.
   */
  async closeSalesperson(actor: AdminActor, id: number): Promise<Salesperson> {
    return this.transactions.run(actor, async (tx) => {
      const record = await this.org.closeSalesperson(tx, id);
      const subject = { kind: 'salesperson', id } as const;
      await this.identity.closeSubject(tx, subject);
      await this.identity.changeLoginName(tx, subject, {
        loginName: null,
        takenError: crmError('SALESPERSON_PHONE_TAKEN'),
      });
      await this.audit.record(tx, actor, {
        action: 'salesperson.close',
        targetKind: 'salesperson',
        targetId: id,
        targetLabel: record.name,
      });
      const countById = await this.channels.l1CountsBySalesperson([id], tx);
      return toView(record, countById.get(id) ?? 0);
    });
  }
}

function toView(person: SalespersonRecord, customerCount: number): Salesperson {
  return {
    id: person.id,
    name: person.name,
    phone: person.phone,
    departmentName: person.departmentName,
    status: person.status,
    customerCount,
    createdAt: toIso(person.createdAt),
  };
}
