import { auditAdminContract } from '@lakeside/shared/audit/audit.contract';
import type { ServerModule } from '../../platform/server-module';
import { AuditAdminController } from './audit.admin.controller';
import { AuditQueries } from './audit.queries';
import { AuditService } from './audit.service';
import { AuditEntryRow } from './entities/audit-entry.entity';
import { CreateAudit1101000000000 } from './migrations/1101000000000-create-audit';

/** Who changed what and when. */
export const auditModule: ServerModule = {
  name: 'audit',
  providers: [AuditQueries, AuditService],
  controllers: [AuditAdminController],
  contracts: [auditAdminContract],
  entities: [AuditEntryRow],
  migrations: [CreateAudit1101000000000],
};
