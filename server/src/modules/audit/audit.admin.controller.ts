import { auditAdminContract } from '@lakeside/shared/audit/audit.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { AuditService } from './audit.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class AuditAdminController {
  @Inject() private readonly audit: AuditService;

  @Serve(auditAdminContract.listAuditEntries)
  async listAuditEntries(_actor: AdminActor, input: ParsedInput<typeof auditAdminContract.listAuditEntries>) {
    return this.audit.listEntries(input.query);
  }
}
